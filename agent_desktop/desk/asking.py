"""The asking machine: commands that make sense only now, and their refusals.

Promises that what cannot be asked is said at once, with the reason. Refuses to repeat a command whose moment has
passed; what must not be lost goes through the outbox.
"""

from agent_desktop.desk.errands import Perform
from agent_desktop.desk.turn import Turn, put, without
from agent_desktop.model.changes import Notice, NoticeKind
from agent_desktop.model.commands import BEYOND, BackendCommand, PullInteraction
from agent_desktop.model.errors import Problem
from agent_desktop.model.manifest import Capability

NO_LINK = Problem(
    code="offline",
    message="The link is down, so this was not done.",
    remedy="Try again when the link is back.",
)


def ask(
    turn: Turn, command: BackendCommand, *, needs: Capability | None = None, command_id: str = ""
) -> str | None:
    """Send a command, or say why not; its id, None when it was not sent."""
    if needs is not None and not turn.can(needs):
        problem = Problem(
            code="unsupported", message="This backend cannot do that.", value=needs.value
        )
        turn.notices.append(Notice(kind=NoticeKind.REFUSED, problem=problem))
        return None
    if not turn.live:
        turn.notices.append(Notice(kind=NoticeKind.REFUSED, problem=NO_LINK))
        return None
    command_id = command_id or turn.fresh_id()
    turn.state.asked = put(turn.state.asked, command_id, command)
    turn.send(Perform(command_id=command_id, command=command))
    return command_id


def pulls(turn: Turn, interaction_id: str) -> bool:
    """Whether a waiting interaction is being taken by hand."""
    asked = turn.state.asked.values()
    return any(isinstance(a, PullInteraction) and a.interaction_id == interaction_id for a in asked)


def done(turn: Turn, command_id: str) -> None:
    """The backend did it; what follows from it comes as events."""
    turn.state.asked = without(turn.state.asked, command_id)


def failed(turn: Turn, command_id: str, problem: Problem) -> None:
    """The backend did not do it, or nobody knows: say so once."""
    if command_id in turn.state.asked:
        command = turn.state.asked[command_id]
        turn.state.asked = without(turn.state.asked, command_id)
        kind, detail = NoticeKind.REFUSED, ""
        if isinstance(command, PullInteraction) and problem.field == BEYOND:
            waiting = turn.interaction(command.interaction_id)
            kind, detail = NoticeKind.HANDS_FULL, waiting.customer_name if waiting else ""
        turn.notices.append(Notice(kind=kind, problem=problem, detail=detail))
