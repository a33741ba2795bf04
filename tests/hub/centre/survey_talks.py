"""Calls after which callers are asked how it was, and what is kept of it."""

from typing import Any

from agent_desktop.hub.storage.asked import Asked, AskedState, asked_about
from agent_desktop.hub.voice import inputs as i
from agent_desktop.model.commands import EndInteraction
from agent_desktop.model.surveys import Survey
from agent_desktop.model.work import Channel
from tests.hub.centre.call_words import come, conversation, take
from tests.hub.centre.floor import Floor
from tests.hub.centre.telephones import Telephones

SURVEY = Survey(id="csat", name="After the call", channels=(Channel.VOICE,), pause_ms=0)


def asked(floor: Floor, call: str) -> Asked | None:
    """What is kept of the question."""
    storage = floor.centre.storage
    with storage.transaction():
        return asked_about(storage, call)


def stands(floor: Floor, call: str) -> tuple[AskedState, str, int | None]:
    """How far it is, why it was not asked, and the answer."""
    one = asked(floor, call)
    assert one is not None
    return one.state, one.why, one.score


def talk(lines: Telephones, survey: Survey | None = SURVEY, **place: Any) -> str:
    """A caller talks with Anna, and will be asked this; the call."""
    if survey is not None:
        lines.floor.centre.define_survey(survey)
    come(lines, "anna")
    call = lines.call_in(**place)
    assert take(lines, "anna") == call
    lines.wait(5_000)
    return call


def hang_up(lines: Telephones, call: str) -> None:
    """Anna ends it."""
    lines.floor.ask("anna", EndInteraction(interaction_id=call))
    lines.carry()


def press(lines: Telephones, call: str, keys: str) -> None:
    for key in keys:
        lines.tell(i.DigitPressed(f"{call}/in", key))


def prompts(lines: Telephones, call: str) -> tuple[str, ...]:
    """What the caller hears."""
    return lines.playing[f"{call}/in"].prompts


def items(floor: Floor, call: str) -> list[Any]:
    return list(floor.centre.timeline(conversation(floor, call)).items)
