"""What each item of the timeline says: every word, mark and action, decided before anything is measured.

Promises that a look depends only on the item, its neighbour above and the scene. Refuses pixels, colours and markup.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import tzinfo
from enum import StrEnum

from agent_desktop.model.base import Millis
from agent_desktop.model.call_log import CallRecord, ShownItem
from agent_desktop.model.settings import UNDO_MS
from agent_desktop.model.sounds import is_sound
from agent_desktop.model.timeline import (
    Attachment,
    AuthorKind,
    Delivery,
    Message,
    Note,
    SystemLine,
)
from agent_desktop.model.work import Channel
from agent_desktop.ui.conversation.timeline import words
from agent_desktop.ui.conversation.timeline.plain import (
    LINE_BREAK,
    Link,
    displayed,
    links,
    right_to_left,
)
from agent_desktop.ui.conversation.timeline.sound_looks import SoundLook, sound_look
from agent_desktop.ui.kit.format import byte_size, day, local, moment, time_of_day
from agent_desktop.ui.kit.paint import single_line
from agent_desktop.ui.words import said, tr


class Kind(StrEnum):
    """How an item stands in the timeline."""

    IN = "in"
    OUT = "out"
    NOTE = "note"
    LINE = "line"
    CALL = "call"


class Act(StrEnum):
    """What the agent can do with an item."""

    UNDO = "undo"
    RETRY = "retry"
    EDIT = "edit"
    AGAIN = "again"
    DISCARD = "discard"
    SAVE = "save"
    LINK = "link"
    CALL = "call"
    PLAY = "play"
    SCRUB = "scrub"
    SPEED = "speed"
    UNFOLD = "unfold"
    FOLD = "fold"
    FORMATTED = "formatted"


@dataclass(frozen=True, slots=True)
class FileLook:
    """A file inside a message, and what a click does; without an attachment it is still on this computer."""

    words: str
    icon: str
    attachment: Attachment | None = None
    act: Act = Act.SAVE


@dataclass(frozen=True, slots=True)
class Scene:
    """What looks depend on besides the items.

    `undo_ms` is how long a reply can be taken back; `calling` says that numbers can be called; `zone` is the wall
    clock's zone, None for this machine's; `unfolded` are the keys of mails whose quoted text is shown.
    """

    me_id: str
    customer_name: str
    now: Millis
    undo_ms: Millis = UNDO_MS
    stale_since: Millis | None = None
    saving: bool = True
    calling: bool = False
    zone: tzinfo | None = None
    unfolded: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Look:
    """One item, in words. Empty strings are parts that are not there.

    `day` and `stale` are dividers above it; `author` and `about` its author line, which also starts a new piece of the
    channel spine. `spine` is the channel of the piece that it belongs to. `title` and `right` head a note; of a call
    they are the label of what was noted, and what is known of its recording. A `live` call's `meta` counts. What stands
    in `text` from `quoted` on, the mail only repeats.
    """

    key: str
    kind: Kind
    text: str
    name: str
    rtl: bool = False
    quoted: int | None = None
    links: tuple[Link, ...] = ()
    day: str = ""
    stale: str = ""
    author: str = ""
    about: str = ""
    spine: Channel | None = None
    icon: str = ""
    title: str = ""
    right: str = ""
    meta: str = ""
    meta_icon: str = ""
    meta_after: bool = False
    meta_act: Act | None = None
    read: bool = False
    hint: str = ""
    files: tuple[FileLook, ...] = ()
    sounds: tuple[SoundLook, ...] = ()
    problem: str = ""
    unclear: bool = False
    live: bool = False
    missed: bool = False
    acts: tuple[Act, ...] = field(default=())


def key_of(item: ShownItem) -> str:
    """What stays the same when our own message comes back from the backend."""
    if isinstance(item, Message | Note) and item.client_id:
        return item.client_id
    return item.id


def is_unsent(item: ShownItem) -> bool:
    """True for what only this desk has yet."""
    return item.seq == 0 and isinstance(item, Message | Note)


def act_words(act: Act) -> str:
    """The label of an action."""
    return {
        Act.UNDO: tr("Undo"),
        Act.RETRY: tr("Retry"),
        Act.EDIT: tr("Edit"),
        Act.AGAIN: tr("Write again"),
        Act.DISCARD: tr("Discard"),
        Act.SAVE: tr("Save file…"),
        Act.LINK: tr("Open link"),
        Act.CALL: tr("Call back"),
        Act.PLAY: tr("Play or pause"),
        Act.SCRUB: tr("Go to this place"),
        Act.SPEED: tr("Hear it faster"),
        Act.UNFOLD: tr("Show quoted text"),
        Act.FOLD: tr("Hide quoted text"),
        Act.FORMATTED: tr("Show the mail as it was formatted"),
    }[act]


def stale_words(since: Millis, zone: tzinfo | None) -> str:
    """The divider over the place where newer items may be missing."""
    return tr(
        "Offline since {time} · newer messages may be missing", time=time_of_day(since, zone=zone)
    )


def look_at(items: Sequence[ShownItem], row: int, scene: Scene) -> Look:
    """The look of `items[row]`."""
    item = items[row]
    above = items[row - 1] if row else None
    look = _alone(item, scene)
    parts: dict[str, str] = {}
    new_day = above is None or _date(above, scene) != _date(item, scene)
    if new_day:
        parts["day"] = day(item.sent_at, scene.now, zone=scene.zone)
    waits = scene.stale_since is not None and is_unsent(item)
    first_waiting = waits and (above is None or not is_unsent(above))
    if first_waiting and scene.stale_since is not None:
        parts["stale"] = stale_words(scene.stale_since, scene.zone)
    if isinstance(item, Message) and (
        new_day or first_waiting or not _same_piece(above, item, scene)
    ):
        parts["author"] = _author(item, scene)
        parts["about"] = words.about_words(item)
        if waits:
            parts["about"] = tr(
                "{channel} · waiting to send, in this order",
                channel=words.channel_words(item.channel).split(" · ")[0],
            )
    return replace(look, **parts) if parts else look  # type: ignore[arg-type]


def _date(item: ShownItem, scene: Scene) -> object:
    return local(item.sent_at, scene.zone).date()


def _same_piece(above: ShownItem | None, item: Message, scene: Scene) -> bool:
    """True when `item` continues the author line of the message above: one channel, the customer and one agent."""
    if not isinstance(above, Message) or above.channel is not item.channel:
        return False
    if words.about_words(above) != words.about_words(item):
        return False
    return above.author.id == item.author.id or all(
        one.author.kind is AuthorKind.CUSTOMER or one.author.id == scene.me_id
        for one in (above, item)
    )


def _author(item: Message | Note, scene: Scene) -> str:
    if item.author.id == scene.me_id and item.author.kind is AuthorKind.AGENT:
        return tr("You")
    name = single_line(item.author.name)
    if item.author.kind is AuthorKind.BOT:
        return tr("{name} (bot)", name=name) if name else tr("Bot")
    return name or (
        scene.customer_name if item.author.kind is AuthorKind.CUSTOMER else tr("Someone")
    )


def _alone(item: ShownItem, scene: Scene) -> Look:
    if isinstance(item, SystemLine):
        return _line(item, scene)
    if isinstance(item, Note):
        return _note(item, scene)
    if isinstance(item, CallRecord):
        # Both modules need each other; calls are rarer than messages.
        from agent_desktop.ui.conversation.timeline.call_looks import call_look

        return call_look(item, scene)
    return _message(item, scene)


def _line(item: SystemLine, scene: Scene) -> Look:
    time = time_of_day(item.sent_at, zone=scene.zone)
    said = words.line_words(item, scene.me_id, scene.customer_name)
    return Look(
        key=item.id,
        kind=Kind.LINE,
        text=said,
        rtl=right_to_left(said),
        right=time,
        icon=words.LINE_ICONS[item.kind],
        sounds=_sounds(item.attachments, scene),
        name=_spoken(f"{said}, {time}", *(one.name for one in _sounds(item.attachments, scene))),
    )


def _note(item: Note, scene: Scene) -> Look:
    shown = displayed(item.text)
    who, when = _author(item, scene), moment(item.sent_at, scene.now, zone=scene.zone)
    title = tr("Note · only your team sees this")
    state = item.delivery if is_unsent(item) else Delivery.SENT
    right = f"{who} · {when}"
    if state in (Delivery.QUEUED, Delivery.UNDO, Delivery.SENDING):
        right = f"{who} · {words.delivery_words(Delivery.QUEUED, when, 0)[0]}"
    problem = words.problem_words(state, item.problem)
    return Look(
        key=key_of(item),
        kind=Kind.NOTE,
        text=shown,
        rtl=right_to_left(shown),
        links=links(shown, scene.calling),
        title=title,
        right=right,
        icon="lock",
        problem=problem,
        unclear=state is Delivery.UNCLEAR,
        acts=_repair(state),
        name=_spoken(f"{title}, {who}", shown, when, problem),
    )


def _message(item: Message, scene: Scene) -> Look:
    shown, quoted, folding = _with_quoted(item, scene)
    time = words.time_words(item, time_of_day(item.sent_at, zone=scene.zone))
    who = _author(item, scene)
    files = (
        *(_attachment(one) for one in item.attachments if not is_sound(one)),
        *_original(item),
        *(_local(f.name, f.size) for f in item.files),
    )
    sounds = _sounds(item.attachments, scene)
    look = Look(
        key=key_of(item),
        kind=Kind.IN if item.incoming else Kind.OUT,
        text=shown,
        rtl=right_to_left(shown),
        quoted=quoted,
        links=links(shown, scene.calling),
        spine=item.channel,
        meta=time,
        files=files,
        sounds=sounds,
        acts=folding,
        name=_spoken(
            who, shown, *(file.words for file in files), *(one.name for one in sounds), time
        ),
    )
    if item.incoming or item.author.kind is not AuthorKind.AGENT:
        return look
    left = words.seconds_left(item.sent_at, scene.undo_ms, scene.now)
    state = item.delivery
    if state is Delivery.UNDO and not left:
        state = Delivery.SENDING
    meta, icon, after = words.delivery_words(state, time, left)
    problem = words.problem_words(state, item.problem)
    return replace(
        look,
        meta="" if problem else meta,
        meta_icon=icon,
        meta_after=after,
        meta_act=Act.UNDO if state is Delivery.UNDO else None,
        read=state is Delivery.READ,
        hint=said(item.problem) or words.delivery_spoken(state),
        problem=problem,
        unclear=state is Delivery.UNCLEAR,
        acts=(*folding, *(_repair(state) if is_unsent(item) else _again(state))),
        name=_spoken(look.name, problem or words.delivery_spoken(state)),
    )


def _with_quoted(item: Message, scene: Scene) -> tuple[str, int | None, tuple[Act, ...]]:
    """The text to be shown; where in it begins what a mail quotes, None while that is folded; what can be done."""
    shown = displayed(item.text)
    quoted = displayed(item.mail.quoted) if item.mail is not None else ""
    if not quoted.strip():
        return shown, None, ()
    if key_of(item) not in scene.unfolded:
        return shown, None, (Act.UNFOLD,)
    above = shown + 2 * LINE_BREAK if shown else ""
    return above + quoted, len(above), (Act.FOLD,)


def _repair(state: Delivery) -> tuple[Act, ...]:
    if state in (Delivery.REFUSED, Delivery.UNCLEAR):
        return (Act.RETRY, Act.EDIT, Act.DISCARD)
    return ()


def _again(state: Delivery) -> tuple[Act, ...]:
    """What a network did not take, or may not have taken, is not sent again by itself."""
    return (Act.AGAIN,) if state in (Delivery.REFUSED, Delivery.UNCLEAR) else ()


def _sounds(attachments: Sequence[Attachment], scene: Scene) -> tuple[SoundLook, ...]:
    return tuple(sound_look(one, saving=scene.saving) for one in attachments if is_sound(one))


def _original(item: Message) -> tuple[FileLook, ...]:
    """The mail as it was formatted, to be looked at, and as it came, to be kept as a file."""
    found: list[FileLook] = []
    if item.mail is not None and (html := item.mail.html) is not None:
        found.append(FileLook(tr("Formatted"), "eye", html, Act.FORMATTED))
    if item.mail is not None and (kept := item.mail.original) is not None:
        said_size = tr("Original mail · {size}", size=byte_size(kept.size))
        found.append(FileLook(said_size, "mail", kept))
    return tuple(found)


def _attachment(one: Attachment) -> FileLook:
    icon = "image" if one.media_type.startswith("image/") else "file-text"
    return FileLook(f"{_file_name(one.name)} · {byte_size(one.size)}", icon, one)


def _local(name: str, size: int) -> FileLook:
    return FileLook(f"{_file_name(name)} · {byte_size(size)}", "paperclip")


def _file_name(name: str) -> str:
    return single_line(name, 160) or tr("File without a name")


def _spoken(*parts: str) -> str:
    return ", ".join(part.replace(LINE_BREAK, " ") for part in parts if part)[:2_000]
