"""What each item of the timeline says: every word, mark and action, decided before anything is measured.

Promises that a look depends only on the item, its neighbour above and the scene. Refuses pixels, colours and markup.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import tzinfo
from enum import StrEnum

from agent_desktop.model.base import Millis
from agent_desktop.model.call_log import CallRecord, ShownItem
from agent_desktop.model.mail_heads import TextMark
from agent_desktop.model.settings import UNDO_MS
from agent_desktop.model.timeline import AuthorKind, Delivery, Message, Note, SystemLine
from agent_desktop.model.ways import ReplyWay
from agent_desktop.model.work import Channel
from agent_desktop.ui.conversation.timeline import words
from agent_desktop.ui.conversation.timeline.act import Act
from agent_desktop.ui.conversation.timeline.file_looks import FileLook, files_of, sounds_of
from agent_desktop.ui.conversation.timeline.plain import (
    LINE_BREAK,
    Link,
    displayed,
    links,
    right_to_left,
)
from agent_desktop.ui.conversation.timeline.reaction_looks import SignLook, signs_of
from agent_desktop.ui.conversation.timeline.sound_looks import SoundLook
from agent_desktop.ui.kit.format import day, local, moment, time_of_day
from agent_desktop.ui.kit.paint import single_line
from agent_desktop.ui.words import said, tr

_NEAR = 1_000
"""Items above an answer among which the answered one is looked for."""


class Kind(StrEnum):
    """How an item stands in the timeline."""

    IN = "in"
    OUT = "out"
    NOTE = "note"
    LINE = "line"
    CALL = "call"
    MAIL = "mail"


@dataclass(frozen=True, slots=True)
class Scene:
    """What looks depend on besides the items.

    `undo_ms` is how long a reply can be taken back; `calling` says that numbers can be called; `zone` is the wall
    clock's zone, None for this machine's; `unfolded` are the keys of mails whose quoted text is shown. Mails before
    the sequence `mails_from` are shut to one line, later ones open, except those `turned`; `ways` say what can be done.
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
    mails_from: int = 0
    turned: frozenset[str] = frozenset()
    ways: tuple[ReplyWay, ...] = ()


@dataclass(frozen=True, slots=True)
class MailLook:
    """What the card of a mail has around its text. `people` is one line of who got it, `details` all of them.

    A `shut` one is a line with the first words, `snippet`. `marks` are what its writer emphasised or linked,
    `facts` where (start, length) invitations and business cards stand in the text.
    """

    sender: str
    who: str
    initials_of: str
    address: str
    people: str
    details: str
    snippet: str
    shut: bool = False
    marks: tuple[TextMark, ...] = ()
    facts: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Look:
    """One item, in words. Empty strings are parts that are not there.

    `day` and `stale` are dividers above it; `author` and `about` its author line, which also starts a new piece of the
    channel spine. `spine` is the channel of the piece that it belongs to. `title` and `right` head a note; of a call
    they are the label of what was noted, and what is known of its recording. A `live` call's `meta` counts. What stands
    in `text` from `quoted` on, the mail only repeats; from `aside` on, we say what of a message cannot be shown.
    `answered` is one line of the message that this one replies to. A `public` one everybody can read, a `gone` one its
    writer took back; while it is `waiting`, `problem` says for what.
    """

    key: str
    kind: Kind
    text: str
    name: str
    rtl: bool = False
    quoted: int | None = None
    aside: int | None = None
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
    waiting: bool = False
    public: bool = False
    gone: bool = False
    signs: tuple[SignLook, ...] = ()
    live: bool = False
    missed: bool = False
    mail: MailLook | None = None
    answered: str = ""
    acts: tuple[Act, ...] = field(default=())


def key_of(item: ShownItem) -> str:
    """What stays the same when our own message comes back from the backend."""
    if isinstance(item, Message | Note) and item.client_id:
        return item.client_id
    return item.id


def is_unsent(item: ShownItem) -> bool:
    """True for what only this desk has yet."""
    return item.seq == 0 and isinstance(item, Message | Note)


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
    letter = look.kind is Kind.MAIL  # says itself from whom and of which day it is
    if new_day and not letter:
        parts["day"] = day(item.sent_at, scene.now, zone=scene.zone)
    waits = scene.stale_since is not None and is_unsent(item)
    first_waiting = waits and (above is None or not is_unsent(above))
    if first_waiting and scene.stale_since is not None:
        parts["stale"] = stale_words(scene.stale_since, scene.zone)
    if (
        isinstance(item, Message)
        and not letter
        and (new_day or first_waiting or not _same_piece(above, item, scene))
    ):
        parts["author"] = author_words(item, scene)
        parts["about"] = words.about_words(item)
        if waits:
            parts["about"] = tr(
                "{channel} · waiting to send, in this order",
                channel=words.channel_words(item.channel).split(" · ")[0],
            )
    if isinstance(item, Message) and item.answers and not letter:
        answered = _answered(items, row, item.answers, scene)
        if answered:
            parts["answered"] = answered
            parts["name"] = spoken(look.name, tr("answers {message}", message=answered))
    return replace(look, **parts) if parts else look  # type: ignore[arg-type]


def _answered(items: Sequence[ShownItem], row: int, message_id: str, scene: Scene) -> str:
    """Who wrote what is answered, and its first words; empty where it is not among the last ones that are loaded."""
    for above in reversed(items[max(0, row - _NEAR) : row]):
        if isinstance(above, Message) and above.id == message_id:
            files = (one.name for one in above.attachments)
            words = single_line(above.text, 200) or single_line(" ".join(files), 200)
            return f"{author_words(above, scene)}: {words}"
    return ""


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


def author_words(item: Message | Note, scene: Scene) -> str:
    """Who wrote it."""
    if item.author.id == scene.me_id and item.author.kind is AuthorKind.AGENT:
        return tr("You")
    name = single_line(item.author.name)
    if item.author.kind is AuthorKind.BOT:
        return tr("{name} (bot)", name=name) if name else tr("Bot")
    if item.author.kind is AuthorKind.SYSTEM:
        return name or tr("Automatic")
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
    if item.channel is Channel.EMAIL:
        from agent_desktop.ui.conversation.timeline.mail_looks import mail_look

        return mail_look(item, scene)
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
        sounds=sounds_of(item.attachments, saving=scene.saving),
        name=spoken(
            f"{said}, {time}",
            *(one.name for one in sounds_of(item.attachments, saving=scene.saving)),
        ),
    )


def _note(item: Note, scene: Scene) -> Look:
    shown = displayed(item.text)
    who, when = author_words(item, scene), moment(item.sent_at, scene.now, zone=scene.zone)
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
        name=spoken(f"{title}, {who}", shown, when, problem),
    )


def _message(item: Message, scene: Scene) -> Look:
    shown, aside = _with_gaps(item)
    time = words.time_words(item, time_of_day(item.sent_at, zone=scene.zone))
    who = author_words(item, scene)
    files, sounds = files_of(item), sounds_of(item.attachments, saving=scene.saving)
    signs = signs_of(item.reactions)
    look = Look(
        key=key_of(item),
        kind=Kind.IN if item.incoming else Kind.OUT,
        text=shown,
        rtl=right_to_left(shown),
        aside=aside,
        links=links(shown, scene.calling),
        spine=item.channel,
        meta=time,
        files=files,
        sounds=sounds,
        public=item.public,
        gone=item.deleted,
        signs=signs,
        name=spoken(
            who,
            shown,
            *(file.words for file in files),
            *(one.name for one in sounds),
            *(one.hint for one in signs),
            time,
        ),
    )
    problem = words.message_problem(item, item.delivery)
    if item.incoming or item.author.kind is not AuthorKind.AGENT:
        return replace(look, problem=problem, name=spoken(look.name, problem))
    left = words.seconds_left(item.sent_at, scene.undo_ms, scene.now)
    state = Delivery.SENDING if item.delivery is Delivery.UNDO and not left else item.delivery
    meta, icon, after = words.delivery_words(state, time, left)
    return replace(
        look,
        meta="" if words.problem_words(state, "") else meta,
        meta_icon=icon,
        meta_after=after,
        meta_act=Act.UNDO if state is Delivery.UNDO else None,
        read=state is Delivery.READ,
        hint=said(item.problem) or words.delivery_spoken(state),
        problem=problem,
        unclear=state is Delivery.UNCLEAR,
        waiting=state is Delivery.QUEUED,
        acts=mending(item, state),
        name=spoken(look.name, problem or words.delivery_spoken(state)),
    )


def _with_gaps(item: Message) -> tuple[str, int | None]:
    """What a message says, and where in it begins what we say of that which cannot be shown."""
    shown = displayed(words.shown_words(item))
    gaps = displayed("\n".join(map(words.gap_words, item.gaps)))
    return shown, len(shown) - len(gaps) if gaps and shown.endswith(gaps) else None


def _repair(state: Delivery) -> tuple[Act, ...]:
    if state in (Delivery.REFUSED, Delivery.UNCLEAR):
        return (Act.RETRY, Act.EDIT, Act.DISCARD)
    return ()


def mending(item: Message, state: Delivery) -> tuple[Act, ...]:
    """What can be done with an own message that went wrong, or while its files are on their way."""
    if state is Delivery.SENDING and item.files:
        return (Act.EDIT,)
    return _repair(state) if is_unsent(item) else _again(state)


def _again(state: Delivery) -> tuple[Act, ...]:
    """What a network did not take, or may not have taken, is not sent again by itself."""
    return (Act.AGAIN,) if state in (Delivery.REFUSED, Delivery.UNCLEAR) else ()


def spoken(*parts: str) -> str:
    """What a screen reader says of an item."""
    return ", ".join(part.replace(LINE_BREAK, " ") for part in parts if part)[:2_000]
