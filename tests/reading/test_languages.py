"""In which language a text is written."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.article import Article
from headwater.reading.languages import identify, language_of

TEXTS = {
    "en": "The minister said on Tuesday that the government would not give in to those who had threatened it.",
    "de": "Der Minister sagte am Dienstag, die Regierung werde dem Druck der Straße auf keinen Fall nachgeben.",
    "fr": "Le ministre a déclaré mardi que le gouvernement ne céderait pas à ceux qui le menacent depuis des mois.",
    "es": "El ministro dijo el martes que el gobierno no cedería ante quienes lo amenazan desde hace meses.",
    "ru": "Министр заявил во вторник, что правительство не уступит тем, кто угрожает ему уже несколько месяцев.",
    "zh": "部长星期二表示，政府不会向那些威胁它的人让步。",
    "ja": "大臣は火曜日、政府は脅迫に屈しないと述べた。",
    "ko": "장관은 화요일 정부가 위협에 굴복하지 않을 것이라고 말했다.",
}


@pytest.mark.parametrize("language", sorted(TEXTS))
def test_languages(language):
    assert identify(TEXTS[language] * 2) == language


@pytest.mark.parametrize("text", ["", "   ", "12 34", "!!!", "Oslo", "Arno Belzig"])
def test_what_cannot_be_told(text):
    assert identify(text) is None


def test_a_short_english_text():
    assert identify("He said that the talks with the minister would go on.") == "en"


def article(text, language):
    return Article("1", "test", None, "T", "T", None, None, None, None, None, language, None, text)


def test_the_text_decides_over_what_is_stated():
    assert language_of(article(TEXTS["en"] * 2, "de")) == "en"
    assert language_of(article("Oslo", "no")) == "no"
    assert language_of(article("Oslo", None)) is None


@given(st.text(max_size=200))
@settings(max_examples=50)
def test_any_text(text):
    found = identify(text)
    assert found is None or (len(found) == 2 and found.islower())
