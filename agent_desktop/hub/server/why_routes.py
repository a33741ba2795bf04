"""Why an interaction is where it is, over HTTP: for who may read its conversation.

Promises facts as records (`model.why`); words are found where they are read.
"""

from agent_desktop.hub.centre import reach
from agent_desktop.hub.centre.centre import Centre
from agent_desktop.hub.centre.why import interaction_of, why
from agent_desktop.hub.server.operations import DESK, Call, Operation
from agent_desktop.model.why import Why


async def why_here_and_now(call: Call[None]) -> Why:
    """What routing used: rules, places in line, steps, offers with their answers, and who might get it now."""
    interaction_id, who = call.path("id"), call.token.subject

    def read(centre: Centre) -> Why:
        with centre.request() as book:
            conversation_id = interaction_of(book, interaction_id).conversation_id
            reach.check_reads(book, reach.reach_of(book, who), conversation_id)
            return why(book, interaction_id)

    return await call.house.ask(read)


OPERATIONS = (
    Operation(
        *("GET", "/v1/interactions/{id}/why", "Show why it is here, and why now", why_here_and_now),
        scopes=DESK,
        answers=Why,
        codes=("refused",),
    ),
)
