"""Words, dates and the growing index beneath the passages."""

import random

import numpy as np
from comparison.reports import report
from hypothesis import given
from hypothesis import strategies as st

from headwater.comparison.passages import dates, quoted
from headwater.comparison.passages.copies import copies
from headwater.comparison.passages.index import Index, samples
from headwater.comparison.passages.words import grams, split, stems

VOCABULARY = [f"word{n}" for n in range(3000)]


def prose(seed, words=120):
    rng = random.Random(seed)  # noqa: S311 invented text, nothing secret
    return " ".join(rng.choice(VOCABULARY) for _ in range(words))


def words_of(text):
    found = split(text)
    return [text[a:b] for a, b in zip(found.starts.tolist(), found.ends.tolist(), strict=True)]


def test_words_are_runs_of_letters_and_digits():
    assert words_of("Erie's 3.8 billion—naïve") == ["Erie", "s", "3", "8", "billion", "naïve"]


def test_characters_without_spaces_between_them_are_words():
    assert words_of("港口ferry 𠀀!") == ["港", "口", "ferry", "𠀀"]


def test_case_and_accents_make_no_difference_but_digits_do():
    assert split("Café").hashes.tolist() == split("CAFE").hashes.tolist()
    assert split("12").hashes.tolist() != split("21").hashes.tolist()


def test_stems_join_forms_and_small_numbers():
    text = "suspect suspected five 5 seven 7"
    found = stems(text, split(text)).tolist()
    assert found[0] == found[1]
    assert found[2] == found[3]
    assert found[4] == found[5]
    assert len(set(found)) == 3


@given(st.text(max_size=300))
def test_words_lie_in_order_inside_the_text(text):
    found = split(text)
    assert len(found.starts) == len(found.ends) == len(found.hashes) == len(stems(text, found))
    assert (found.starts < found.ends).all()
    assert (found.ends[:-1] <= found.starts[1:]).all()


@given(st.lists(st.sampled_from(["sea", "ship", "tide"]), max_size=12), st.integers(1, 6))
def test_a_run_has_one_hash_wherever_it_stands(words, size):
    hashes = grams(split(" ".join(words)).hashes, size)
    runs = [tuple(words[i : i + size]) for i in range(len(words) - size + 1)]
    assert len(hashes) == len(runs)
    assert len(set(hashes.tolist())) == len(set(runs))


def test_a_quotation_over_paragraphs_opens_each_of_them():
    text = "“One of them.\n\n“Two,” she said."
    assert quoted.stretches(report("Inland Post", text)) == [(0, 13), (15, 21)]


def test_apostrophes_open_no_quotation():
    assert quoted.stretches(report("Inland Post", "the ships' crew and Selby's mayor, it's said")) == []
    assert quoted.stretches(report("Inland Post", "‘They’re gone,’ he said")) == [(0, 15)]
    assert quoted.stretches(report("Inland Post", "In the '90s, rock 'n' roll told 'em, and then some.")) == []


def test_straight_single_marks_are_quotation_marks_too():
    text = "He knew. 'They're gone,' he said, 'and the ships' crews too.'"
    assert [text[a:b] for a, b in quoted.stretches(report("Inland Post", text))] == [
        "'They're gone,'",
        "'and the ships' crews too.'",
    ]


def test_a_post_with_its_writers_name_below_is_quoted():
    post = "We will close the pier!\n\n— Ada Quill (@adaquill) March 4, 2031"
    text = f"She wrote so.\n\n{post}\n\nNobody else did - not even the harbour master (@harbour), who knew."
    assert [text[a:b] for a, b in quoted.stretches(report("Inland Post", text))] == [post]
    assert quoted.stretches(report("Inland Post", "— Ada Quill (@adaquill)")) == [(0, 23)]
    report_ = "The pier is closed. " * 40 + "— Ada Quill (@adaquill) March 4, 2031"
    assert quoted.stretches(report("Inland Post", report_)) == [(500, len(report_))]


def test_an_index_finds_the_first_article_with_the_same_words():
    index = Index()
    assert index.add(prose(1)) == ()
    assert index.add(prose(2)) == ()
    assert index.add("") == ()
    found = index.add(f"{prose(3)} {prose(2)}")
    assert [c.number for c in found] == [1]
    assert found[0].shared == index.size(1)
    assert len(index) == 4


def test_an_index_grows_alike_in_any_portions():
    texts = [prose(n) if n % 3 else f"{prose(n)} {prose(n // 2)}" for n in range(200)]
    at_once, one_by_one = Index(), Index()
    assert at_once.add_all(texts) == [one_by_one.add(text) for text in texts]


def test_a_table_that_grew_forgets_nothing():
    index = Index(keep=1)
    index.add_all([prose(n) for n in range(300)])
    for number in (0, 150, 299):
        assert index.add(prose(number))[0].number == number


def test_an_index_takes_texts_without_words():
    assert Index().add_all(["", "!?", "one two"]) == [(), (), ()]


def test_hashes_are_the_same_in_every_process():
    assert split("ferry").hashes.dtype == np.uint64
    assert split("ferry").hashes.tolist() == [1268627284302818402]


def test_times_decide_only_where_they_can():
    assert dates.earlier("2031-03-04T23:30:00+02:00", "2031-03-04T22:00:00+00:00")
    assert dates.earlier("2031-03-04", "2031-03-05T01:00:00Z")
    assert not dates.earlier("2031-03-04", "2031-03-04T05:00:00")
    assert not dates.earlier("soon", "2031-03-04")
    # Midnight is a day whose time is not known.
    assert not dates.earlier("2031-03-04T00:00:00", "2031-03-04T20:31:00")
    assert dates.earlier("2031-03-04T00:00:00", "2031-03-05T20:31:00")


def test_copies_of_one_text_are_all_found_whatever_stands_between():
    texts = [prose(n) for n in range(100)]
    texts[40] = f"{prose(500)} {prose(7)}"
    texts[80] = f"{prose(7)} {prose(501)}"
    assert [(a, b) for a, b, _ in copies(texts)] == [(7, 40), (7, 80), (40, 80)]


def test_a_short_text_inside_a_long_one_is_a_copy():
    ((one, other, part),) = copies([prose(1, words=400), " ".join(prose(1, words=400).split()[100:160])])
    assert (one, other) == (0, 1)
    assert part > 0.9


def test_runs_do_not_cross_from_one_text_to_the_next():
    half = "sea ship tide"
    assert all(len(runs) == 0 for runs in samples([half, half, half], keep=1))
