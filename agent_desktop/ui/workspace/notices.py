"""The words of passing notices, and how the window says them.

Promises one toast for each, with at most one thing to do.
"""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from agent_desktop.model.calls import EndCode
from agent_desktop.model.changes import Notice, NoticeKind
from agent_desktop.model.consulting import ConsultEnd
from agent_desktop.model.errors import StoreFailed
from agent_desktop.ui.call.refusals import refusal_words
from agent_desktop.ui.call.words import end_words
from agent_desktop.ui.guidance import consult_words
from agent_desktop.ui.kit.paint import single_line
from agent_desktop.ui.kit.widgets.notices import Level
from agent_desktop.ui.words import plural, problem_words, tr

if TYPE_CHECKING:
    from agent_desktop.ui.shell.window import ShellWindow

STAY_MS = 60_000
"""How long the way back to Ready is offered after a missed offer."""
_LONGEST = 80
"""Characters of a name."""


class NoticeWords(NamedTuple):
    """A sentence, and how serious it is."""

    sentence: str
    level: Level


def _file(notice: Notice) -> str:
    """Where a file is; of a long path the end, which has the file's name."""
    path = single_line(notice.detail, 4_096)
    return path if len(path) <= _LONGEST else f"…{path[1 - _LONGEST :]}"


def notice_words(notice: Notice) -> NoticeWords:
    """What the agent is told."""
    name = single_line(notice.detail, _LONGEST)
    why = problem_words(notice.problem) if notice.problem is not None else ""
    match notice.kind:
        case NoticeKind.OFFER_MISSED:
            words = tr("You missed an offer. It is back in its place; choose Ready to go on.")
            return NoticeWords(words, "warn")
        case NoticeKind.OFFER_TAKEN:
            return NoticeWords(tr("A colleague was faster."), "info")
        case NoticeKind.OFFER_RESCINDED:
            return NoticeWords(tr("The offer was withdrawn; the customer left."), "info")
        case NoticeKind.OFFER_BACK:
            return NoticeWords(tr("The offer was withdrawn."), "info")
        case NoticeKind.ASSIGNED:
            return NoticeWords(tr("{name} is yours now.", name=name or tr("Visitor")), "success")
        case NoticeKind.COMPLETED:
            return NoticeWords(tr("Completed"), "success")
        case NoticeKind.HANDED_BACK:
            words = tr("{name} waits in the queue again.", name=name or tr("Visitor"))
            return NoticeWords(words, "warn")
        case NoticeKind.FILE_SAVED:
            return NoticeWords(tr("Saved as {name}", name=_file(notice)), "success")
        case NoticeKind.FILE_NOT_SAVED:
            named = notice.problem is not None and notice.problem.code == StoreFailed.code
            words = why if named else tr("Not saved: {name}. {why}", name=_file(notice), why=why)
            return NoticeWords(words, "danger")
        case NoticeKind.FILE_STOPPED:
            words = tr("Stopped; nothing was saved as {name}", name=_file(notice))
            return NoticeWords(words, "info")
        case NoticeKind.REFUSED:
            return NoticeWords(why or tr("That was not possible."), "danger")
        case NoticeKind.HANDS_FULL:
            return NoticeWords(tr("Your hands are full."), "warn")
        case NoticeKind.TAKEN_UP:
            words = tr("Back to {name}: it had been set aside.", name=name or tr("Visitor"))
            return NoticeWords(words, "info")
        case NoticeKind.STORE_FAULT:
            return NoticeWords(why or tr("This could not be saved."), "danger")
        case NoticeKind.CALL_MISSED:
            return NoticeWords(tr("Missed call: {name}", name=name), "warn")
        case NoticeKind.CALL_ENDED:
            return NoticeWords(f"{name}: {_end(notice)}" if name else _end(notice), "warn")
        case NoticeKind.TRANSFERRED:
            return NoticeWords(tr("{name} was handed over.", name=name), "success")
        case NoticeKind.TRANSFER_FAILED:
            words = tr("Not handed over; {name} is still with you.", name=name)
            return NoticeWords(f"{words} {why}".strip(), "danger")
        case NoticeKind.CALL_REFUSED:
            asked, code = (
                (notice.problem.field, notice.problem.code) if notice.problem else ("", "")
            )
            return NoticeWords(refusal_words(asked, code, name), "warn")
        case NoticeKind.NOT_REACHED:
            words = tr(
                "Your telephone was not reached: {name} waits again.", name=name or tr("Visitor")
            )
            return NoticeWords(words, "warn")
        case NoticeKind.NOT_RECORDED:
            words = tr("The recording failed: nothing more of this call is kept.")
            return NoticeWords(words, "danger")
        case NoticeKind.STILL_RECORDING:
            return NoticeWords(
                why or tr("The recording could not be paused: it goes on."), "danger"
            )
        case NoticeKind.RECORDING_FAILED:
            return NoticeWords(why or tr("The recording stopped. The call goes on."), "danger")
        case NoticeKind.TAKEN_OVER:
            return NoticeWords(
                _because(tr("{name} took over your work.", name=name), notice), "warn"
            )
        case NoticeKind.SENT_ELSEWHERE:
            words = tr("{name} sent your work elsewhere.", name=name)
            return NoticeWords(_because(words, notice), "warn")
        case NoticeKind.PRESENCE_SET:
            words = tr("{name} changed your presence.", name=name)
            return NoticeWords(_because(words, notice), "warn")
        case NoticeKind.PRESENCE_NEXT:
            words = tr("{name} chose your presence for when you are free.", name=name)
            return NoticeWords(_because(words, notice), "info")
        case NoticeKind.HAND_SEEN:
            return NoticeWords(tr("{name} has seen your hand.", name=name), "success")
        case NoticeKind.HINT:
            return NoticeWords(_because(tr("Hint from {name}.", name=name), notice), "info")
        case NoticeKind.CONSULT_JOINED:
            return NoticeWords(tr("{name} has joined and helps you.", name=name), "success")
        case NoticeKind.CONSULT_ENDED:
            return NoticeWords(consult_words.ended(name, ConsultEnd(notice.reason)), "warn")
        case NoticeKind.HELP_ENDED:
            return NoticeWords(consult_words.help_ended(name, ConsultEnd(notice.reason)), "info")
        case NoticeKind.MOVED:
            return _moved(*notice.counts)
        case NoticeKind.ALERT:
            return NoticeWords(tr("There is a new alert."), "warn")
        case NoticeKind.PHONE_PROBLEM:
            return NoticeWords(why or tr("Something is wrong with the telephone."), "danger")


def _because(words: str, notice: Notice) -> str:
    """With what the lead said."""
    said_so = single_line(notice.reason, 160)
    return f"{words} {tr('“{words}”', words=said_so)}" if said_so else words


def _moved(moved: int, left: int) -> NoticeWords:
    """What became of work that was reassigned."""
    words = plural(moved, "{n} interaction moved.", "{n} interactions moved.")
    if not left:
        return NoticeWords(words, "success")
    stayed = plural(
        left,
        "{n} stayed where it was: it is over, there already, or the queue is full.",
        "{n} stayed where they were: over, there already, or the queue is full.",
    )
    return NoticeWords(f"{words} {stayed}", "warn")


def _end(notice: Notice) -> str:
    """Why a call is over; an unknown code is a failure."""
    code = notice.problem.code if notice.problem is not None else ""
    return end_words(EndCode(code) if code in set(EndCode) else EndCode.FAILED)


def tell(
    shell: "ShellWindow",
    notice: Notice,
    opened: str | None,
    ready: Callable[[], object],
    show: Callable[[str], object],
) -> None:
    """Tell the agent, with the way back to Ready or to the conversation, unless that is the open one."""
    if notice.kind in (NoticeKind.STILL_RECORDING, NoticeKind.ALERT):
        return  # it stands under the strip, or `ui.supervisor.alerting` tells it
    words = notice_words(notice)
    if notice.kind is NoticeKind.OFFER_MISSED:
        shell.toast(words.sentence, tr("Ready"), ready, level=words.level, stay_ms=STAY_MS)
    elif notice.conversation_id and notice.conversation_id != opened:
        act = partial(show, notice.conversation_id)
        shell.toast(words.sentence, tr("Open"), act, level=words.level)
    else:
        shell.toast(words.sentence, level=words.level)
