"""Rows for the tests of the work list."""

from typing import Any

from agent_desktop.desk.api import InboxRow, RowState
from agent_desktop.model.changes import Section
from agent_desktop.model.work import Channel
from tests.ui.fake_desk import NOON

STATE = {
    Section.OFFERED: RowState.OFFERED,
    Section.ACTIVE: RowState.ACTIVE,
    Section.WAITING: RowState.WAITING,
    Section.OPEN: RowState.OPEN,
}


def a_row(key: str, section: Section = Section.ACTIVE, **fields: Any) -> InboxRow:
    """A row of `section` whose conversation is `key`."""
    usual: dict[str, Any] = {
        "conversation_id": key,
        "customer_id": f"customer-{key}",
        "customer_name": f"Customer {key}",
        "interaction_id": f"interaction-{key}",
        "channel": Channel.CHAT,
        "state": STATE[section],
        "since": NOON - 60_000,
    }
    return InboxRow(**(usual | fields))
