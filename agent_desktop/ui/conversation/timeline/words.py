"""The words of the timeline: channels, what happened, how far a message got.

Promises one short line for every value of the vocabulary. Refuses pixels and colours.
"""

from PySide6.QtCore import QLocale

from agent_desktop.model.base import Millis
from agent_desktop.model.gaps import Gap, GapCode
from agent_desktop.model.timeline import AuthorKind, Delivery, LineKind, Message, SystemLine
from agent_desktop.model.why import WhyBack
from agent_desktop.model.work import NO_DISPOSITION, Channel, WhyYou
from agent_desktop.ui.conversation.timeline.call_lines import CALL_ICONS, call_words
from agent_desktop.ui.conversation.timeline.joining_lines import MOVE_ICONS, moved_words, why_here
from agent_desktop.ui.conversation.timeline.survey_lines import survey_words
from agent_desktop.ui.conversation.timeline.wish_words import wish_problem, wish_words
from agent_desktop.ui.kit import telephone_numbers
from agent_desktop.ui.kit.format import byte_size
from agent_desktop.ui.kit.networks import network_name
from agent_desktop.ui.kit.paint import single_line
from agent_desktop.ui.offer.words import reason_words
from agent_desktop.ui.words import said, tr


def channel_words(channel: Channel) -> str:
    """How customer and agent speak, as the author line says it."""
    return {
        Channel.VOICE: tr("Call"),
        Channel.CHAT: tr("Chat · web widget"),
        Channel.EMAIL: tr("Email"),
        Channel.SMS: tr("SMS"),
        Channel.SOCIAL: tr("Social"),
        Channel.VIDEO: tr("Video"),
    }[channel]


def about_words(message: Message) -> str:
    """By which way a message came or goes: the channel, and a number or the network. Mails say it on their cards."""
    words, route = channel_words(message.channel), message.route
    if message.channel is Channel.SOCIAL and route.network:
        words = network_name(route.network)
        return tr("{network} · public", network=words) if message.public else words
    if message.channel is Channel.SMS and route.address:
        return f"{words} · {telephone_numbers.shown(single_line(route.address, 40))}"
    return words


def shown_words(message: Message) -> str:
    """What a message says, and below it what it holds that cannot be shown."""
    return "\n".join(filter(None, (message.text, *map(gap_words, message.gaps))))


def gap_words(gap: Gap) -> str:
    """What is missing, and why."""
    match gap.code:
        case GapCode.ENCRYPTED:
            return tr("(An encrypted message, which cannot be read here.)")
        case GapCode.KIND:
            return tr("(A kind of message that is not shown here.)")
        case GapCode.CUT:
            return tr(
                "(This mail has {size}, more than is fetched: here is its beginning. Read it in the "
                "mailbox, or ask for a link to the files.)",
                size=byte_size(gap.size),
            )
        case GapCode.REST:
            return tr("(There is more in this mail than is shown: save the original mail.)")
        case GapCode.FILE:
            name = single_line(gap.name, 160) or tr("A file")
            words = tr("({name} could not be fetched.)", name=name)
            why = single_line(said(gap.why)) if gap.why else ""
            return tr("({name} could not be fetched: {why})", name=name, why=why) if why else words


def time_words(message: Message, time: str) -> str:
    """When it was written, after what became of it since: its reach, a change, or that it was taken back."""
    parts = []
    if message.reach:
        parts.append(tr("{n} shared or liked it", n=QLocale().toString(message.reach)))
    if message.deleted:
        parts.append(tr("taken back"))
    elif message.edited_at is not None:
        parts.append(tr("edited"))
    if wishing := wish_words(message.wish):
        parts.append(wishing)
    return " · ".join([*parts, time])


def channel_noun(channel: Channel) -> str:
    """The channel inside a sentence: "Reply to Layla by chat"."""
    return {
        Channel.VOICE: tr("phone"),
        Channel.CHAT: tr("chat"),
        Channel.EMAIL: tr("email"),
        Channel.SMS: tr("SMS"),
        Channel.SOCIAL: tr("direct message"),
        Channel.VIDEO: tr("video"),
    }[channel]


LINE_ICONS: dict[LineKind, str] = {
    LineKind.STARTED: "message-circle",
    LineKind.QUEUED: "inbox",
    LineKind.ASSIGNED: "user",
    LineKind.HANDED_BACK: "inbox",
    LineKind.CALLBACK_OFFERED: "phone-forwarded",
    LineKind.CUSTOMER_LEFT: "log-out",
    LineKind.CUSTOMER_RETURNED: "undo-2",
    LineKind.WRAP_UP_STARTED: "timer",
    LineKind.COMPLETED: "check",
    LineKind.ABANDONED: "log-out",
    LineKind.OVERFLOWED: "clock",
    LineKind.TRANSFERRED: "arrow-left-right",
    LineKind.RATED: "star",
    LineKind.SURVEYED: "star",
    LineKind.SURVEY_REFUSED: "x",
    LineKind.SURVEYS_AGAIN: "check",
    LineKind.JOINED: "reply",
    LineKind.OPTED_OUT: "x",
    LineKind.OPTED_IN: "check",
    **MOVE_ICONS,
    LineKind.MERGED: "merge",
    LineKind.PARTED: "undo-2",
    **CALL_ICONS,
}


def line_words(line: SystemLine, me_id: str, customer_name: str) -> str:
    """What happened, in one line without the time."""
    detail = single_line(line.detail)
    who = single_line(line.author.name)
    customer = customer_name or tr("The customer")
    by_agent = line.author.kind is AuthorKind.AGENT
    match line.kind:
        case LineKind.STARTED:
            said = tr("{who} started the conversation", who=who if by_agent and who else customer)
            detail = why_here(line.detail)
        case LineKind.JOINED:
            return why_here(line.detail) or tr("Another way of the customer")
        case LineKind.OPTED_OUT:
            said = tr("{who} wants no more messages there", who=customer)
            if by_agent and who:
                said = tr("{said}, recorded by {name}", said=said, name=who)
        case LineKind.OPTED_IN:
            said = tr("{who} wants messages there again", who=customer)
            if by_agent and who:
                said = tr("{said}, recorded by {name}", said=said, name=who)
        case LineKind.QUEUED:
            return tr("Waiting in {queue}", queue=detail) if detail else tr("Waiting for an agent")
        case LineKind.ASSIGNED:
            if by_agent and line.author.id == me_id:
                said = tr("Assigned to you")
                detail = _why_me(line.detail)
            else:
                return tr("Assigned to {who}", who=who) if by_agent and who else tr("Assigned")
        case LineKind.HANDED_BACK:
            return _handed_back(line.detail, "" if line.author.id == me_id else who)
        case LineKind.CALLBACK_OFFERED:
            return tr("{who} waited long and was offered to be called back", who=customer)
        case LineKind.CUSTOMER_LEFT:
            said = tr("{who} left the chat", who=customer)
        case LineKind.CUSTOMER_RETURNED:
            said = tr("{who} is back", who=customer)
        case LineKind.WRAP_UP_STARTED:
            if line.channel is Channel.VOICE:
                said = tr("The call ended · wrap-up started")
            elif by_agent and line.author.id == me_id:
                said = tr("You ended the chat · wrap-up started")
            elif who:
                said = tr("{who} ended the chat · wrap-up started", who=who)
            else:
                said = tr("The chat ended · wrap-up started")
            return said
        case LineKind.COMPLETED:
            said = tr("Completed")
            if line.detail == NO_DISPOSITION:
                detail = tr("no disposition")
        case LineKind.ABANDONED:
            said = tr("{who} left before anyone could answer", who=customer)
        case LineKind.OVERFLOWED:
            return tr("Closed: nobody could take it in time")
        case LineKind.TRANSFERRED:
            return tr("Transferred to {who}", who=detail) if detail else tr("Transferred")
        case LineKind.RATED:
            return (
                tr("{who} rated this conversation {stars} of 5", who=customer, stars=detail)
                if detail
                else tr("{who} rated this conversation", who=customer)
            )
        case LineKind.SURVEYED:
            return survey_words(line.detail, customer)
        case LineKind.SURVEY_REFUSED:
            return tr("{who} wants to answer no more surveys", who=customer)
        case LineKind.SURVEYS_AGAIN:
            return tr("{who} may be asked again, says {by}", who=customer, by=who)
        case kind if kind in MOVE_ICONS:
            return moved_words(line, me_id)
        case LineKind.MERGED:
            said = tr("Two customer records became one")
        case LineKind.PARTED:
            said = tr("A merge of two customer records was taken back")
        case _:
            return call_words(line, me_id, customer)
    return f"{said} · {detail}" if detail else said


def _handed_back(why: str, who: str) -> str:
    """Why it waits again; `who` had it, and is empty for the reader."""
    if why == WhyBack.DISABLED:
        if who:
            return tr("Waiting again: the account of {who} was disabled", who=who)
        return tr("Waiting again: your account was disabled")
    if who:
        return tr("Waiting again: {who} was away for too long", who=who)
    return tr("Waiting again: you were away for too long")


def _why_me(code: str) -> str:
    """The reason of an assignment; nothing for one that this version does not know."""
    return reason_words(WhyYou(code)) if code in set(WhyYou) else ""


def delivery_words(delivery: Delivery, time: str, seconds_left: int) -> tuple[str, str, bool]:
    """(words, icon, whether the icon stands after the words) of an outgoing message's way so far."""
    match delivery:
        case Delivery.UNDO:
            return tr("Undo · {n} s", n=seconds_left), "undo-2", False
        case Delivery.QUEUED:
            return tr("Queued {time}", time=time), "clock", False
        case Delivery.SENDING:
            return tr("Sending {time}", time=time), "send", False
        case Delivery.SENT:
            return time, "check", True
        case Delivery.DELIVERED | Delivery.READ:
            return time, "check-check", True
        case Delivery.REFUSED | Delivery.UNCLEAR:
            return time, "", False


def delivery_spoken(delivery: Delivery) -> str:
    """The same for a screen reader and a tooltip."""
    return {
        Delivery.UNDO: tr("Can still be taken back"),
        Delivery.QUEUED: tr("Waiting to be sent"),
        Delivery.SENDING: tr("Sending"),
        Delivery.SENT: tr("Sent"),
        Delivery.DELIVERED: tr("Delivered"),
        Delivery.READ: tr("Read"),
        Delivery.REFUSED: tr("Not sent"),
        Delivery.UNCLEAR: tr("Unclear whether it was sent"),
    }[delivery]


def problem_words(delivery: Delivery, problem: str) -> str:
    """Why a message needs the agent, in one sentence; empty for any other state."""
    why = single_line(said(problem))
    if delivery is Delivery.REFUSED:
        return tr("Not sent: {why}", why=why) if why else tr("Not sent")
    if delivery is Delivery.UNCLEAR:
        return why or tr("The link broke while sending. It may have arrived.")
    return ""


def message_problem(message: Message, state: Delivery) -> str:
    """What went wrong with a message, or for what it waits: its sending, else what was wished of it at its network."""
    if state is Delivery.QUEUED and message.problem:
        return single_line(said(message.problem))
    return problem_words(state, message.problem) or wish_problem(message.wish)


def seconds_left(sent_at: Millis, undo_ms: Millis, now: Millis) -> int:
    """Whole seconds in which a message can still be taken back."""
    return max(0, -(-(sent_at + undo_ms - now) // 1000))
