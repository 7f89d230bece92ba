"""Stories that grow."""

import pytest
from told import FERRY, PARK, SAME_ACTORS, told

from headwater.stories.stream import Stream

ALL = [one.article for one in [*FERRY, PARK, *SAME_ACTORS]]


def test_one_by_one_ends_as_all_at_once():
    whole, drip = Stream(), Stream()
    whole.add(ALL)
    for article in ALL:
        drip.add([article])
    as_sets = [{frozenset(a.id for a in articles) for articles in s.stories().values()} for s in (whole, drip)]
    assert as_sets[0] == as_sets[1]


def test_a_story_keeps_its_id():
    stream = Stream()
    (change,) = stream.add(ALL[:1])
    assert change.kind == "new"
    (grown,) = stream.add(ALL[1:2])
    assert (grown.kind, grown.story) == ("grown", change.story)
    stream.add(ALL[2:])
    assert stream.resolve(change.story) == change.story


def test_no_article_is_lost_when_a_link_breaks():
    near = told("Ferry sinks off Lerwick", FERRY[0].article.text + " A tug stood by.", outlet="near").article
    stream = Stream()
    for article in [*ALL, near]:
        stream.add([article])
        kept = [a.id for members in stream.stories().values() for a in members]
        assert sorted(kept) == sorted(set(kept))
    assert len(kept) == len(ALL) + 1


def test_the_same_article_again_changes_nothing():
    stream = Stream()
    stream.add(ALL)
    assert stream.add(ALL) == ()


def test_an_unknown_id_is_an_error():
    with pytest.raises(KeyError):
        Stream().resolve("s0")


def test_a_merge_is_recorded_and_the_old_id_leads_on():
    stream = Stream()
    stream.add(ALL)
    one, other = sorted(stream._members)[:2]
    both = sorted(stream._members[one] + stream._members[other])
    changes = stream._settle([both])
    (merged,) = [c for c in changes if c.kind == "merged"]
    assert stream.resolve(merged.other) == merged.story


def test_a_split_is_recorded():
    stream = Stream()
    stream.add(ALL)
    story, members = next((s, m) for s, m in stream._members.items() if len(m) > 1)
    changes = stream._settle([members[:1], members[1:]])
    assert [(c.kind, c.other) for c in changes] == [("split", story)]
    assert stream.resolve(story) == story


def test_no_id_is_ever_given_twice():
    stream = Stream()
    stream.add(ALL)
    assert stream._fresh_id(ALL[0].id) not in stream._born
