"""What agents know of their team: presences, queues of others, and, for supervisors, the calls that there are."""

from msgspec.structs import replace

from agent_desktop.hub.centre import removals
from agent_desktop.hub.journal.published import SUPERVISORS, AudiencesChanged, for_agent
from agent_desktop.hub.storage import accounts
from agent_desktop.hub.storage.settings import QueueSettings
from agent_desktop.model.commands import ChoosePresence
from agent_desktop.model.events import InteractionChanged, PresenceChanged
from agent_desktop.model.people import PresenceState
from agent_desktop.model.work import Channel, InteractionState
from tests.hub.centre.call_words import come, take
from tests.hub.centre.floor import Floor
from tests.hub.centre.telephones import Telephones


def promoted(floor: Floor, agent_id: str) -> None:
    """May listen to calls."""
    storage = floor.centre.storage
    with storage.transaction():
        accounts.set_access(storage, agent_id, ("agent", "supervisor"), disabled=False)


def test_everybody_knows_everybodys_presence(floor: Floor) -> None:
    floor.ready("anna")
    floor.listen()
    floor.ask("anna", ChoosePresence(state=PresenceState.MEAL))
    (told,) = [one for one in floor.listen() if isinstance(one.event, PresenceChanged)]
    assert told.audience in floor.centre.audiences("ben")
    presences = {one.agent_id: one.state for one in floor.centre.snapshot("ben")[1].presences}
    assert presences == {"anna": PresenceState.MEAL, "cleo": PresenceState.OFFLINE}


def test_customers_can_be_sent_to_queues_that_one_does_not_serve(floor: Floor) -> None:
    snapshot = floor.centre.snapshot("ben")[1]
    assert [one.id for one in snapshot.queues] == ["billing"]
    assert [one.id for one in snapshot.other_queues] == ["support"]
    assert floor.centre.snapshot("cleo")[1].other_queues == ()


def hears_anew(floor: Floor) -> bool:
    """Whether each desk was told to begin from a snapshot since somebody listened last."""
    told = {one.audience for one in floor.listen() if isinstance(one.event, AudiencesChanged)}
    return told >= {for_agent(agent) for agent in ("anna", "ben", "cleo")}


def test_a_desk_at_work_learns_where_customers_can_be_sent(floor: Floor) -> None:
    floor.listen()
    floor.centre.define_queue(QueueSettings(id="night", name="Night"))
    assert hears_anew(floor)
    assert "night" in {one.id for one in floor.centre.snapshot("ben")[1].other_queues}
    floor.centre.define_queue(QueueSettings(id="night", name="Late night"))
    assert hears_anew(floor)
    floor.centre.define_queue(QueueSettings(id="night", name="Late night", weight=3))
    assert not hears_anew(floor)
    with floor.centre.request() as book:
        removals.remove_queue(book, "night")
    assert hears_anew(floor)
    (anna,) = [one for one in floor.centre.agents() if one.id == "anna"]
    floor.centre.define_agent(replace(anna, skills={"wine": 3}))
    assert hears_anew(floor)
    assert "wine" in floor.centre.snapshot("ben")[1].skills
    floor.centre.define_agent(replace(anna, skills={"wine": 4}))
    assert not hears_anew(floor)


def test_supervisors_alone_hear_of_calls(floor: Floor) -> None:
    promoted(floor, "ben")
    assert SUPERVISORS in floor.centre.audiences("ben")
    assert SUPERVISORS not in floor.centre.audiences("anna")
    floor.ready("anna")
    floor.arrive("vera")
    floor.accept("anna")
    with floor.centre.request() as book:
        (one,) = book.live.interactions.values()
    assert floor.centre.snapshot("ben")[1].interactions == ()  # chats are listened to by nobody
    one.kept = replace(one.kept, shown=replace(one.shown, channel=Channel.VOICE))
    (seen,) = floor.centre.snapshot("ben")[1].interactions
    assert (seen.agent_id, seen.state) == ("anna", InteractionState.ACTIVE)
    floor.listen()
    with floor.centre.request() as book:
        book.tell_interaction(one)
    assert floor.centre.snapshot("cleo")[1].interactions == ()
    told = [news.audience for news in floor.listen() if isinstance(news.event, InteractionChanged)]
    assert SUPERVISORS in told


def test_everybody_knows_who_is_in_a_call(lines: Telephones) -> None:
    floor = lines.floor

    def in_calls() -> set[str]:
        presences = floor.centre.snapshot("ben")[1].presences
        return {one.agent_id for one in presences if one.in_call}

    come(lines, "anna")
    lines.call_in()
    assert in_calls() == set()
    take(lines, "anna")
    assert in_calls() == {"anna"}
    floor.listen()
    floor.crash()
    lines.die()
    assert in_calls() == set()
    events = [one.event for one in floor.listen()]
    told = [one.presence for one in events if isinstance(one, PresenceChanged)]
    assert [one.in_call for one in told if one.agent_id == "anna"][-1:] == [False]
