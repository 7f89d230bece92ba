"""What the tests of comparison share."""

import pytest
from reports import report, story

from headwater.comparison import conflicts
from headwater.comparison.aligned import Aligned, Mention
from headwater.language import annotate, english


@pytest.fixture(scope="module")
def pipeline():
    try:
        return english.load()
    except Exception as reason:  # noqa: BLE001 - whatever keeps the model from loading, there is nothing to test
        pytest.skip(f"no English model: {reason}")


@pytest.fixture(scope="module")
def compare(pipeline):
    """Compare texts, one sentence each, that make one claim where `claimed`."""

    def run(*texts, dates=(), claimed=False):
        made = []
        for number, text in enumerate(texts):
            own = report(f"Outlet {number}", text, published=dates[number] if dates else None).article
            made.append(annotate(own, pipeline))
        mentions = [Mention(m.article.id, 0, len(m.article.text), 0, m.propositions[0]) for m in made if m.propositions]
        aligned = (Aligned("c1", tuple(mentions), 0, 0.9),) if claimed else ()
        return conflicts.find(story(*made), aligned)

    return run
