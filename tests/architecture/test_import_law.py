"""The import law holds in the code, agrees with docs/architecture.md, and catches what it forbids."""

import re
from pathlib import Path

import pytest

from tests.architecture import import_law

ROOT = Path(import_law.__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")


def test_the_code_obeys_the_law() -> None:
    found = import_law.breaches(ROOT / import_law.PACKAGE)
    assert not found, "\n" + "\n".join(str(breach) for breach in found)


def test_every_folder_is_a_room_of_the_law() -> None:
    folders = {path.name for path in (ROOT / import_law.PACKAGE).iterdir() if path.is_dir()}
    known = {*import_law.ROOMS, import_law.ROOT_ROOM, "__pycache__"}
    assert folders <= known, "name the room in docs/architecture.md and in the law first"


def page_table(last_heading: str) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """The table of architecture.md whose third column has this heading: the rooms, and the corners."""
    rooms: dict[str, set[str]] = {}
    corners: dict[str, set[str]] = {}
    start = PAGE.index(f"| {last_heading} |")
    for line in PAGE[start:].splitlines()[2:]:
        if not line.startswith("|"):
            break
        room, _, may = (cell.strip() for cell in line.strip("|").split("|"))
        room = re.sub(r"/(<name>/)?$|\.py$", "", room.strip("`"))
        first, *rest = may.split(";")
        rooms[room] = set() if first.strip() == "–" else {word.strip() for word in first.split(",")}
        for part in rest:
            corner, more = part.replace("`", "").split(" also ")
            corners[corner.strip()] = {word.strip() for word in more.split(",")}
    return rooms, corners


def test_the_page_has_the_same_table_of_rooms() -> None:
    rooms, corners = page_table("may import")
    assert rooms.pop(import_law.ROOT_ROOM) == {"everything"}
    assert rooms == {room: set(may) for room, may in import_law.ROOMS.items()}
    assert corners == {corner: set(more) for corner, more in import_law.ALSO.items()}


def test_the_page_has_the_same_table_of_the_hub() -> None:
    rooms, corners = page_table("may import of the hub")
    assert rooms.pop("server") == {"everything"}
    assert rooms == {room: set(may) for room, may in import_law.HUB_ROOMS.items()}
    assert not corners


def breaches_of(folder: Path, files: dict[str, str]) -> list[str]:
    """What the law says about a small package made of `files`."""
    package = folder / import_law.PACKAGE
    for name, source in files.items():
        path = package / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(source, encoding="utf-8")
    return [str(breach) for breach in import_law.breaches(package)]


MODEL = {"model/__init__.py": "", "model/work.py": "class Interaction: ...", "desk/__init__.py": ""}

FORBIDDEN = {
    "another room": ("model/a.py", "import agent_desktop.desk", "`model` may import no other room"),
    "from another room": ("model/a.py", "from agent_desktop.desk import x", "may import no other"),
    "a room as a name": (
        "model/a.py",
        "from agent_desktop import desk",
        "`model` may import no other",
    ),
    "relative": ("model/a.py", "from .. import desk", "`model` may import no other room"),
    "relative, deep": ("model/b/a.py", "from ...desk import x", "`model` may import no other room"),
    "relative, in a folder": ("model/b/__init__.py", "from ...desk import x", "no other room"),
    "in a function": (
        "store/a.py",
        "def f():\n    from agent_desktop.desk import x",
        "a.py:2: `store`",
    ),
    "for types only": (
        "ui/a.py",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from agent_desktop.store import x",
        "a.py:3: `ui` may import only `desk`, `model`",
    ),
    "by string": (
        "desk/a.py",
        "import importlib\nimportlib.import_module('agent_desktop.store.db')",
        "a.py:2: `desk` may import only `model`",
    ),
    "by the old string": (
        "desk/a.py",
        "__import__('agent_desktop.store')",
        "`desk` may import only",
    ),
    "the root": ("ui/a.py", "import agent_desktop.app.main", "no room imports `app`"),
    "no room": ("ui/a.py", "import agent_desktop.utils", "`utils` is no room"),
    "in no room": ("utils/a.py", "import agent_desktop.model", "`utils` is no room"),
    "tests": ("ui/a.py", "from tests.architecture import x", "nothing imports `tests`"),
    "files from the bottom": (
        "model/a.py",
        "from agent_desktop.files import x",
        "imports no other",
    ),
    "files are a leaf": ("files.py", "from agent_desktop.model import x", "outside the rooms"),
    "top": ("__init__.py", "from agent_desktop.app.main import main", "outside the rooms"),
    "start": ("__main__.py", "from agent_desktop.hub import x", "`__main__` imports only `app`"),
    "Qt in the desk": ("desk/a.py", "from PySide6.QtCore import QObject", "only in `ui`, `app`"),
    "Qt's loop in a store": ("store/a.py", "import qasync", "`qasync` is imported only in"),
    "SQL in the desk": ("desk/a.py", "import sqlalchemy.orm", "only in `store`, `hub/storage`"),
    "SQL in the journal": (
        "hub/journal/a.py",
        "import sqlalchemy",
        "only in `store`, `hub/storage`",
    ),
    "migrations": ("hub/server/a.py", "import alembic.command", "only in `store`, `hub/storage`"),
    "a loop in the model": ("model/a.py", "import asyncio", "`model` is pure: no `asyncio`"),
    "a loop in a machine": ("desk/a.py", "import asyncio.queues", "outside `desk/runner`"),
    "a loop in routing": ("hub/routing/a.py", "import anyio", "`hub/routing` is pure"),
    "a loop in SIP": ("sip/dialog.py", "import asyncio", "outside `sip/transport`"),
    "sibling connectors": ("connectors/a/b.py", "import agent_desktop.connectors.c", "each other"),
    "sibling channels": ("hub/channels/a.py", "import agent_desktop.hub.channels.c", "each other"),
    "a connector and the hub": (
        "connectors/a/b.py",
        "import agent_desktop.hub.protocol",
        "only `model`",
    ),
    "the hub's inside": ("connectors/hub/b.py", "import agent_desktop.hub.journal", "only `model`"),
    "SIP in the hub": ("hub/crm/a.py", "import agent_desktop.sip", "`hub` may import only `model`"),
    "routing is pure": (
        "hub/routing/a.py",
        "import agent_desktop.hub.protocol",
        "nothing of the hub",
    ),
    "the journal's place": ("hub/journal/a.py", "import agent_desktop.hub.crm", "only `protocol`"),
    "a channel and the writer": (
        "hub/channels/a/b.py",
        "import agent_desktop.hub.centre",
        "only `crm`",
    ),
    "the writer and the server": (
        "hub/centre/a.py",
        "import agent_desktop.hub.server",
        "it imports",
    ),
    "the hub's own front": (
        "hub/__init__.py",
        "import agent_desktop.hub.journal",
        "imports nothing",
    ),
    "no room of the hub": (
        "hub/misc.py",
        "import agent_desktop.hub.journal",
        "`hub/misc` is no room",
    ),
}


@pytest.mark.parametrize("case", FORBIDDEN, ids=str)
def test_the_law_catches(case: str, tmp_path: Path) -> None:
    name, source, rule = FORBIDDEN[case]
    found = breaches_of(tmp_path, {**MODEL, name: source})
    assert len(found) == 1
    assert rule in found[0]
    assert found[0].startswith(f"agent_desktop/{name}:")


ALLOWED = {
    "the model": ("ui/a.py", "from agent_desktop.model.work import Interaction"),
    "the same room": (
        "desk/a.py",
        "from . import b\nfrom .b import c\nimport agent_desktop.desk.b",
    ),
    "the version": ("store/a.py", "from agent_desktop import __version__"),
    "files": ("ui/theme/a.py", "from agent_desktop.files import resource"),
    "everything at the root": (
        "app/a.py",
        "import agent_desktop.ui, agent_desktop.store, sqlalchemyx",
    ),
    "the start": ("__main__.py", "from agent_desktop.app.main import main"),
    "Qt in the window": ("ui/a.py", "from PySide6 import QtWidgets"),
    "SQL in storage": ("hub/storage/tables.py", "import sqlalchemy"),
    "the runner": ("desk/runner.py", "import asyncio"),
    "a transport": ("sip/transports/udp.py", "import asyncio"),
    "one connector": ("connectors/a/b.py", "from agent_desktop.connectors.a import c"),
    "the connectors' front": ("connectors/a/b.py", "from agent_desktop.connectors import Port"),
    "the hub's connector": ("connectors/hub/a.py", "from agent_desktop.hub.protocol import Hello"),
    "the hub's connector, by name": (
        "connectors/hub/a.py",
        "from agent_desktop.hub import protocol",
    ),
    "voice": ("hub/voice/a.py", "import agent_desktop.sip, agent_desktop.media"),
    "the writer": ("hub/centre/a.py", "from agent_desktop.hub import journal, routing, channels"),
    "the server": ("hub/server/a.py", "from agent_desktop.hub import centre, channels, storage"),
    "names that look alike": ("model/a.py", "import desk, asyncio_like, agent_desktop_more"),
}
HUB = {
    f"hub/{name}": ""
    for name in ("__init__.py", "protocol.py", "journal/__init__.py", "routing/__init__.py")
}


@pytest.mark.parametrize("case", ALLOWED, ids=str)
def test_the_law_allows(case: str, tmp_path: Path) -> None:
    name, source = ALLOWED[case]
    assert breaches_of(tmp_path, {**MODEL, **HUB, name: source}) == []
