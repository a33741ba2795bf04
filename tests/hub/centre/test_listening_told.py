"""Whether agents see a supervisor who only listens: as the house says, in what is told as in what is shown."""

import msgspec

from agent_desktop.hub.centre.calls.house import POLICY
from agent_desktop.hub.storage import accounts, calls
from agent_desktop.hub.voice.policy import Policy
from agent_desktop.model.backend_calls import CallUpdated, Listening, PartyKind, Supervise
from tests.hub.centre.call_words import come, take
from tests.hub.centre.telephones import Telephones

UNSEEN = msgspec.json.encode(Policy(tell_listening=False)).decode()


def test_agents_see_who_only_listens_unless_the_house_says_otherwise(lines: Telephones) -> None:
    floor = lines.floor
    for agent in ("anna", "cleo"):
        come(lines, agent)
    call = lines.call_in()
    take(lines, "anna")
    with floor.centre.request() as book:
        accounts.set_access(book.storage, "cleo", ("agent", "supervisor"), disabled=False)

    def seen(mode: Listening) -> dict[str, list[Listening | None]]:
        """How each sees the supervisor, who is there in this way from now on; what they were told last agrees."""
        floor.centre.drain()
        floor.ask("cleo", Supervise(interaction_id=call, mode=mode, token="s"))
        lines.carry()
        lines.answered("cleo")
        told = {
            one.audience.removeprefix("agent:"): one.event.call
            for one in floor.centre.drain()
            if isinstance(one.event, CallUpdated)
        }
        shown = {agent: floor.centre.snapshot(agent)[1].calls[0] for agent in ("anna", "cleo")}
        assert told == shown
        return {
            agent: [one.mode for one in there.parties if one.kind is PartyKind.SUPERVISOR]
            for agent, there in shown.items()
        }

    monitor, whisper = Listening.MONITOR, Listening.WHISPER
    assert seen(monitor) == {"anna": [monitor], "cleo": [monitor]}
    floor.centre.define_setting(POLICY, UNSEEN)
    assert seen(whisper) == {"anna": [whisper], "cleo": [whisper]}, "who speaks is seen"
    assert seen(monitor) == {"anna": [], "cleo": [monitor]}
    assert floor.centre.snapshot("cleo")[1].calls[0].unseen
    with floor.centre.storage.transaction():
        rows = calls.audited(floor.centre.storage, call)
    assert [row[2:] for row in rows] == [
        ("supervision_began", "monitor"),
        ("supervision_changed", "whisper"),
        ("supervision_changed", "monitor"),
    ]
