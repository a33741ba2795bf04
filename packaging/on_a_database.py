"""Which tests of the hub ask for a database, and so run twice: on SQLite's file, and on a PostgreSQL server.

Promises that nobody keeps a list: a test has a database from `tests/hub/databases.py`, and its file imports that, by
itself or through others; a conftest.py that it shares with its neighbours counts. A test that opens one without being
found so fails (`tests/hub/conftest.py`).
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from terminal import ROOT

_HUB = ROOT / "tests" / "hub"
_SOURCE = _HUB / "databases.py"


def files(naming: str = "") -> list[str]:
    """The test files that ask for a database and have `naming` in their text, below the top folder."""
    return [
        path.relative_to(ROOT).as_posix()
        for path in sorted(_HUB.rglob("test_*.py"))
        if asks(path) and naming in path.read_text(encoding="utf-8")
    ]


def asks(path: Path) -> bool:
    """Whether the tests in this file of the hub's have a database."""
    seen, todo = set[Path](), {path, *_shared(path)}
    while todo:
        one = todo.pop()
        if one == _SOURCE:
            return True
        seen.add(one)
        todo |= _imported(one) - seen
    return False


def _shared(path: Path) -> Iterator[Path]:
    """The conftest.py of its folder, and of those above it within the hub's tests."""
    for folder in path.parents:
        if folder == _HUB:
            return
        if (folder / "conftest.py").exists():
            yield folder / "conftest.py"


@cache
def _imported(path: Path) -> frozenset[Path]:
    """The files of the tests that a file imports, wherever in it."""
    names = set[str]()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {one.name for one in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module is not None:
            names |= {node.module, *(f"{node.module}.{one.name}" for one in node.names)}
    ours = (ROOT / f"{name.replace('.', '/')}.py" for name in names if name.startswith("tests."))
    return frozenset(one for one in ours if one.exists())
