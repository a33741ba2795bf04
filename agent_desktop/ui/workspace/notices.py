"""The words of passing notices."""

from typing import NamedTuple

from agent_desktop.model.changes import Notice, NoticeKind
from agent_desktop.ui.kit.paint import single_line
from agent_desktop.ui.kit.widgets.notices import Level
from agent_desktop.ui.words import problem_words, tr


class NoticeWords(NamedTuple):
    """A sentence, and how serious it is."""

    sentence: str
    level: Level


def notice_words(notice: Notice) -> NoticeWords:
    """What the agent is told."""
    name = single_line(notice.detail, 80)
    why = problem_words(notice.problem) if notice.problem is not None else ""
    match notice.kind:
        case NoticeKind.OFFER_MISSED:
            words = tr("You missed an offer. It is back in its place; choose Ready to go on.")
            return NoticeWords(words, "warn")
        case NoticeKind.OFFER_TAKEN:
            return NoticeWords(tr("A colleague was faster."), "info")
        case NoticeKind.OFFER_RESCINDED:
            return NoticeWords(tr("The offer was withdrawn; the customer left."), "info")
        case NoticeKind.ASSIGNED:
            return NoticeWords(tr("{name} is yours now.", name=name or tr("Visitor")), "success")
        case NoticeKind.COMPLETED:
            return NoticeWords(tr("Completed"), "success")
        case NoticeKind.HANDED_BACK:
            words = tr("{name} waits in the queue again.", name=name or tr("Visitor"))
            return NoticeWords(words, "warn")
        case NoticeKind.FILE_SAVED:
            return NoticeWords(tr("Saved as {name}", name=name), "success")
        case NoticeKind.REFUSED:
            return NoticeWords(why or tr("That was not possible."), "danger")
        case NoticeKind.STORE_FAULT:
            return NoticeWords(why or tr("This could not be saved."), "danger")
