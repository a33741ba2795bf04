"""What the lines of a conversation tell besides their kind."""

from agent_desktop.model.commands import EndInteraction
from agent_desktop.model.timeline import LineKind, SystemLine
from agent_desktop.model.work import NO_DISPOSITION
from tests.hub.centre.floor import Floor


def details(floor: Floor, conversation_id: str, kind: LineKind) -> list[str]:
    items = floor.centre.timeline(conversation_id).items
    return [one.detail for one in items if isinstance(one, SystemLine) and one.kind is kind]


def test_an_assignment_says_when_it_is_the_same_agent_again(floor: Floor) -> None:
    floor.ready("anna")
    floor.arrive("vera")
    offer = floor.accept("anna")
    floor.finish("anna", offer.interaction_id)
    floor.wait(60_000)
    floor.centre.say("vera", "s1", "One more thing")
    floor.accept("anna")
    assert details(floor, offer.conversation_id, LineKind.ASSIGNED) == ["", "same_agent"]
    assert details(floor, offer.conversation_id, LineKind.COMPLETED) == ["Solved"]
    assert details(floor, offer.conversation_id, LineKind.QUEUED) == ["Support", "Support"]


def test_a_completion_without_a_choice_says_so(floor: Floor) -> None:
    floor.furnish(wrap_up_ms=10_000)
    floor.ready("anna")
    floor.arrive("vera")
    offer = floor.accept("anna")
    floor.ask("anna", EndInteraction(interaction_id=offer.interaction_id))
    floor.wait(10_000)
    assert details(floor, offer.conversation_id, LineKind.COMPLETED) == [NO_DISPOSITION]
