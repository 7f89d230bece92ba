"""No pattern and no stage takes more than about linear time, whatever the text.

The work of a stage is counted in executed lines, function by function: the same on every machine and under any load.
A pattern's work is done in C, where nothing counts it: there the processor time of this thread, the least of several
runs, tells by how much it grows, and growth is believed only where it shows again and again, at larger sizes too.
"""

import ast
import functools
import importlib
import inspect
import pkgutil
import re
import sys
import time
from collections import Counter
from pathlib import Path

import pytest
from made import article

import headwater
from headwater import language, stories
from headwater.comparison import claims, compare, passages
from headwater.comparison.claims import features, vectors
from headwater.reading.assembly import Given, assemble
from headwater.reading.raw import Raw

PACKAGE = Path(headwater.__file__).parent
# What repeats in hostile text: marks, digits, names, the cues of credits, quotations, moments and figures.
REPEATED = [
    '"', "“", "”", "'", "1", "1,", "1 ", " ", ".", ". ", "a. ", "A. ", "A.A.", "(AP) ", "AP, ", "@", "@a", "a", "A",
    "Aa ", "Aa, ", "Aa-", "-", "- ", "—", "said ", "a | ", "a/", "/", "(", "[", "a: ", "http://", "<", "&a", "\t", "\n",
    " \n", "a,", "a, ", "$1 ", "of the ", "1-", "1/", "€", "’s ", "*", "_", "=", "#", "\\", "Jan. 1, 2019 ", "twenty ",
    "and ",
]  # fmt: skip
# Below this a run cannot be told from the clock's noise; a quadratic pattern takes over ten times as long.
NOISE = 0.015
# For four times the text: linear work takes 4, quadratic 16.
QUADRUPLED = 8
SMALL, LARGE = 1_500, 6_000
# Growth is believed where it shows so often; at a larger size only what does not take seconds by then.
CONFIRMED = 3
PATIENCE = 1.0
METHODS = ("match", "fullmatch", "search", "finditer")
# What stands behind the repeated text, so that a pattern of the whole line fails at its end.
END = "!"


def modules():
    for found in pkgutil.walk_packages(headwater.__path__, "headwater."):
        if not found.name.endswith("__main__"):
            yield importlib.import_module(found.name)


def patterns_in(value, name, depth=0):
    if isinstance(value, re.Pattern):
        yield name, value
    elif depth > 4 or isinstance(value, type):
        return
    elif isinstance(value, tuple | list):
        for index, entry in enumerate(value):
            yield from patterns_in(entry, f"{name}[{index}]", depth + 1)
    elif isinstance(value, dict):
        for key, entry in value.items():
            yield from patterns_in(entry, f"{name}[{key}]", depth + 1)
    elif hasattr(value, "__dataclass_fields__"):
        for field in value.__dataclass_fields__:
            yield from patterns_in(getattr(value, field), f"{name}.{field}", depth + 1)


def gives_patterns(function):
    """Tell whether a function without parameters keeps what it made and says that there are patterns in it."""
    if not hasattr(function, "cache_info") or inspect.signature(function).parameters:
        return False
    return "re.compile" in inspect.getsource(inspect.getmodule(function)) and not hasattr(function, "parse")


def patterns_of(module):
    for name, value in vars(module).items():
        yield from patterns_in(value, name)
        if gives_patterns(value) and value.__module__ == module.__name__:
            yield from patterns_in(value(), name)
    for node in ast.walk(ast.parse(Path(module.__file__).read_text(encoding="utf-8"))):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and getattr(node.func.value, "id", "") == "re"
            and node.func.attr in {"match", "fullmatch", "search", "findall", "finditer", "sub", "split"}
            and isinstance(node.args[0], ast.Constant)
        ):
            yield f"line {node.lineno}.{node.func.attr}(", re.compile(node.args[0].value)


@functools.cache
def calls():
    """Return the methods that are called on each last part of a pattern's name anywhere in the package."""
    found = {}
    called = re.compile(r"(\w+)(?:\(\)|[\"']?\])?\.(match|fullmatch|search|finditer|findall|sub|subn|split)\(")
    for path in sorted(PACKAGE.rglob("*.py")):
        for name, method in called.findall(path.read_text(encoding="utf-8")):
            found.setdefault(name, set()).add(method if method in METHODS else "finditer")
    return found


def methods(name):
    """Return how a pattern is used; where nothing tells, in every way."""
    inline = re.match(r"line \d+\.(\w+)\($", name)
    if inline:
        return {inline[1] if inline[1] in METHODS else "finditer"}
    return calls().get(re.findall(r"[^\W\d](?:\w| )*", name)[-1], set(METHODS))


@functools.cache
def all_patterns():
    found = {}
    for module in modules():
        for name, pattern in patterns_of(module):
            if isinstance(pattern.pattern, str):
                ways = found.setdefault(pattern, (f"{module.__name__} {name}", set()))[1]
                ways |= methods(name)
    return found


def work(pattern, ways, text):
    start = time.thread_time()
    for way in sorted(ways):
        if way == "finditer":
            for _ in pattern.finditer(text + END):
                pass
        else:
            getattr(pattern, way)(text + END)
    return time.thread_time() - start


def least(run, times=3):
    return min(run() for _ in range(times))


def unbounded(pattern):
    """Tell whether anything in a pattern may repeat without a limit; where nothing may, its work is linear."""
    bare = re.sub(r"\\.", "_", re.sub(r"\[(?:\\.|[^\]\\])(?:\\.|[^\]\\])*\]", "_", pattern.pattern))
    return bool(re.search(r"[*+]|\{\d*,\}", bare))


def literals(pattern):
    """Return runs of what the pattern itself spells out: what begins one of its branches."""
    words = re.findall(r"(?<!\\)\b[A-Za-z]{2,}\b", pattern.pattern)[:400]
    return [f"{word} " for word in sorted(set(words[:2] + words[len(words) // 2 :][:1] + words[-1:]))]


def ratio(pattern, ways, unit, size):
    """Return how many times the work four times the text is; 1 where it is too little to be told."""
    small, large = (unit * (length // len(unit)) for length in (size, 4 * size))
    first, second = least(lambda: work(pattern, ways, small)), least(lambda: work(pattern, ways, large))
    return second / first if second > NOISE else 1.0


def grown(pattern, ways, unit):
    """Return how many times the work four times the text is where it grows faster than the text, else None."""
    once = work(pattern, ways, unit * (LARGE // len(unit)))
    if once < NOISE:
        return None
    sizes = (SMALL,) if once > PATIENCE else (SMALL, 2 * SMALL)
    seen = []
    for _ in range(CONFIRMED):
        for size in sizes:
            seen.append(ratio(pattern, ways, unit, size))
            if seen[-1] < QUADRUPLED:
                return None
    return round(min(seen), 1)


def test_quadratic_patterns_are_caught():
    # The measure itself: one pattern that begins anew at every letter, and the same one tied to a word's beginning.
    assert grown(re.compile(r"\w+ [-(]"), {"search"}, "a")
    assert not grown(re.compile(r"\b\w++ [-(]"), {"search"}, "a")


def test_no_pattern_grows_faster_than_the_text():
    found = all_patterns()
    assert len(found) > 300
    slow = []
    for pattern, (name, ways) in found.items():
        if not unbounded(pattern):
            continue
        for unit in [*REPEATED, *literals(pattern)]:
            times = grown(pattern, ways, unit)
            if times:
                slow.append(f"{name} {sorted(ways)} on {unit!r}: {times} times the work for four times the text")
                break
    assert not slow, "\n".join(slow)


# Whole articles of these are read, understood and compared; a sentence before them makes each a report.
HOSTILE = [
    '"',
    "1,",
    "1 ",
    "a. ",
    "(AP) ",
    "said ",
    "he said. ",
    '"x" said ',
    "said “x. ” ",
    "a b.\n\n",
    "Ann Bo told AP. ",
]
REPORT = "The ferry Aurelia ran aground off Port Calder on Tuesday, the coast guard said. "
SHORT, LONG = 3_000, 12_000
# A function that runs fewer lines than this is not judged: it may only begin where there is enough text.
FEW = 5 * LONG
# Small stories are compared all with all, up to bounds: drawn in, they bite at these sizes already.
BOUNDS = {"DENSE": 100, "MOST": 4_000, "LONGEST_SPAN": 50}


def counted(run, where):
    """Return what `run` returns, and how many lines each function of the files under `where` ran, by its name."""
    lines = Counter()

    def within(frame, event, _):
        if event == "line":
            lines[frame.f_code] += 1
        return within

    def entered(frame, *_):
        if frame.f_code.co_filename.startswith(where):
            lines[frame.f_code] += 1
            return within
        return None

    before = sys.gettrace()
    sys.settrace(entered)
    try:
        result = run()
    finally:
        sys.settrace(before)
    return result, lines


def faster(small, large):
    """Return the functions whose lines grew faster than the text, from `small` to a text four times as long."""
    return [
        f"{Path(code.co_filename).name} {code.co_name} (line {code.co_firstlineno}): {small[code]} lines, then {lines}"
        for code, lines in large.items()
        if lines > FEW and lines > QUADRUPLED * small[code]
    ]


def pairs_of(items):
    return [(one, other) for one in items for other in items]


def ordered(items):
    return sorted([item, -item] for item in items)


def test_functions_that_compare_all_with_all_are_caught():
    def lines(run, size):
        return counted(lambda: run(range(size)), __file__)[1]

    assert faster(lines(pairs_of, 100), lines(pairs_of, 400))
    assert not faster(lines(ordered, 10_000), lines(ordered, 40_000))


def stages(unit, size):
    """Return how many lines each function ran in each stage for articles of `size` characters, by the stage's name."""
    text = unit * (size // len(unit))
    done = {}

    def stage(name, run):
        result, done[name] = counted(run, str(PACKAGE))
        return result

    raw = Raw("a.txt", None, "text", f"{REPORT}\n\n{text}", title="Ferry aground", language="en")
    stage("assemble", lambda: assemble(raw, Given()))
    one = article(REPORT + text, "Ledger", "Ferry aground", "2024-03-05")
    other = article(f"{REPORT}It sank. {text}", "Echo", "Ferry aground", "2024-03-06")
    read = [stage("annotate", lambda: language.annotate(one)), language.annotate(other)]
    shared = stage("passages", lambda: passages.find(read))
    groups = stage("stories", lambda: stories.group(read))
    stage("compare", lambda: [compare(story, tuple(shared)) for story in groups])
    return done


@pytest.mark.parametrize("unit", HOSTILE)
def test_no_stage_grows_faster_than_the_text(unit, monkeypatch):
    for module in (claims, features, vectors):
        for name, bound in BOUNDS.items():
            if hasattr(module, name):
                monkeypatch.setattr(module, name, bound)
    small, large = stages(unit, SHORT), stages(unit, LONG)
    found = [f"{name} on {unit!r}: {line}" for name in large for line in faster(small[name], large[name])]
    assert not found, "\n".join(found)
