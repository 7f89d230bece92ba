"""What the tests of comparison share."""

import pytest

from headwater.language import english


@pytest.fixture(scope="module")
def pipeline():
    try:
        return english.load()
    except Exception as reason:  # noqa: BLE001 - whatever keeps the model from loading, there is nothing to test
        pytest.skip(f"no English model: {reason}")
