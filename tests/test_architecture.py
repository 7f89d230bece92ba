"""The house stays as ARCHITECTURE.md draws it."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "headwater"
MODULES = sorted(PACKAGE.rglob("*.py"))

# Each room may import from itself and from the rooms before it.
FLOW = [
    "version",
    "article",
    "account",
    "weights",
    "graphs",
    "reading",
    "language",
    "stories",
    "comparison",
    "presentation",
    "archive",
    "pipeline",
    "cli",
]
# The facade and its entry stand outside the flow.
OUTSIDE = {"__init__", "__main__"}
# Records show themselves by renderers that they import only when asked to.
ASKED_FOR = {("account", "presentation")}
BANNED = {"utils", "helpers", "manager", "common", "misc", "util", "helper"}


def room(path):
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "headwater":
            parts = node.module.split(".")
            yield from [parts[1]] if len(parts) > 1 else [alias.name for alias in node.names]
        elif isinstance(node, ast.Import):
            for alias in node.names:
                parts = alias.name.split(".")
                if parts[0] == "headwater" and len(parts) > 1:
                    yield parts[1]


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_nothing_downstream_is_imported_upstream(path):
    own = room(path)
    if own in OUTSIDE:
        return
    for other in imports(path):
        if (own, other) not in ASKED_FOR:
            assert FLOW.index(other) <= FLOW.index(own), f"{own} imports {other}"


def test_every_room_is_on_the_map():
    written = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    for path in sorted(PACKAGE.iterdir()):
        if path.is_dir() and (path / "__init__.py").exists():
            assert f"`{path.name}/" in written, path.name


@pytest.mark.parametrize("folder", ["src", "benchmarks", "training", "tests"])
def test_files_and_functions_stay_small(folder):
    for path in sorted((ROOT / folder).rglob("*.py")):
        source = path.read_text(encoding="utf-8")
        assert len(source.splitlines()) <= 500, f"{path} is too long"
        assert path.stem not in BANNED, path
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                assert node.end_lineno - node.lineno < 60, f"{path}:{node.lineno} {node.name} is too long"


def test_no_machine_path_is_committed():
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("no git checkout")
    for name in listed.stdout.splitlines():
        path = ROOT / name
        if path.suffix in {".py", ".md", ".toml", ".json", ".txt", ".html", ".cfg", ""} and path.is_file():
            text = path.read_text(encoding="utf-8", errors="replace")
            for prefix in ("/wo" + "rk/", "/tm" + "p/bash", "/ro" + "ot/"):
                assert prefix not in text, f"{name} holds {prefix}"


def test_the_facade_is_light():
    heavy = ("spacy", "numpy", "sklearn", "scipy", "trafilatura", "rich", "jinja2", "httpx2", "lxml")
    script = f"import sys, headwater; print([m for m in {heavy!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_everything_public_is_there():
    import headwater

    for name in headwater.__all__:
        assert getattr(headwater, name) is not None
