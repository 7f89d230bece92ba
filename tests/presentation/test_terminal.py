"""The account in the terminal: rich on one, plain in a pipe, and no article writes escape sequences."""

import io
import re

from made_account import lone, made_account, made_accounts
from rich.console import Console
from test_page import hostile_accounts, many_claims

from headwater.presentation import terminal

ESCAPE = re.compile(r"\x1b\[[0-9;]*m")


def shown(accounts, **options):
    piped = not options.get("force_terminal")
    console = Console(file=io.StringIO(), width=100, highlight=False, soft_wrap=piped, **options)
    terminal.render(accounts, console)
    return console.file.getvalue()


def test_piped_it_is_plain_text():
    text = shown(made_accounts())
    assert "\x1b" not in text
    assert not re.search(r" +$", text, re.MULTILINE)
    for words in (
        *(claim.text for claim in made_account().claims if claim.standing != "single"),
        *(conflict.about for conflict in made_account().conflicts),
        "4 outlets, 2–3 origins",
        "B and C from Borough News Agency",
        "on the word of Inspector Hanna Orrell",
        "leaves out 1 that most others have",
        "reports/empty.txt: empty",
    ):
        assert words in text


def test_on_a_terminal_it_has_colours_unless_the_user_wants_none(monkeypatch):
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    assert re.search(r"\x1b\[[0-9;]*3[0-9]", shown(made_accounts(), force_terminal=True))
    monkeypatch.setenv("NO_COLOR", "1")
    assert not re.search(r"\x1b\[[0-9;]*(3[0-9]|9[0-7]|38;)", shown(made_accounts(), force_terminal=True))


def test_no_line_is_wider_than_the_terminal():
    text = ESCAPE.sub("", shown(made_accounts(), force_terminal=True))
    assert max(len(line) for line in text.splitlines()) <= 100


def test_hostile_articles_write_no_escape_sequence(monkeypatch):
    monkeypatch.setenv("TERM", "xterm-256color")
    for options in ({}, {"force_terminal": True}):
        text = ESCAPE.sub("", shown(hostile_accounts(), **options))
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)


def test_markup_of_rich_in_an_article_stays_text():
    story, one = lone("[bold red]Echo[/]", "A text.", title="[link=http://a.example]title[/link]")
    text = shown(made_accounts(stories=(story,), articles=(one,)))
    assert "[bold red]Echo[/]" in text
    assert "[link=http://a.example]title[/link]" in text


def test_what_is_left_out_is_counted():
    text = shown(made_accounts(stories=(many_claims(60),)))
    assert f"and {60 - terminal.CLAIMS} claims more" in text


def test_one_report_alone():
    story, one = lone("Echo", "A bridge opened.", title="Bridge opens")
    text = shown(made_accounts(stories=(story,), articles=(one,), problems=()))
    assert "One source, nothing to compare" in text
    assert "Bridge opens" in text
