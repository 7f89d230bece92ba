"""Claims that tell the same become one, and no others."""

from dataclasses import replace

import pytest
from comparison.test_claims import story
from comparison.test_stating import LEDES, group, told

from headwater.comparison import claims
from headwater.comparison.claims.asserting import Text
from headwater.comparison.claims.gathering import Group
from headwater.comparison.claims.joining import joined, settled
from headwater.comparison.claims.stating import Stated


def stated(sentences, by, sure, part=None):
    """How a claim is stated: by a sentence, or a part of it, and surely told by others."""
    unit = sentences[by]
    start, end = part or (0, unit.end - unit.start)
    return Stated(by, Text(unit, unit.start + start, unit.start + end), frozenset({by, *sure}))


def test_two_texts_that_each_other_s_sentence_tells_are_one_claim():
    sentences, _ = told(LEDES)
    groups = [group([0, 1, 2]), group([0, 1])]
    one = joined(groups, [stated(sentences, 0, [1]), stated(sentences, 1, [0])], sentences)
    assert [own.members for own in one] == [(0, 1, 2)]


def test_a_sentence_that_tells_another_text_but_is_not_told_by_it_keeps_its_own_claim():
    sentences, _ = told(LEDES)
    groups = [group([0, 1]), group([1, 2])]
    assert joined(groups, [stated(sentences, 0, []), stated(sentences, 1, [0])], sentences) == groups


@pytest.mark.parametrize("turned", [False, True])
def test_a_text_told_one_way_is_one_claim_with_another_that_has_its_words(turned):
    sentences, _ = told({
        "bugle": "A fire forced all 211 people off the ferry at Port Lumen, the coastguard said.",
        "courier": "All 211 people were off the ferry at Port Lumen because of a fire, the coastguard said.",
        "dispatch": "Divers found the ferry in the harbour of Vellmar.",
    })  # fmt: skip
    groups = [group([0, 1]), group([0, 2])] if turned else [group([0, 2]), group([0, 1])]
    first, second = stated(sentences, 0, []), stated(sentences, 1, [0])
    own = joined(groups, [second, first] if turned else [first, second], sentences)
    assert [one.members for one in own] == [(0, 1, 2)]
    apart = stated(sentences, 2, [0])
    assert joined(groups, [first, apart], sentences) == groups


def test_one_text_is_one_claim_and_two_parts_of_a_sentence_are_two():
    sentences, _ = told(LEDES)
    groups = [group([0, 1]), group([0, 2])]
    same = joined(groups, [stated(sentences, 0, [1]), stated(sentences, 0, [2])], sentences)
    assert [own.members for own in same] == [(0, 1, 2)]
    assert same[0].sure == {0, 1, 2}
    parts = [stated(sentences, 0, [1], (0, 50)), stated(sentences, 0, [2], (55, 90))]
    assert joined(groups, parts, sentences) == groups


def test_a_copy_of_a_text_is_the_same_text():
    sentences, _ = told({**LEDES, "echo": LEDES["courier"]})
    groups = [group([0, 1]), group([2, 3])]
    one = joined(groups, [stated(sentences, 1, []), stated(sentences, 3, [])], sentences)
    assert [own.members for own in one] == [(0, 1, 2, 3)]


def test_what_is_joined_is_stated_anew_and_as_sure_as_its_links():
    sentences, words = told({**LEDES, "echo": LEDES["courier"]})
    ((once, how),) = settled([group([0, 1], link=0.8), group([0, 3]), group([1, 3])], sentences, words)
    assert once.members == (0, 1, 3)
    assert once.confidence == pytest.approx(0.8)
    assert how.sure == {0, 1, 3}


@pytest.mark.parametrize(("verb", "claims"), [("hailed", 1), ("doubted", 2)])
def test_one_deed_of_one_person_that_the_same_reports_tell_is_one_claim_by_whatever_verb(verb, claims):
    sentences, _ = told({
        "bugle": "Governor Holm praised the growth in trade.",
        "courier": f"Ada Holm on Friday {verb} the growth in trade.",
        "dispatch": "More was sold than ever, said Holm with praise for it.",
        "echo": "Holm found much good in the year's sales.",
    })  # fmt: skip
    groups = [group([0, 1, 2, 3]), group([1, 2, 3])]
    own = joined(groups, [stated(sentences, 0, [1, 2, 3]), stated(sentences, 1, [2, 3])], sentences)
    assert len(own) == claims


@pytest.mark.parametrize(("second", "claims"), [("found", 1), ("missed", 2)])
def test_two_texts_of_one_deed_that_one_sentence_of_one_deed_tells_are_one_claim(second, claims):
    sentences, _ = told({
        "bugle": "Divers have found the bell of the ferry for the first time.",
        "courier": "Divers found the bell of the ferry off Port Lumen.",
        "dispatch": "Divers found the bell." if claims < 2 else f"The harbour's divers {second} the pier at dawn.",
    })  # fmt: skip
    groups = [group([0, 1]), group([1, 2])]
    own = joined(groups, [stated(sentences, 0, [1]), stated(sentences, 2, [1])], sentences)
    assert len(own) == claims


def test_in_a_joined_claim_only_what_is_linked_to_most_stays():
    sentences, _ = told({**LEDES, "echo": "The boatmen of Vellmar left on Tuesday."})

    def link(one, other):
        return 0.9 if {one, other} <= {0, 1, 2} or {one, other} == {2, 3} else 0.0

    groups = [
        Group((0, 1), frozenset({0, 1}), 0.9, None, link),
        Group((1, 2, 3), frozenset({1, 2}), 0.9, None, link),
    ]
    (one,) = joined(groups, [stated(sentences, 0, [1]), stated(sentences, 1, [0])], sentences)
    assert one.members == (0, 1, 2)
    (surely,) = joined([groups[0], replace(groups[1], sure=frozenset({1, 3}))], [
        stated(sentences, 0, [1]), stated(sentences, 1, [0])], sentences)  # fmt: skip
    assert surely.members == (0, 1, 2, 3)


def test_what_no_claim_holds_any_more_stands_alone(monkeypatch):
    def fewer(*given):
        return [(replace(one, members=tuple(sorted(how.sure))), how) for one, how in settled(*given)]

    whole = claims.align(story(LEDES), ())
    monkeypatch.setattr(claims, "settled", fewer)
    told_by = {(m.article, m.sentence) for one in claims.align(story(LEDES), ()) for m in one.mentions}
    assert told_by == {(m.article, m.sentence) for one in whole for m in one.mentions}
