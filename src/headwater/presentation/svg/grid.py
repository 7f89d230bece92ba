"""The matrix of claims by outlets: a row a claim, a column an outlet, a line where outlets have it from one origin."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from headwater.presentation.templating import environment

if TYPE_CHECKING:
    from headwater.presentation.view.claims import ClaimView
    from headwater.presentation.view.outlets import Outlet
    from headwater.presentation.view.story import StoryView

# A picture of more than this is no picture; the lists beside it hold everything.
CLAIMS, OUTLETS = 24, 24
COLUMN, ROW, HEAD, NUMBER = 26, 28, 34, 34
LETTERS = 84
TEXT_WIDTH = 545


@dataclass(frozen=True, slots=True)
class Dot:
    """One outlet's report of a claim; `own` tells that the outlet is where it comes from."""

    x: float
    y: float
    outlet: Outlet
    own: bool


@dataclass(frozen=True, slots=True)
class Line:
    """Joins the outlets that have a claim from one origin."""

    left: float
    right: float
    y: float


@dataclass(frozen=True, slots=True)
class Row:
    """One claim: its dots and lines, its text cut to the width."""

    view: ClaimView
    y: float
    text: str
    dots: tuple[Dot, ...]
    lines: tuple[Line, ...]


def matrix(story: StoryView) -> Markup:
    """Return the matrix of the story's leading shared claims, empty where none is surely shared."""
    sure = [view for view in story.shared if view.heading != "possible"]
    claims, outlets = sure[:CLAIMS], story.outlets[:OUTLETS]
    if not claims:
        return Markup()
    rows = [_row(view, HEAD + index * ROW + ROW / 2, outlets) for index, view in enumerate(claims)]
    template = environment().get_template("svg/matrix.svg.jinja")
    text_at = NUMBER + len(outlets) * COLUMN + 10
    return Markup(  # noqa: S704 the template has escaped every value
        template.render(
            key=story.key,
            rows=rows,
            heads=[(NUMBER + (index + 0.5) * COLUMN, outlet) for index, outlet in enumerate(outlets)],
            width=text_at + TEXT_WIDTH,
            height=HEAD + len(rows) * ROW + 4,
            text_at=text_at,
            left_out=(len(story.shared) - len(claims), len(story.outlets) - len(outlets)),
        )
    )


def _row(view: ClaimView, y: float, outlets: tuple[Outlet, ...]) -> Row:
    columns = {outlet.number: NUMBER + (index + 0.5) * COLUMN for index, outlet in enumerate(outlets)}
    joined = [branch for branch in view.branches if len(branch.outlets) > 1]
    dots: list[Dot] = []
    lines: list[Line] = []
    for branch in view.branches:
        # Lines of several origins run beside each other, so that each can be followed.
        level = y + (joined.index(branch) - (len(joined) - 1) / 2) * 7 if branch in joined and len(joined) > 1 else y
        here = [outlet for outlet in branch.outlets if outlet.number in columns]
        dots += [Dot(columns[one.number], level, one, one is branch.own) for one in here]
        if len(here) > 1:
            lines.append(Line(columns[here[0].number], columns[here[-1].number], level))
    text = view.text if len(view.text) <= LETTERS else view.text[: LETTERS - 1].rstrip() + "…"
    return Row(view, y, text, tuple(dots), tuple(lines))
