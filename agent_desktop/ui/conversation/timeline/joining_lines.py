"""Why messages stand in their conversation, and where they came from, as the timeline says it."""

from agent_desktop.model.joining import WhyHere
from agent_desktop.model.timeline import LineKind, SystemLine
from agent_desktop.ui.kit.paint import single_line
from agent_desktop.ui.words import tr

MOVE_ICONS: dict[LineKind, str] = {
    LineKind.SPLIT_OFF: "arrow-left-right",
    LineKind.SPLIT_FROM: "arrow-left-right",
    LineKind.MERGED_INTO: "merge",
    LineKind.MERGED_FROM: "merge",
    LineKind.MOVED_BACK: "undo-2",
}


def moved_words(line: SystemLine, me_id: str) -> str:
    """What an agent moved between two conversations; `detail` is the other one's number."""
    number = single_line(line.detail)
    who = single_line(line.author.name)
    mine = line.author.id == me_id or not who
    match line.kind:
        case LineKind.SPLIT_OFF if mine:
            return tr("You moved what followed to conversation {number}", number=number)
        case LineKind.SPLIT_OFF:
            return tr("{who} moved what followed to conversation {number}", who=who, number=number)
        case LineKind.SPLIT_FROM if mine:
            return tr("You moved this here from conversation {number}", number=number)
        case LineKind.SPLIT_FROM:
            return tr("{who} moved this here from conversation {number}", who=who, number=number)
        case LineKind.MERGED_INTO if mine:
            return tr("You merged this into conversation {number}", number=number)
        case LineKind.MERGED_INTO:
            return tr("{who} merged this into conversation {number}", who=who, number=number)
        case LineKind.MERGED_FROM if mine:
            return tr("You merged conversation {number}: it follows", number=number)
        case LineKind.MERGED_FROM:
            return tr("{who} merged conversation {number}: it follows", who=who, number=number)
        case _ if mine:
            return tr("You took the move back: conversation {number}", number=number)
        case _:
            return tr("{who} took the move back: conversation {number}", who=who, number=number)


def why_here(detail: str) -> str:
    """Why a message that came by another way, or to a closed conversation, stands here; empty for nothing to say."""
    return {
        WhyHere.ANSWER.value: tr("Here because it answers a message of this conversation"),
        WhyHere.TOKEN.value: tr("Here because it came to the address of this conversation"),
        WhyHere.ROOM.value: tr("Here because this conversation belongs to the network's thread"),
        WhyHere.OPEN.value: tr("Here because this conversation with the customer was open"),
        WhyHere.RECENT.value: tr("Here because this conversation was closed a short while ago"),
        WhyHere.SUBJECT.value: tr("Here because it answers, and the subject is the same"),
        WhyHere.NEW.value: tr("new, as nothing else of theirs goes on"),
    }.get(detail, "")
