"""The account as one HTML page: no network, no build step, readable without JavaScript, safe with hostile articles."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from markupsafe import Markup

from headwater.presentation import svg
from headwater.presentation.templating import environment
from headwater.presentation.view.story import page

if TYPE_CHECKING:
    from headwater.account import Accounts
    from headwater.presentation.view.story import Page, StoryView

# Lists longer than this are folded after so many items.
OPEN_ITEMS = 14


def render(accounts: Accounts) -> str:
    """Return `accounts` as one self-contained HTML page.

    Every value is escaped by the templates, and the page's security policy lets nothing run or load but the style and
    the script that the page itself brings, told by their hashes.
    """
    shown = page(accounts)
    style, script = _part("report.css"), _part("report.js")
    return (
        environment()
        .get_template("html/page.html.jinja")
        .render(
            page=shown,
            style=Markup(style),  # noqa: S704 our own file
            script=Markup(script),  # noqa: S704 our own file
            policy=_policy(style, script),
            anchors=_anchors(shown),
            matrix=svg.matrix,
            flow=svg.flow,
            open_items=OPEN_ITEMS,
            most_rows=svg.CLAIMS,
        )
    )


@cache
def _part(name: str) -> str:
    return files("headwater.presentation.html").joinpath(name).read_text(encoding="utf-8").strip()


def _policy(style: str, script: str) -> str:
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _anchors(shown: Page) -> dict[str, str]:
    """Where on the page each article stands, by its id."""
    stories: tuple[StoryView, ...] = (*shown.stories, *shown.singles)
    return {
        view.article.id: f"{story.key}-a{number}" for story in stories for number, view in enumerate(story.articles, 1)
    }
