"""The account as Markdown (CommonMark): what an article says stays text, whatever characters it holds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from headwater.presentation.view import wording
from headwater.presentation.view.outlets import link_of
from headwater.presentation.view.story import page

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from headwater.account import Accounts
    from headwater.presentation.view.claims import ClaimView
    from headwater.presentation.view.conflicts import ConflictView
    from headwater.presentation.view.copying import Sharing
    from headwater.presentation.view.outlets import Excerpt, Outlet
    from headwater.presentation.view.story import Page, StoryView

# What CommonMark or GitHub's dialect reads as more than text wherever it stands, and what only at a line's beginning.
_ANYWHERE = re.compile(r"[\\`*_\[\]<>|~&$@]|:(?=//)|(?<=www)\.", re.IGNORECASE)
_AT_START = re.compile(r"(?:[#+\-=]|\d{1,9}(?=[.)]))")


def render(accounts: Accounts) -> str:
    """Return `accounts` as Markdown: the same order as the page, each claim with its source sentences."""
    shown = page(accounts)
    lines: list[str] = []
    if len(shown.stories) != 1:
        lines += [f"# {_escaped(shown.summary)}", ""]
    for story in shown.stories:
        lines += _story(story)
    lines += _rest(shown)
    lines += [f"Made by {_escaped(shown.made_by)}. It shows who says what, not who is right."]
    return "\n".join(lines) + "\n"


def _escaped(text: str) -> str:
    """One line of text in which nothing is markup."""
    flat = " ".join(wording.visible(text).split())
    start = _AT_START.match(flat)
    if start is None:
        return _ANYWHERE.sub(r"\\\g<0>", flat)
    # "# a" becomes "\\# a", and "1. a" becomes "1\\. a".
    at = start.end() if start[0].isdigit() else 0
    return flat[:at] + "\\" + flat[at] + _ANYWHERE.sub(r"\\\g<0>", flat[at + 1 :])


def _badges(outlets: Sequence[Outlet]) -> str:
    return " ".join(f"**{outlet.letter}**" for outlet in outlets)


def _excerpt(one: Excerpt, indent: str) -> str:
    marked = _escaped(one.marked)
    before, after = _escaped(one.before), _escaped(one.after)
    # Emphasis needs no blank inside its marks; the blanks around them are those of the text.
    left = " " if one.before[-1:].isspace() else ""
    right = " " if one.after[:1].isspace() else ""
    return f"{indent}> {before}{left}**{marked}**{right}{after} ({one.outlet.letter}, {_escaped(one.outlet.name)})"


def _story(story: StoryView) -> Iterator[str]:
    yield from (f"# {_escaped(story.account.title)}", "", _escaped(" · ".join(story.summary)), "")
    for view in story.articles:
        title = _escaped(view.article.title or "Without a title")
        link = link_of(view.article)
        if link and not re.search(r"[\s<>\\()]", link):
            title = f"[{title}](<{link}>)"
        date = f", {view.published}" if view.published else ""
        unread = f" ({view.unread})" if view.unread else ""
        notes = "".join(f"; {_escaped(note)}" for note in view.notes)
        yield f"- **{view.outlet.letter}** {_escaped(view.outlet.name)}: {title}{date}{unread}{notes}"
    yield ""
    yield from _claims(story)
    yield from _conflicts(story)
    yield from _figures(story)
    yield from _speakers(story)
    yield from _copied(story)
    yield from _timeline(story)
    yield from _outlets(story)
    yield from _reports(story)


def _claims(story: StoryView) -> Iterator[str]:
    if not story.shared:
        return
    yield from ("## What happened", "")
    for standing in story.standings:
        if standing.key == "single":
            continue
        yield from (f"### {standing.name}: {standing.meaning}", "")
        for view in standing.claims:
            yield from _claim(view)
        yield ""


def _claim(view: ClaimView) -> Iterator[str]:
    parts = [view.spread]
    if view.claim.word_of:
        parts.append(f"on the word of {_escaped(view.claim.word_of)}")
    if view.claim.contested:
        parts.append("contested")
    yield f"- {_escaped(view.text)} {_badges(view.outlets)} ({', '.join(parts)})"
    for report in view.reports:
        yield ""
        yield _excerpt(report.excerpt, "  ")
        possibly = "" if report.sure or view.heading == "possible" else "possibly the same, and not counted; "
        source = "no other origin is shown" if report.own else f"from {_escaped(report.origin)}"
        why = "".join(f"; {_escaped(one.text)}" for one in report.evidence)
        word = f"attributed: {_escaped(report.attributed)}; " if report.attributed else ""
        times = f"; {report.times} times in this article" if report.times > 1 else ""
        yield from ("  >", f"  > {possibly}{word}{source}{why}{times}")
    yield ""


def _conflicts(story: StoryView) -> Iterator[str]:
    for heading, views in (
        ("Where they conflict", story.conflicts),
        ("Told in more or less detail: what each outlet makes of one matter", story.told),
    ):
        if views:
            yield from (f"## {heading}", "")
        for view in views:
            yield from _conflict(view)


def _conflict(view: ConflictView) -> Iterator[str]:
    possible = "" if view.sure else "possible: "
    yield from (f"- **{possible}{view.slot}**, {view.kind}: {_escaped(view.conflict.about)}", "")
    for side in view.sides:
        value = "".join(
            f"**{_escaped(part.text)}** " if part.differs else f"{_escaped(part.text)} " for part in side.value
        )
        yield f"  - {value.strip()} {_badges(side.outlets)}"
        for one in side.excerpts:
            yield from ("", _excerpt(one, "    "))
        if side.further:
            yield from ("", f"    and {wording.count(side.further, 'more place')}")
        yield ""


def _figures(story: StoryView) -> Iterator[str]:
    if not story.figures:
        return
    yield from ("## Figures", "")
    for view in story.figures:
        yield f"- **{_escaped(view.figure.value)}** {_escaped(view.figure.what)} {_badges(view.outlets)}"
    yield ""


def _speakers(story: StoryView) -> Iterator[str]:
    if not story.speakers:
        return
    yield from ("## Who said what", "")
    for speaker in story.speakers:
        yield f"- {_escaped(speaker.name or 'Speaker not told')}"
        for view in speaker.quotations:
            manner = ", in the outlet's words" if view.quotation.kind == "indirect" else ""
            via = f", by way of {_escaped(wording.listed(view.via))}" if view.via else ""
            parts = f", in part {_badges(view.parts)}" if view.parts else ""
            yield f"  - {_escaped(view.words)} {_badges(view.whole)}{parts}{manner}{via}"
    yield ""


def _copied(story: StoryView) -> Iterator[str]:
    if not story.origins and not story.sharings:
        return
    yield from ("## Who has what from whom", "")
    for origin in story.origins:
        takers = ", ".join(f"**{one.letter}**{wording.share(share)}" for one, share in origin.takers)
        yield f"- {_escaped(origin.name)} ({origin.kind}): {takers}"
    yield ""
    yield from _sharings(story.sharings)


def _sharings(sharings: Iterable[Sharing]) -> Iterator[str]:
    for sharing in sharings:
        names = _escaped(wording.listed([f"{outlet.letter} {outlet.name}" for outlet in sharing.outlets]))
        number = wording.count(len(sharing.passages), "passage")
        yield f"- {names} share {wording.count(sharing.words, 'word')} in {number}"
        for view in sharing.passages:
            yield f"  - {_escaped(view.copies[0][0].marked)} ({view.grade}, {_escaped(view.source)})"
    yield ""


def _timeline(story: StoryView) -> Iterator[str]:
    if not story.account.timeline:
        return
    yield from ("## Timeline", "")
    for heading, times in (
        ("", story.timeline.leading),
        ("Times that one outlet alone tells of", story.timeline.others),
    ):
        if heading and times:
            yield from (f"### {heading}", "")
        for time in times:
            for view in time.moments:
                yield f"- **{_escaped(time.when)}** {_escaped(view.text)} {_badges(view.outlets)}"
        if times:
            yield ""


def _outlets(story: StoryView) -> Iterator[str]:
    if not story.account.claims:
        return
    yield from ("## Outlet by outlet", "")
    for view in story.by_outlet:
        yield from (f"### {view.outlet.letter} {_escaped(view.outlet.name)}", "")
        if view.alone:
            yield from ("Reports alone:", "")
            yield from (f"- {_escaped(one.text)}" for one in view.alone)
            yield ""
        if view.left_out:
            yield from ("Leaves out what most others have:", "")
            yield from (f"- {_escaped(one.text)} ({one.spread})" for one in view.left_out)
            yield ""


def _reports(story: StoryView) -> Iterator[str]:
    yield from ("## The reports", "")
    for view in story.articles:
        article = view.article
        yield from (f"### {view.outlet.letter} {_escaped(article.title or 'Without a title')}", "")
        if view.credits:
            named = "; ".join(f"{_escaped(credit.origin)} ({_escaped(words)})" for credit, words in view.credits)
            yield from (f"Credits: {named}", "")
        if article.discarded:
            yield from ("Left out as no part of the report:", "")
            yield from (f"- {_escaped(piece.reason)}: {_escaped(piece.text)}" for piece in article.discarded)
            yield ""


def _rest(shown: Page) -> Iterator[str]:
    if shown.across:
        yield from ("# Prose shared between stories", "")
        yield from _sharings(shown.across)
    if shown.singles:
        yield from ("# One source, nothing to compare", "")
        for story in shown.singles:
            yield f"- {_escaped(story.outlets[0].name)}: {_escaped(story.account.title)}"
        yield ""
    if shown.problems:
        yield from ("# Problems", "")
        for problem in shown.problems:
            place = f"{problem.source} #{problem.record}" if problem.record else problem.source
            yield f"- {_escaped(place)}: {_escaped(problem.reason)}: {_escaped(problem.detail)}"
        yield ""
