"""What a hub keeps, compared before and after: who is refused changes nothing, in no table and not in the journal.

Promises to look at every row of every table of the running hub's database. Refuses to take for somebody's doing what
the hub does by itself: the few columns, tables and entries below.
"""

import re
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from agent_desktop.hub.centre.recount import RECOUNT
from agent_desktop.hub.storage.trail import HEAD
from tests.hub import databases
from tests.hub.server.hub_process import database_of

_COLUMNS: Final = {
    "conversations": {"customer_online"},  # a page that was left
    "tokens": {"seen_at"},
    "report_schedules": {  # one whose hour has come is drawn, sent and tried again
        *("state", "due_at", "of_at", "last_at", "sent_at"),
        *("letter_id", "file_id", "attempt", "problem", "remedy"),
    },
}
_TABLES: Final = re.compile(
    r"alerts$|alert_sends$"  # a queue's figures raise and end them at any moment
    r"|commands$"  # that one came is remembered, so that it is done once
    r"|trail_words"  # made from the trail
    r"|((days|quarters|share|outcome|self_service)_|sums_|shares)"  # made when the hub has time
)
_EVENTS: Final = (b'{"type":"AlertRaised"', b'{"type":"AlertEnded"')
REFUSALS: Final = frozenset({"refused", "sign_in_refused"})
"""What the trail says of who was refused."""


_Row = tuple[tuple[str, Any], ...]


@contextmanager
def nothing_changes(data: Path, but: Collection[str] = REFUSALS) -> Iterator[None]:
    """In here nothing changes in the hub of this folder, `but` for entries of these acts in its trail."""
    before = _kept(data)
    yield
    after = _kept(data)
    for name, rows in after.items():
        fresh = {
            one for one in rows - before[name] if name != "trail" or dict(one)["act"] not in but
        }
        assert not fresh, (name, fresh)
        assert not before[name] - rows, (name, before[name] - rows)


def _kept(data: Path) -> dict[str, set[_Row]]:
    """The rows of each table, without what may change at any moment."""
    return {
        name: {
            tuple(one for one in row.items() if one[0] not in _COLUMNS.get(name, ()))
            for row in rows
            if not _by_itself(name, row)
        }
        for name, rows in databases.rows_of(database_of(data)).items()
        if not _TABLES.match(name)
    }


def _by_itself(name: str, row: dict[str, Any]) -> bool:
    if name == "settings":
        return row["name"] in (HEAD, RECOUNT) or bool(_TABLES.match(row["name"]))
    if name == "attachments":
        return str(row["owner"]).startswith("report:")
    return name == "journal" and bytes(row["body"]).startswith(_EVENTS)
