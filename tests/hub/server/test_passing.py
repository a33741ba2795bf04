"""What is only true now goes to desks by itself, and keeps its place among the journal's entries."""

import msgspec

from agent_desktop.hub.journal.published import Published
from agent_desktop.hub.protocol import Entries, Passing
from agent_desktop.hub.server.broadcast import frames_of
from agent_desktop.model.backend_calls import Asked, CallClosed, CallRefused


def test_a_refusal_passes_between_the_entries_around_it() -> None:
    refused = CallRefused(interaction_id="i", asked=Asked.TRANSFER, why="not_up", name="Billing")
    closed = CallClosed(interaction_id="i")
    heard = [
        Published(audience="agent:a", event=closed, at=1, seq=4),
        Published(audience="agent:a", event=refused, at=2),
        Published(audience="agent:a", event=closed, at=3, seq=5),
    ]
    frames = [
        msgspec.json.decode(one, type=Entries | Passing) for one in frames_of(heard, position=5)
    ]
    assert [type(one) for one in frames] == [Entries, Passing, Entries]
    assert frames[1] == Passing(event=refused)
