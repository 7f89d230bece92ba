"""No pattern and no stage takes more than about linear time, whatever the text.

Work is counted in processor time of this thread, the least of several runs, and only growth is judged: what four times
the text may cost is far below the sixteen times of a quadratic pattern. No time is asserted.
"""

import ast
import functools
import importlib
import inspect
import pkgutil
import re
import time
from pathlib import Path

import pytest
from made import article

import headwater
from headwater import language, stories
from headwater.comparison import compare, passages
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


def grown(pattern, ways, unit):
    small, large = (unit * (size // len(unit)) for size in (SMALL, LARGE))
    if work(pattern, ways, large) < NOISE:
        return None
    first, second = least(lambda: work(pattern, ways, small)), least(lambda: work(pattern, ways, large))
    return round(second / first, 1) if second > NOISE and second > QUADRUPLED * first else None


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
            ratio = grown(pattern, ways, unit)
            if ratio:
                slow.append(f"{name} {sorted(ways)} on {unit!r}: {ratio} times the work for four times the text")
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
SHORT, LONG = 1_500, 6_000
# The stages do more beside the text itself, so that less can be told apart from noise.
STAGE_NOISE = 0.3
# Quadratic work would be 16 times; a stage that sorts, or looks further where there is more, comes to 8 or 9.
STAGE_QUADRUPLED = 12


def stages(unit, size):
    """Return what each stage costs for articles of `size` characters, by its name."""
    text = unit * (size // len(unit))
    done = {}

    def timed(name, run):
        start = time.thread_time()
        result = run()
        done[name] = time.thread_time() - start
        return result

    raw = Raw("a.txt", None, "text", f"{REPORT}\n\n{text}", title="Ferry aground", language="en")
    timed("assemble", lambda: assemble(raw, Given()))
    one = article(REPORT + text, "Ledger", "Ferry aground", "2024-03-05")
    other = article(f"{REPORT}It sank. {text}", "Echo", "Ferry aground", "2024-03-06")
    read = [timed("annotate", lambda: language.annotate(one)), language.annotate(other)]
    shared = timed("passages", lambda: passages.find(read))
    groups = timed("stories", lambda: stories.group(read))
    timed("compare", lambda: [compare(story, tuple(shared)) for story in groups])
    return done


@pytest.mark.parametrize("unit", HOSTILE)
def test_no_stage_grows_faster_than_the_text(unit):
    stages(unit, SHORT)  # what is loaded once is no work of the text's
    large = stages(unit, LONG)
    if max(large.values()) < STAGE_NOISE:
        return
    small = [stages(unit, SHORT) for _ in range(3)]
    again = stages(unit, LONG)
    for name in large:
        first, second = min(run[name] for run in small), min(large[name], again[name])
        assert second < STAGE_NOISE or second < STAGE_QUADRUPLED * first, (
            f"{name} on {unit!r}: {second / first:.1f} times"
        )
