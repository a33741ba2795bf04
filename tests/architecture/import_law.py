"""The import law of `agent_desktop/`: which room may import which, and who may touch which library.

`python -m tests.architecture.import_law` prints every breach and exits with 1. Promises that a
breach names its rule; that imports inside functions, under `TYPE_CHECKING` and through
`importlib.import_module("…")` count like any other. Imports nothing that it judges.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PACKAGE = "agent_desktop"
Parts = tuple[str, ...]

#: Room → the other rooms that it may import. The same table stands in docs/architecture.md.
ROOMS: dict[str, frozenset[str]] = {
    "model": frozenset(),
    "desk": frozenset({"model"}),
    "store": frozenset({"model"}),
    "connectors": frozenset({"model"}),
    "sip": frozenset(),
    "media": frozenset(),
    "agreement": frozenset({"sip", "media"}),
    "phone": frozenset({"model", "sip", "media", "agreement"}),
    "ui": frozenset({"desk", "model"}),
    "hub": frozenset({"model"}),
}
#: The composition root, which may import every room, and which no room may import.
ROOT_ROOM = "app"
#: Corners of a room that may import more than the room.
ALSO: dict[str, frozenset[str]] = {
    "connectors/hub": frozenset({"hub/protocol"}),
    "hub/voice": frozenset({"sip", "media", "agreement"}),
}
#: The same law inside the hub. `server` and `__main__` (who start it) may import all of it.
HUB_ROOMS: dict[str, frozenset[str]] = {
    "protocol": frozenset(),
    "storage": frozenset({"protocol"}),
    "journal": frozenset({"protocol", "storage"}),
    "crm": frozenset({"protocol", "journal", "storage"}),
    "routing": frozenset(),
    "flows": frozenset(),
    "metrics": frozenset(),
    "rules": frozenset(),
    "doors": frozenset({"protocol", "storage"}),
    "written": frozenset({"protocol", "journal", "storage", "doors"}),
    "channels": frozenset({"protocol", "journal", "crm", "storage", "doors", "written"}),
    "voice": frozenset({"protocol", "journal", "storage", "rules"}),
    "centre": frozenset(
        {
            "protocol",
            "journal",
            "routing",
            "flows",
            "metrics",
            "rules",
            "crm",
            "storage",
            "written",
            "channels",
            "voice",
        }
    ),
}
HUB_ROOT_ROOMS = frozenset({"server", "__main__"})
#: Rooms whose folders never import each other.
SEPARATE = ("connectors", "hub/channels")
#: Where the shipped files are; the rooms that import no room do not import it either.
FILES = "files"
NO_FILES = frozenset(room for room, may in ROOMS.items() if not may)

#: Library → the only places that may import it.
LIBRARIES: dict[str, tuple[str, ...]] = {
    "PySide6": ("ui", "app"),
    "shiboken6": ("ui", "app"),
    "qasync": ("ui", "app"),
    "sqlalchemy": ("store", "hub/storage"),
    "alembic": ("store", "hub/storage"),
    "sqlcipher3": ("store",),
    "psycopg": ("hub/storage",),
}
#: Pure places → the corners of them that may nevertheless import an event loop.
PURE: dict[str, tuple[str, ...]] = {
    "model": (),
    "desk": ("desk/runner",),
    "sip": ("sip/transport",),
    "media": ("media/transport",),
    "hub/routing": (),
    "hub/flows": (),
    "hub/metrics": (),
    "hub/rules": (),
}
LOOPS = frozenset({"asyncio", "anyio", "trio", "qasync"})


@dataclass(frozen=True)
class Breach:
    """One import that breaks a rule: where it stands, and the rule in words."""

    path: Path
    line: int
    rule: str

    def __str__(self) -> str:
        return f"{self.path.as_posix()}:{self.line}: {self.rule}"


def breaches(package: Path) -> list[Breach]:
    """Every breach in the folder `package`, which stands for `agent_desktop`, in file order."""
    files = sorted(package.rglob("*.py"))
    modules = {module_name(path, package) for path in files}
    found = []
    for path in files:
        place = module_name(path, package)
        tree = ast.parse(path.read_text(encoding="utf-8"), str(path))
        for line, target in imports(tree, place, path.name == "__init__.py", modules):
            rule = broken_rule(place, target)
            if rule is not None:
                found.append(Breach(path.relative_to(package.parent), line, rule))
    return found


def module_name(path: Path, package: Path) -> Parts:
    """The place of a file in the package: `hub/routing/__init__.py` gives `("hub", "routing")`."""
    parts = path.relative_to(package).with_suffix("").parts
    return parts[:-1] if parts[-1] == "__init__" else parts


def imports(
    tree: ast.Module, place: Parts, is_folder: bool, modules: set[Parts]
) -> Iterator[tuple[int, Parts]]:
    """Every (line, imported module) of a file, wherever in the file it stands.

    A module of the package is given from its top, as `("agent_desktop", "model", "work")`. A name
    taken from a folder counts as the module of that name when there is one.
    """
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, tuple(alias.name.split("."))
        elif isinstance(node, ast.ImportFrom):
            base: Parts = tuple(node.module.split(".")) if node.module else ()
            if node.level:
                up = node.level - (1 if is_folder else 0)
                base = (PACKAGE, *place[: len(place) - up], *base)
            for alias in node.names:
                inner = (*base, alias.name)
                yield node.lineno, inner if inner[1:] in modules else base
        elif isinstance(node, ast.Call):
            name = dynamic_import(node)
            if name is not None:
                yield node.lineno, tuple(name.split("."))


def dynamic_import(call: ast.Call) -> str | None:
    """The module named by `import_module("…")` or `__import__("…")`, else None."""
    called = call.func
    name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
    if name not in {"import_module", "__import__"} or not call.args:
        return None
    first = call.args[0]
    if not isinstance(first, ast.Constant) or not isinstance(first.value, str):
        return None
    return None if first.value.startswith(".") else first.value


def broken_rule(place: Parts, target: Parts) -> str | None:
    """The rule that `place` breaks by importing `target`, or None."""
    if target[0] == PACKAGE:
        return broken_room_rule(place, target[1:])
    if target[0] == "tests":
        return "nothing imports `tests`"
    here = "/".join(place)
    homes = LIBRARIES.get(target[0])
    if homes is not None and not any(lies_in(here, home) for home in homes):
        return f"`{target[0]}` is imported only in {words(homes)}, not in `{here}`"
    if target[0] in LOOPS:
        for pure, corners in PURE.items():
            if lies_in(here, pure) and not any(here.startswith(corner) for corner in corners):
                except_for = f" outside {words(corners)}" if corners else ""
                return f"`{pure}` is pure{except_for}: no `{target[0]}` in `{here}`"
    return None


def broken_room_rule(place: Parts, target: Parts) -> str | None:
    """The rule between rooms that `place` breaks by importing `target`, or None."""
    if not target:
        return None  # the package itself holds the version and nothing else
    here, there = "/".join(place), "/".join(target)
    room, other = place[0] if place else "", target[0]
    if place in {(), (FILES,)}:
        return f"`{here or PACKAGE}` stands outside the rooms and imports none of them"
    if room == "__main__":
        return None if other == ROOT_ROOM else f"`__main__` imports only `{ROOT_ROOM}`"
    if other == FILES:
        return f"`{room}` imports no other module of the package" if room in NO_FILES else None
    for name in (room, other):
        if name not in ROOMS and name != ROOT_ROOM:
            return f"`{name}` is no room: name it in docs/architecture.md and in this law"
    if room == other:
        return broken_inner_rule(place, target)
    if room == ROOT_ROOM or other in ROOMS[room]:
        return None
    for corner, more in ALSO.items():
        if lies_in(here, corner) and any(lies_in(there, extra) for extra in more):
            return None
    if other == ROOT_ROOM:
        return f"no room imports `{ROOT_ROOM}`, and `{here}` imports `{there}`"
    may = f"only {words(sorted(ROOMS[room]))}" if ROOMS[room] else "no other room"
    return f"`{room}` may import {may}, and `{here}` imports `{there}`"


def broken_inner_rule(place: Parts, target: Parts) -> str | None:
    """The rule inside one room that `place` breaks by importing `target`, or None."""
    for folder in SEPARATE:
        depth = folder.count("/") + 1
        inside = "/".join(place[:depth]) == folder == "/".join(target[:depth])
        if inside and len(place) > depth and len(target) > depth and place[depth] != target[depth]:
            return (
                f"the folders of `{folder}` never import each other: "
                f"`{place[depth]}` imports `{target[depth]}`"
            )
    if place[0] != "hub" or len(target) == 1:
        return None
    corner, other = place[1] if len(place) > 1 else "", target[1]
    if corner == other or corner in HUB_ROOT_ROOMS:
        return None
    if not corner:
        return "`hub/__init__` imports nothing of the hub"
    if corner not in HUB_ROOMS:
        return f"`hub/{corner}` is no room: name it in docs/architecture.md and in this law"
    if other in HUB_ROOMS[corner]:
        return None
    may = f"only {words(sorted(HUB_ROOMS[corner]))}" if HUB_ROOMS[corner] else "nothing"
    return f"`hub/{corner}` may import {may} of the hub, and it imports `hub/{other}`"


def lies_in(place: str, folder: str) -> bool:
    """Whether a place is a folder or lies within it."""
    return place == folder or place.startswith(folder + "/")


def words(names: list[str] | tuple[str, ...]) -> str:
    """Names for a sentence."""
    return ", ".join(f"`{name}`" for name in names)


def main() -> int:
    """Print every breach in the checkout; return 1 when there is one."""
    found = breaches(Path(__file__).resolve().parents[2] / PACKAGE)
    for breach in found:
        print(breach)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
