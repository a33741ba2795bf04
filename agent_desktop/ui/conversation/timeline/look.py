"""What the timeline says of one item, as records, and what they depend on.

Refuses to decide what is said: `looks.py` does; and pixels, colours and markup.
"""

from dataclasses import dataclass, field
from datetime import tzinfo
from enum import StrEnum

from agent_desktop.model.base import Millis
from agent_desktop.model.call_log import ShownItem
from agent_desktop.model.mail_heads import TextMark
from agent_desktop.model.settings import UNDO_MS
from agent_desktop.model.timeline import Message, Note
from agent_desktop.model.ways import ReplyWay
from agent_desktop.model.work import Channel
from agent_desktop.ui.conversation.timeline.act import Act
from agent_desktop.ui.conversation.timeline.file_looks import FileLook
from agent_desktop.ui.conversation.timeline.plain import LINE_BREAK, Link
from agent_desktop.ui.conversation.timeline.reaction_looks import SignLook
from agent_desktop.ui.conversation.timeline.sound_looks import SoundLook


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


def spoken(*parts: str) -> str:
    """What a screen reader says of an item."""
    return ", ".join(part.replace(LINE_BREAK, " ") for part in parts if part)[:2_000]
