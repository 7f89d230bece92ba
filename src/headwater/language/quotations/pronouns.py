"""Whom "he" and "she" mean, anywhere in an article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from headwater.language.quotations import marks
from headwater.language.quotations.speakers import Speakers
from headwater.language.quotations.tree import Tree

if TYPE_CHECKING:
    from headwater.language.annotated import Annotated

_PERSONAL = frozenset(["he", "him", "his", "himself", "she", "her", "hers", "herself"])


def people_meant(annotated: Annotated) -> dict[int, str]:
    """Return for the tokens that are "he" or "she", in any case, the entity of the person they mean.

    The likeliest person named before: near, a subject, one who has spoken, of the right sex, and named again by each
    pronoun that meant the same (salience, after Lappin and Leass 1994). Speakers that `find` resolved stay. Linear in
    the length of the text.
    """
    tree = Tree(annotated)
    for stretch in marks.pair(tree.text, tree.blocks):
        tree.shut_in(stretch.start, stretch.end)
    speakers = Speakers(tree)
    named = speakers.people.named
    said = {}
    for quotation in annotated.quotations:
        if quotation.source is not None and quotation.speaker is not None:
            said[tree.range(quotation.source.start, quotation.source.end)[1] - 1] = quotation.speaker
    found = {}
    for index, word in enumerate(tree.lower):
        speaker = said.get(index)
        if speaker is not None:
            speakers.spoke(index, speaker)
        if word in _PERSONAL and tree.tokens[index].pos == "PRON":
            person = speaker or speakers.pronoun(index)
            if person in named:
                found[index] = named[person]
    return found
