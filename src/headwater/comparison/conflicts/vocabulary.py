"""Words as the comparison of slots sees them: stems of content words."""

from __future__ import annotations

import functools
import re

_WORD = re.compile(r"[A-Za-z][A-Za-z'’]*|[0-9][0-9,.]*")
_ENDINGS = re.compile(r"(?:'s|’s|s'|s’)$")
EMPTY = frozenset({
    "a", "about", "after", "again", "against", "all", "also", "am", "among", "an", "and", "another", "any", "are",
    "around", "as", "at", "away", "back", "be", "became", "because", "become", "been", "before", "being",
    "between", "both", "but", "by", "came", "can", "could", "did", "do", "does", "doing", "down", "during",
    "each", "either", "else", "even", "ever", "every", "few", "for", "from", "further", "get", "gets", "given",
    "go", "goes", "going", "got", "had", "has", "have", "having", "he", "her", "here", "hers", "herself", "him",
    "himself", "his", "how", "however", "i", "if", "in", "including", "into", "is", "it", "its", "itself", "just",
    "later", "least", "less", "like", "made", "make", "makes", "making", "many", "may", "me", "might", "more",
    "most", "much", "must", "my", "near", "no", "nor", "not", "now", "of", "off", "on", "once", "one", "only",
    "onto", "or", "other", "others", "our", "out", "over", "own", "per", "put", "quite", "rather", "really",
    "said", "same", "saw", "say", "saying", "says", "see", "she", "should", "since", "so", "some", "still",
    "such", "take", "taken", "than", "that", "the", "their", "them", "themselves", "then", "there", "these",
    "they", "this", "those", "though", "through", "to", "told", "too", "took", "toward", "towards", "under",
    "until", "up", "upon", "us", "use", "used", "very", "via", "was", "way", "we", "well", "went", "were", "what",
    "when", "where", "whether", "which", "while", "who", "whom", "whose", "why", "will", "with", "within",
    "without", "would", "yet", "you", "your", "mr", "mrs", "ms", "dr", "according", "added", "called",
    "asked", "reported",
})  # fmt: skip
_IRREGULAR = {
    "people": "person", "men": "man", "women": "woman", "children": "child", "died": "die", "dead": "die",
    "death": "die", "deaths": "die", "killed": "kill", "injured": "wound", "injury": "wound", "injuries": "wound",
    "injuring": "wound", "wounded": "wound", "wounding": "wound", "hurt": "wound", "met": "meet", "began": "begin",
    "begun": "begin", "held": "hold", "won": "win", "lost": "lose", "left": "leave", "paid": "pay", "bought": "buy",
    "sold": "sell", "sent": "send", "spoke": "speak", "wrote": "write", "written": "write", "gave": "give",
    "found": "find", "brought": "bring", "built": "build", "led": "lead", "fell": "fall", "rose": "rise",
    "grew": "grow", "flew": "fly", "shot": "shoot", "stole": "steal", "stolen": "steal", "broke": "break",
}  # fmt: skip


@functools.lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Return a word without its inflection: rough, the same for both sides of a comparison."""
    word = _ENDINGS.sub("", word.lower())
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            word = word[: -len(ending)]
            if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lsz":
                word = word[:-1]
            break
    return word[:-1] if len(word) > 3 and word.endswith("e") else word


def stems(text: str) -> list[str]:
    """Return the stems of the content words of `text`, in order."""
    return [stem(word) for word in _WORD.findall(text) if word.lower() not in EMPTY]
