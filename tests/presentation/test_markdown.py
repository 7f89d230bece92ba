"""The account as Markdown: everything is in it, and what articles say stays text."""

import re
from dataclasses import replace

from hostile import HEADLINES
from hypothesis import given
from hypothesis import strategies as st
from made_account import made_account, made_accounts
from markdown_it import MarkdownIt
from test_page import hostile_accounts

from headwater.presentation import markdown
from headwater.presentation.view.wording import visible

GITHUB = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def shown(text):
    """The text that a reader of the Markdown sees."""
    return "".join(
        child.content if child.type in {"text", "code_inline"} else " "
        for token in GITHUB.parse(text)
        for child in (token.children or [])
    )


def test_claims_conflicts_and_the_rest_are_there():
    text = shown(markdown.render(made_accounts()))
    account = made_account()
    for words in (
        *(claim.text for claim in account.claims),
        *(conflict.about for conflict in account.conflicts),
        *(quotation.text for quotation in account.quotations),
        *(figure.what for figure in account.figures),
        *(moment.text for moment in account.timeline),
        "4 outlets, 2–3 origins",
        "Borough News Agency",
        "newsletter prompt",
        "reports/empty.txt",
    ):
        assert words in text


def test_the_words_of_each_report_are_marked():
    made = markdown.render(made_accounts())
    assert "**seven reliquaries were gone**" in made


def test_times_that_one_outlet_alone_tells_of_stand_apart():
    (made,) = made_accounts().stories
    shared, alone = made.timeline
    many = tuple(replace(shared, when=f"2026-03-0{day}") for day in range(1, 7))
    text = markdown.render(replace(made_accounts(), stories=(replace(made, timeline=(*many, *[alone] * 6)),)))
    rows = [line for line in text.split("## Timeline")[1].splitlines() if line.startswith(("- ", "###"))]
    assert [row.startswith("###") for row in rows[:13]] == [False] * 6 + [True] + [False] * 6


def test_hostile_articles_stay_text():
    made = markdown.render(hostile_accounts())
    kinds = {token.type for token in GITHUB.parse(made)}
    assert not kinds & {"html_block", "fence", "code_block", "table_open", "hr"}
    inline = [child for token in GITHUB.parse(made) for child in (token.children or [])]
    assert not {child.type for child in inline} & {"html_inline", "image", "code_inline", "s_open"}
    links = [child.attrs["href"] for child in inline if child.type == "link_open"]
    assert all(re.match(r"https?://", link) for link in links)
    text = " ".join(shown(made).split())
    for headline in HEADLINES:
        assert " ".join(visible(headline).split()) in text


@given(st.text(max_size=80))
def test_escaped_text_reads_as_it_was(text):
    flat = " ".join(visible(text).split())
    for line in (f"- {markdown._escaped(text)}", f"> {markdown._escaped(text)}"):
        tokens = GITHUB.parse(line)
        assert {t.type for t in tokens} <= {
            "bullet_list_open",
            "bullet_list_close",
            "list_item_open",
            "list_item_close",
            "blockquote_open",
            "blockquote_close",
            "paragraph_open",
            "paragraph_close",
            "inline",
        }
        assert shown(line).strip() == flat


def test_nothing_at_all():
    assert "0 articles, 0 stories" in markdown.render(made_accounts(stories=(), articles=(), problems=()))
