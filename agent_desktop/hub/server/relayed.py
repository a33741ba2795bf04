"""What a leader tells the node where a desk is, between the frames for the desk itself; no desk ever sees it."""

from agent_desktop.model.base import Record


class Held(Record, frozen=True, tag_field="type", tag="held"):
    """A snapshot is on its way: hand out nothing until the desk is tuned."""


class Tuned(Record, frozen=True, tag_field="type", tag="tuned"):
    """The desk is current to `position`; from there on it hears these audiences."""

    audiences: tuple[str, ...]
    position: int
