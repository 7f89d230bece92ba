"""Who has what from whom: origins at the left, outlets at the right, a stream between for the prose that came."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from headwater.presentation.templating import environment
from headwater.presentation.view import wording

if TYPE_CHECKING:
    from headwater.presentation.view.copying import OriginView
    from headwater.presentation.view.outlets import Outlet
    from headwater.presentation.view.story import StoryView

# More origins than this are counted below the picture instead of drawn.
ORIGINS, OUTLETS = 12, 24
GAP, BAR, FULL, THINNEST = 14, 8, 34, 2.0


@dataclass(frozen=True, slots=True)
class Frame:
    """The picture's measures: its width, where the streams begin and end, how many letters a line of a label holds."""

    name: str
    width: int
    begin: int
    stop: int
    left_letters: int
    right_letters: int


FRAMES = (Frame("broad", 720, 232, 490, 30, 25), Frame("narrow", 340, 112, 194, 15, 15))


@dataclass(frozen=True, slots=True)
class Node:
    """An origin or an outlet: its bar and the lines of its label."""

    top: float
    height: float
    lines: tuple[str, ...]
    note: str
    kind: str
    outlet: Outlet | None = None

    @property
    def middle(self) -> float:
        """The height at which the label stands."""
        return self.top + self.height / 2


@dataclass(frozen=True, slots=True)
class Stream:
    """What one outlet has from one origin: a curve from one bar to the other, as thick as the share."""

    start: float
    end: float
    thick: float
    kind: str
    label: str
    outlet: Outlet | None


def flow(story: StoryView) -> Markup:
    """Return the picture in a wide and a narrow drawing, empty where nobody has anything from elsewhere."""
    outlets = story.outlets[:OUTLETS]
    shown = {outlet.number for outlet in outlets}
    origins = [view for view in story.origins if view.joins and _takers(view, shown)]
    if not origins:
        return Markup()
    ranked = sorted(origins, key=lambda view: (-len(_takers(view, shown)), -sum(s for _, s in _takers(view, shown))))
    drawn = ranked[:ORIGINS]
    # Origins stand beside the outlets that draw on them, so that few streams cross.
    drawn.sort(key=lambda view: sum(one.number for one, _ in _takers(view, shown)) / len(_takers(view, shown)))
    return Markup("\n").join(_drawn(story, drawn, outlets, frame, len(origins) - len(drawn)) for frame in FRAMES)


def _takers(view: OriginView, shown: set[int]) -> list[tuple[Outlet, float]]:
    return [(one, share) for one, share in view.takers if one.number in shown]


def _thick(share: float) -> float:
    return max(THINNEST, round(share * FULL, 1))


def _drawn(story: StoryView, origins: list[OriginView], outlets: tuple[Outlet, ...], frame: Frame, more: int) -> Markup:
    shown = {outlet.number for outlet in outlets}
    lefts = [max(18.0, sum(_thick(share) for _, share in _takers(view, shown))) for view in origins]
    least = 30 if frame.name == "broad" else 34
    steps = [max(height, least) + GAP for height in lefts]
    total = max(sum(steps), len(outlets) * (FULL + GAP)) + GAP
    right_step = (total - GAP) / len(outlets)
    tops = {outlet.number: GAP / 2 + i * right_step + (right_step - FULL) / 2 for i, outlet in enumerate(outlets)}
    used = dict.fromkeys(shown, 0.0)
    nodes, streams, at = [], [], (total - sum(steps)) / 2
    for view, height, step in zip(origins, lefts, steps, strict=True):
        top = at + (step - height) / 2
        at += step
        cursor = top + (height - sum(_thick(share) for _, share in _takers(view, shown))) / 2
        lines = tuple(textwrap.wrap(view.name, frame.left_letters, max_lines=2, placeholder="…")) or ("?",)
        nodes.append(Node(top, height, lines, view.kind, view.origin.kind, view.own))
        for outlet, share in _takers(view, shown):
            thick = _thick(share)
            end = tops[outlet.number] + min(used[outlet.number], FULL - thick) + thick / 2
            used[outlet.number] += thick
            told = f"has{wording.share(share)} of its prose from" if wording.share(share) else "credits"
            label = f"{outlet.name} {told} {view.name}"
            streams.append(Stream(cursor + thick / 2, end, thick, view.origin.kind, label, view.own))
            cursor += thick
    rights = [
        Node(
            tops[one.number],
            FULL,
            tuple(textwrap.wrap(one.name, frame.right_letters, max_lines=2, placeholder="…")),
            "",
            "outlet",
            one,
        )
        for one in outlets
    ]
    template = environment().get_template("svg/flow.svg.jinja")
    return Markup(  # noqa: S704 the template has escaped every value
        template.render(
            key=f"{story.key}-{frame.name}",
            frame=frame,
            height=round(total, 1),
            origins=nodes,
            outlets=rights,
            streams=streams,
            bar=BAR,
            more=more,
        )
    )
