"""What the composer may do and says: from thread, manifest, link and what is typed.

Promises a sentence for everything that is refused, with what to do next. Refuses widgets.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from agent_desktop.desk.api import Thread
from agent_desktop.model import sms_text
from agent_desktop.model.manifest import Capability, Manifest
from agent_desktop.model.timeline import Conversation, LocalFile, ReplyWay, Route
from agent_desktop.model.work import Channel
from agent_desktop.ui.conversation.timeline.words import channel_noun
from agent_desktop.ui.kit.format import byte_size
from agent_desktop.ui.kit.paint import single_line
from agent_desktop.ui.words import plural, tr

_WRITTEN = (Channel.CHAT, Channel.EMAIL, Channel.SMS, Channel.SOCIAL)


@dataclass(frozen=True, slots=True)
class ComposerLook:
    """`reason` says why nothing can be typed, empty when it can; `complaint` why what is typed cannot be sent."""

    placeholder: str
    reason: str
    send: str
    ready: bool
    keys: str
    complaint: str
    notes: bool
    files: bool
    replies: bool


def reply_ways(manifest: Manifest, conversation: Conversation) -> tuple[ReplyWay, ...]:
    """The ways by which the customer can be written to here, the likeliest first.

    A backend that lists none answers by the conversation's own channel.
    """
    ways = conversation.reply_ways or (ReplyWay(channel=conversation.channel),)
    return tuple(
        way for way in ways if way.channel in _WRITTEN and way.channel in manifest.channels
    )


def same_way(ways: Sequence[ReplyWay], channel: Channel | None, route: Route) -> ReplyWay | None:
    """The way that was chosen before, if it is still there; else the first of its channel, else the first."""
    for way in ways:
        if (way.channel, way.route) == (channel, route):
            return way
    return next((way for way in ways if way.channel is channel), ways[0] if ways else None)


def composer_look(
    thread: Thread,
    manifest: Manifest,
    *,
    live: bool,
    note: bool,
    text: str,
    files: tuple[LocalFile, ...],
    channel: Channel | None,
    enter_sends: bool,
    wrong: str = "",
) -> ComposerLook:
    """How the composer stands. `live` is the link; `channel` the reply's, None when there is none; `wrong` says what
    else than the text keeps it from being sent."""
    reason = "" if note else _reason(thread, channel)
    too_long = len(text) - manifest.max_text
    complaint = wrong
    if too_long > 0:
        complaint = plural(
            too_long, "{n} character too long. Shorten the text to send it.",
            "{n} characters too long. Shorten the text to send it.",
        )  # fmt: skip
    filled = bool(text.strip()) or bool(files and not note)
    return ComposerLook(
        placeholder=_placeholder(thread, note, channel),
        reason=reason,
        send=_send_words(note, live),
        ready=filled and not reason and not complaint,
        keys=_keys(note, channel, text, enter_sends),
        complaint=complaint,
        notes=manifest.can(Capability.NOTES),
        files=manifest.can(Capability.ATTACHMENTS) and not note,
        replies=manifest.can(Capability.SAVED_REPLIES) and not note,
    )


def _keys(note: bool, channel: Channel | None, text: str, enter_sends: bool) -> str:
    """Which key sends; of an SMS also in how many parts it goes, and what made them short."""
    key = tr("Enter") if enter_key_sends(note, channel, enter_sends) else tr("Ctrl Enter")
    if note or channel is not Channel.SMS or not text:
        return key
    size = sms_text.count(text)
    said = tr("{parts} SMS, {left} left", parts=size.parts, left=size.left)
    if size.forcing:
        said = tr("{said} because of {sign}", said=said, sign=" ".join(size.forcing[:3]))
    return f"{said} · {key}"


def enter_key_sends(note: bool, channel: Channel | None, enter_sends: bool) -> bool:
    """True when Enter alone sends: in chat, where the agent wants it so."""
    return enter_sends and not note and channel is Channel.CHAT


def _reason(thread: Thread, channel: Channel | None) -> str:
    if thread.cannot_reply == "closed":
        return tr("This conversation is completed. It opens again when the customer writes.")
    if thread.cannot_reply == "not_yours":
        return tr("You do not have this conversation. Take it to reply.")
    if thread.cannot_reply or channel is None:
        return tr("Replies cannot be sent on this channel from here.")
    return ""


def _placeholder(thread: Thread, note: bool, channel: Channel | None) -> str:
    if note:
        return tr("Write a note. Only your team sees it.")
    name = single_line(thread.customer.name if thread.customer else "")
    first = name.split(" ")[0] if name.isascii() or " " in name else name
    noun = channel_noun(channel) if channel else ""
    if first and noun:
        return tr("Reply to {name} by {channel}", name=first, channel=noun)
    return tr("Reply")


def _send_words(note: bool, live: bool) -> str:
    if note:
        return tr("Add note") if live else tr("Queue note")
    return tr("Send") if live else tr("Queue reply")


def refusal(name: str, size: int, already: int, manifest: Manifest) -> str:
    """Why a file of `size` bytes cannot join `already` attached ones; empty when it can. -1 is an unreadable file."""
    shown = single_line(name, 80)
    if already >= manifest.max_attachments:
        return plural(
            manifest.max_attachments,
            "{name} was not attached: a message takes {n} file.",
            "{name} was not attached: a message takes {n} files.",
            name=shown,
        )
    if size < 0:
        return tr("{name} was not attached: it cannot be read.", name=shown)
    if size == 0:
        return tr("{name} was not attached: it is empty.", name=shown)
    if size > manifest.max_attachment_bytes:
        return tr(
            "{name} was not attached: it is {size}, over the {limit} limit.",
            name=shown,
            size=byte_size(size),
            limit=byte_size(manifest.max_attachment_bytes),
        )
    return ""
