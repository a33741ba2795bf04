"""The machine of templates: those of one entry point at a time, fetched when the agent wants to choose one.

Promises that what is known is shown while it is fetched anew; that an answer for an entry point which nobody looks at
any more changes nothing. Refuses to keep them: they are the network's, and change without us.
"""

from msgspec.structs import replace

from agent_desktop.desk.api import Approved
from agent_desktop.desk.errands import ReadTemplates
from agent_desktop.desk.items import TemplatesRead
from agent_desktop.desk.turn import Turn
from agent_desktop.model.intents import FetchTemplates


def fetch(turn: Turn, intent: FetchTemplates) -> None:
    """Fetch an entry point's templates."""
    now = turn.state.approved
    if now is None or now.entry_point_id != intent.entry_point_id:
        now = Approved(entry_point_id=intent.entry_point_id)
    turn.state.approved = replace(now, problem=None)
    turn.send(ReadTemplates(entry_point_id=intent.entry_point_id))


def read(turn: Turn, answer: TemplatesRead) -> None:
    """They came, or could not be had; then those that are known stay."""
    now = turn.state.approved
    if now is not None and now.entry_point_id == answer.entry_point_id:
        templates = now.templates if answer.templates is None else answer.templates
        turn.state.approved = replace(now, templates=templates, problem=answer.problem)
