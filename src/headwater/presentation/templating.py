"""The templates of the page and its pictures: every value is escaped, and what cannot be seen is shown by a sign."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, PrefixLoader, StrictUndefined

from headwater.presentation.view import wording


@cache
def environment() -> Environment:
    """Return the environment that renders the templates of `html/` ("html/…") and `svg/` ("svg/…")."""
    made = Environment(
        loader=PrefixLoader(
            {
                "html": PackageLoader("headwater.presentation", "html/templates"),
                "svg": PackageLoader("headwater.presentation", "svg/templates"),
            }
        ),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
        auto_reload=False,
    )
    made.filters.update(count=wording.count, listed=wording.listed, when=wording.when)
    return made


def _shown(value: object) -> object:
    # Markup, a subclass of str, comes from our own templates and passes as it is.
    return wording.visible(value) if type(value) is str else value
