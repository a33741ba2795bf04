"""Modules import each other in one direction: who is imported knows nothing of who imports it."""

import ast
from collections import Counter
from pathlib import Path

from tests.architecture import import_law
from tests.architecture.import_law import Parts

PACKAGE = Path(import_law.__file__).resolve().parents[2] / import_law.PACKAGE
#: Modules that stand in circles, by folder. Only ever shrinks: a noun is missing that both sides could import.
CIRCLES = {
    "hub/routing": 2,
    "sip/agent": 8,
}


def graph(package: Path) -> dict[Parts, set[Parts]]:
    """What each module of the package imports of it, also inside functions and for types alone."""
    files = sorted(package.rglob("*.py"))
    modules = {import_law.module_name(path, package) for path in files}
    found: dict[Parts, set[Parts]] = {}
    for path in files:
        place = import_law.module_name(path, package)
        tree = ast.parse(path.read_text(encoding="utf-8"))
        targets = import_law.imports(tree, place, path.name == "__init__.py", modules)
        ours = {target[1:] for _, target in targets if target[0] == import_law.PACKAGE}
        found[place] = (ours & modules) - {place}
    return found


def circles(graph: dict[Parts, set[Parts]]) -> list[set[Parts]]:
    """The groups of modules each of which leads back to itself (Tarjan's strongly connected components)."""
    number: dict[Parts, int] = {}
    lowest: dict[Parts, int] = {}
    open_now: list[Parts] = []
    found: list[set[Parts]] = []

    def visit(one: Parts) -> None:
        number[one] = lowest[one] = len(number)
        open_now.append(one)
        for other in sorted(graph[one]):
            if other not in number:
                visit(other)
                lowest[one] = min(lowest[one], lowest[other])
            elif other in open_now:
                lowest[one] = min(lowest[one], number[other])
        if lowest[one] == number[one]:
            at = open_now.index(one)
            group = set(open_now[at:])
            del open_now[at:]
            if len(group) > 1:
                found.append(group)

    for one in sorted(graph):
        if one not in number:
            visit(one)
    return found


def test_no_modules_import_each_other_in_a_circle() -> None:
    found = circles(graph(PACKAGE))
    sizes: Counter[str] = Counter()
    for group in found:
        sizes[min("/".join(one[:-1]) for one in group)] += len(group)
    assert sizes == CIRCLES, [sorted("/".join(one) for one in group) for group in found]


def test_a_circle_is_found_whichever_way_it_is_closed(tmp_path: Path) -> None:
    package = tmp_path / import_law.PACKAGE
    (package / "desk").mkdir(parents=True)
    sources = {
        "a": "from agent_desktop.desk import b\n",
        "b": "def later():\n    from agent_desktop.desk.c import x\n",
        "c": "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import agent_desktop.desk.a\n",
        "d": "from agent_desktop.desk import a\n",
    }
    for name, source in sources.items():
        (package / "desk" / f"{name}.py").write_text(source, encoding="utf-8")
    assert circles(graph(package)) == [{("desk", "a"), ("desk", "b"), ("desk", "c")}]
