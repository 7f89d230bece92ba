"""The account in the terminal: rich where there is one, plain text where there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from headwater.presentation.view import wording
from headwater.presentation.view.story import page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from headwater.account import Accounts
    from headwater.presentation.view.claims import ClaimView
    from headwater.presentation.view.conflicts import ConflictView, Part
    from headwater.presentation.view.copying import Sharing
    from headwater.presentation.view.outlets import Outlet
    from headwater.presentation.view.story import Page, StoryView

# What a screen holds; the page and the JSON hold everything.
CLAIMS, QUOTATIONS, FIGURES, MOMENTS, ALONE, SINGLES, LESSER = 25, 12, 12, 12, 4, 20, 8
_COLOURS = ("cyan", "yellow", "green", "magenta", "bright_blue", "bright_red")


def render(accounts: Accounts, console: Console) -> None:
    """Write `accounts` to `console`: what matters of each story; what is left out is counted, never silently."""
    shown = page(accounts)
    if len(shown.stories) != 1 or shown.singles:
        console.print(_text(shown.summary, "bold"))
    for story in shown.stories:
        _story(story, console)
    _rest(shown, console)


def _text(words: str, style: str = "") -> Text:
    # A Text is printed as it is: nothing in an article is read as markup or as an escape sequence.
    return Text(wording.visible(words), style=style)


def _indented(text: Text, console: Console) -> None:
    if console.is_terminal:
        console.print(Padding(text, (0, 0, 0, 2)))
    else:
        console.print(Text("  ").append_text(text), soft_wrap=True)


def _letters(outlets: Sequence[Outlet]) -> Text:
    text = Text()
    for outlet in outlets:
        text.append(" " if text else "")
        text.append(outlet.letter, style=f"bold {_COLOURS[outlet.number % len(_COLOURS)]}")
    return text


def _heading(words: str, console: Console) -> None:
    console.print()
    console.print(_text(words, "bold underline"))


def _left(number: int, what: str, console: Console) -> None:
    if number > 0:
        console.print(_text(f"    and {wording.count(number, what)} more", "dim"))


def _line(console: Console, mark: Text | str, body: Text, width: int = 4) -> None:
    """A mark in a narrow column, the body beside it with its lines aligned; unwrapped where nobody looks."""
    if not console.is_terminal:
        text = Text(f"{mark}".rjust(width) + " ")
        text.append_text(Text(body.plain.replace("\n", "\n" + " " * (width + 1))))
        console.print(text, soft_wrap=True)
        return
    grid = Table.grid(padding=(0, 1))
    grid.add_column(width=width, justify="right", no_wrap=True)
    grid.add_column(overflow="fold")
    grid.add_row(mark, body)
    console.print(grid)


def _story(story: StoryView, console: Console) -> None:
    console.print()
    console.rule(style="dim")
    console.print(_text(story.account.title, "bold"))
    summary = story.summary if story.account.claims else (*story.summary[:1], *story.account.why)
    console.print(_text(" · ".join(summary), "dim"))
    for article in story.articles:
        line = _letters([article.outlet])
        line.append(f"  {wording.visible(article.article.outlet)}")
        detail = ", ".join(part for part in (article.published, article.article.title or "", article.unread) if part)
        line.append(f"  {wording.visible(detail)}" if detail else "", style="dim")
        console.print(line)
        for note in article.notes:
            console.print(_text(f"   {note}", "dim"))
    _claims(story, console)
    _conflicts(story, console)
    _figures(story, console)
    _speakers(story, console)
    _copied(story, console)
    _timeline(story, console)
    _outlets(story, console)


def _claims(story: StoryView, console: Console) -> None:
    if not story.shared:
        return
    _heading("What happened", console)
    left = CLAIMS
    for standing in story.standings:
        if standing.key == "single" or left <= 0:
            continue
        console.print(_text(f"{standing.name} ({standing.meaning})", "italic"))
        for view in standing.claims[:left]:
            _line(console, _text(view.origins, "bold cyan"), _claim(view))
        left -= len(standing.claims)
    _left(len(story.shared) - CLAIMS, "claim", console)


def _claim(view: ClaimView) -> Text:
    text = _text(view.text)
    text.append("\n")
    text.append_text(_letters(view.outlets))
    text.append(f"  {view.spread}", style="dim")
    if view.claim.word_of:
        text.append(f", on the word of {wording.visible(view.claim.word_of)}", style="dim")
    borrowed = [b for b in view.branches if len(b.outlets) > (b.own is not None) and not b.credited]
    for branch in borrowed:
        takers = wording.listed([outlet.letter for outlet in branch.outlets if outlet is not branch.own])
        text.append(f", {takers} from {wording.visible(branch.origin)}", style="dim")
    if view.claim.contested:
        text.append("  contested", style="bold red")
    return text


def _conflicts(story: StoryView, console: Console) -> None:
    if not story.conflicts:
        return
    _heading("Where they conflict", console)
    leading = [view for view in story.conflicts if view.sure and not view.small]
    for view in leading:
        _conflict(view, console)
    for name, rest in (
        ("Put more or less exactly", [view for view in story.conflicts if view.sure and view.small]),
        ("Possible", [view for view in story.conflicts if not view.sure]),
    ):
        if rest:
            console.print(_text(name, "italic"))
            for view in rest[:LESSER]:
                _conflict(view, console)
            _left(len(rest) - LESSER, "conflict", console)
    if story.told:
        console.print(
            _text(f"{wording.count(len(story.told), 'matter')} told in more or less detail: see --html", "dim")
        )


def _conflict(view: ConflictView, console: Console) -> None:
    head = _text(f"{view.slot}: {view.kind}", "bold red" if view.sure and not view.small else "bold")
    head.append(f"  {wording.visible(view.conflict.about)}", style="not bold dim")
    console.print(head)
    for side in view.sides:
        letters = _letters(side.outlets)
        body = _parts(side.value)
        if side.glimpse:
            words = f"{side.glimpse.before}{side.glimpse.marked}{side.glimpse.after}"
            body.append(f"\n{wording.visible(words)}", style="not bold dim")
        _line(console, letters, body, max(4, len(letters)))


def _parts(parts: Sequence[Part]) -> Text:
    text = Text()
    for part in parts:
        text.append(wording.visible(part.text), style="bold underline" if part.differs else "")
    return text


def _figures(story: StoryView, console: Console) -> None:
    if not story.figures:
        return
    _heading("Figures", console)
    for view in story.figures[:FIGURES]:
        text = _text(view.figure.value, "bold")
        text.append(f"  {wording.visible(view.figure.what)}  ", style="not bold")
        text.append_text(_letters(view.outlets))
        _indented(text, console)
    _left(len(story.figures) - FIGURES, "figure", console)


def _speakers(story: StoryView, console: Console) -> None:
    said = [(speaker, view) for speaker in story.speakers for view in speaker.quotations]
    said = [(speaker, view) for speaker, view in said if view.quotation.kind != "indirect"]
    if not said:
        return
    _heading("Who said what", console)
    before: object = said
    for speaker, view in said[:QUOTATIONS]:
        if speaker is not before:
            console.print(_text(speaker.name or "Speaker not told", "bold"))
            before = speaker
        text = _text(view.words)
        text.append("  ")
        text.append_text(_letters(view.whole))
        if view.parts:
            text.append(" in part ", "dim")
            text.append_text(_letters(view.parts))
        _indented(text, console)
    _left(len(said) - QUOTATIONS, "quotation", console)


def _copied(story: StoryView, console: Console) -> None:
    origins = [view for view in story.origins if view.joins]
    if not origins and not story.sharings:
        return
    _heading("Who has what from whom", console)
    for origin in origins:
        text = _text(origin.name, "bold")
        text.append(f" ({origin.kind})" if origin.kind else "", style="not bold dim")
        text.append(" → ", style="not bold")
        takers = [f"{one.letter}{wording.share(share)}" for one, share in origin.takers]
        text.append(", ".join(takers), style="not bold")
        _indented(text, console)
    rest = len(story.origins) - len(origins)
    if rest:
        console.print(_text(f"    and {wording.count(rest, 'origin')} that one outlet alone draws on", "dim"))
    for sharing in story.sharings:
        _indented(_sharing(sharing), console)


def _sharing(sharing: Sharing) -> Text:
    text = _letters(sharing.outlets)
    origins = sorted({view.origin for view in sharing.passages if view.origin})
    share = f"{wording.count(sharing.words, 'word')} in {wording.count(len(sharing.passages), 'passage')}"
    text.append(f"  share {share}{f', from {wording.listed(origins)}' if origins else ''}")
    return _visible(text)


def _visible(text: Text) -> Text:
    return text if wording.visible(text.plain) == text.plain else _text(text.plain)


def _timeline(story: StoryView, console: Console) -> None:
    if not story.account.timeline:
        return
    _heading("Timeline", console)
    shown = [(time.when, view) for time in story.timeline.leading for view in time.moments]
    before = ""
    for when, view in shown[:MOMENTS]:
        text = _text(view.text)
        text.append("  ")
        text.append_text(_letters(view.outlets))
        _line(console, _text("" if when == before else when, "bold"), text, 21)
        before = when
    _left(len(story.account.timeline) - min(MOMENTS, len(shown)), "moment", console)


def _outlets(story: StoryView, console: Console) -> None:
    if not story.account.claims:
        return
    _heading("Outlet by outlet", console)
    for view in story.by_outlet:
        head = _letters([view.outlet])
        head.append(f" {wording.visible(view.outlet.name)}", style="bold")
        head.append(f"  {wording.count(len(view.alone), 'claim')} alone", style="dim")
        if view.left_out:
            head.append(f", leaves out {len(view.left_out)} that most others have", style="dim")
        console.print(head)
        for one in view.alone[:ALONE]:
            _line(console, "+", _text(one.text))
        _left(len(view.alone) - ALONE, "claim", console)
        for one in view.left_out[:ALONE]:
            _line(console, "−", _text(one.text, "dim"))
        _left(len(view.left_out) - ALONE, "claim", console)


def _rest(shown: Page, console: Console) -> None:
    if shown.across:
        _heading("Prose shared between stories", console)
        for sharing in shown.across:
            text = _text(wording.listed([outlet.name for outlet in sharing.outlets]))
            text.append(f": {wording.count(sharing.words, 'word')}")
            _indented(text, console)
    if shown.singles:
        _heading("One source, nothing to compare", console)
        for story in shown.singles[:SINGLES]:
            line = _text(story.outlets[0].name, "bold")
            line.append(f"  {wording.visible(story.account.title)}", style="not bold")
            _indented(line, console)
        _left(len(shown.singles) - SINGLES, "report", console)
    if shown.problems:
        _heading("Problems", console)
        for problem in shown.problems:
            place = f"{problem.source}#{problem.record}" if problem.record else problem.source
            _indented(_text(f"{place}: {problem.reason}: {problem.detail}"), console)
