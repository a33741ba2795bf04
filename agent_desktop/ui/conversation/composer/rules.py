"""What the composer may do and says: from thread, manifest, link and what is typed.

Promises a sentence for everything that is refused, with what to do next. Refuses widgets.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from agent_desktop.desk.api import Thread
from agent_desktop.model.attachments import LocalFile
from agent_desktop.model.manifest import Capability, Manifest
from agent_desktop.model.text_length import LengthUnit, length
from agent_desktop.model.timeline import Conversation
from agent_desktop.model.ways import ReplyWay, Route
from agent_desktop.model.work import Channel
from agent_desktop.ui.conversation.timeline.words import channel_noun
from agent_desktop.ui.kit.paint import single_line
from agent_desktop.ui.kit.sms_words import sms_words
from agent_desktop.ui.words import plural, tr

TELL_LEFT = 200
"""From so many characters on it is said how many are left."""
_WRITTEN = (Channel.CHAT, Channel.EMAIL, Channel.SMS, Channel.SOCIAL)


@dataclass(frozen=True, slots=True)
class ComposerLook:
    """`reason` says why nothing can be typed, empty when it can; `complaint` why what is typed cannot be sent. `shut`:
    the way takes no free text now."""

    placeholder: str
    reason: str
    send: str
    ready: bool
    keys: str
    complaint: str
    notes: bool
    files: bool
    replies: bool
    shut: bool = False


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
    way: ReplyWay | None = None,
    wrong: str = "",
    shut: str = "",
) -> ComposerLook:
    """How the composer stands. `live` is the link; `channel` the reply's, None when there is none, and `way` its whole
    way; `wrong` says what else than the text keeps it from being sent; `shut` why the way takes no free text now, empty
    when it does."""
    reason = "" if note else _reason(thread, channel) or shut
    public = way is not None and way.route.public
    left = characters_left(text, manifest, None if note else way)
    complaint = _too_long(-left, text, None if note else way) or wrong
    filled = bool(text.strip()) or bool(files and not note)
    return ComposerLook(
        placeholder=_placeholder(thread, note, channel, public),
        reason=reason,
        send=_send_words(note, live, public),
        ready=filled and not reason and not complaint,
        keys=_keys(note, channel, text, enter_sends, left if way is not None else None),
        complaint=complaint,
        notes=manifest.can(Capability.NOTES),
        files=manifest.can(Capability.ATTACHMENTS) and not note,
        replies=manifest.can(Capability.SAVED_REPLIES) and not note,
        shut=bool(shut) and not note,
    )


def characters_left(text: str, manifest: Manifest, way: ReplyWay | None) -> int:
    """How much may still be written, in the unit of the way's network; negative is too much."""
    left = manifest.max_text - len(text)
    if way is None or not way.max_text:
        return left
    return min(left, way.max_text - length(text, way.unit, way.route.address))


def _too_long(over: int, text: str, way: ReplyWay | None) -> str:
    """What is to be said of a text that is too long, empty where it is not."""
    if over <= 0:
        return ""
    if way is not None and way.unit == LengthUnit.SMS and length(text, way.unit) > way.max_text:
        return plural(
            way.max_text, "Longer than {n} SMS. Shorten the text to send it.",
            "Longer than {n} SMS. Shorten the text to send it.",
        )  # fmt: skip
    return plural(
        over, "{n} character too long. Shorten the text to send it.",
        "{n} characters too long. Shorten the text to send it.",
    )  # fmt: skip


def _keys(
    note: bool, channel: Channel | None, text: str, enter_sends: bool, left: int | None = None
) -> str:
    """Which key sends; of an SMS also in how many parts it goes, and what made them short."""
    key = tr("Enter") if enter_key_sends(note, channel, enter_sends) else tr("Ctrl Enter")
    if channel is Channel.SOCIAL and not note and left is not None and left <= TELL_LEFT:
        return tr("{n} left · {key}", n=left, key=key)
    if note or channel is not Channel.SMS or not text:
        return key
    return f"{sms_words(text)} · {key}"


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


def _placeholder(thread: Thread, note: bool, channel: Channel | None, public: bool) -> str:
    if note:
        return tr("Write a note. Only your team sees it.")
    name = single_line(thread.customer.name if thread.customer else "")
    first = name.split(" ")[0] if name.isascii() or " " in name else name
    noun = channel_noun(channel) if channel else ""
    if first and public:
        return tr("Reply to {name} for everybody to read", name=first)
    if first and noun:
        return tr("Reply to {name} by {channel}", name=first, channel=noun)
    return tr("Reply")


def _send_words(note: bool, live: bool, public: bool) -> str:
    if note:
        return tr("Add note") if live else tr("Queue note")
    if public:
        return tr("Post publicly") if live else tr("Queue public reply")
    return tr("Send") if live else tr("Queue reply")
