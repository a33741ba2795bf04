"""What the files of a message say: a chip each, or a player for a sound.

Promises one line for every name, whatever it holds. Refuses pixels.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from agent_desktop.model.attachments import Attachment, LocalFile
from agent_desktop.model.files import KEPT_BACK, Check, may_run
from agent_desktop.model.sounds import is_sound
from agent_desktop.model.timeline import Message
from agent_desktop.ui.conversation.timeline.sound_looks import SoundLook, sound_look
from agent_desktop.ui.kit.format import byte_size
from agent_desktop.ui.kit.paint import single_line
from agent_desktop.ui.words import tr

_DECODED: Final = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp"})
_SHOWN_BYTES: Final = 5 * 1024 * 1024
_DANGER, _WARN = "status.dangerText", "status.warnText"
_TONES: Final = {
    Check.HELD: _DANGER,
    Check.DELETED: _DANGER,
    Check.WAITING: _WARN,
    Check.RELEASED: _WARN,
    Check.UNCHECKED: _WARN,
}
_BEGINS, _ENDS = 40, 14
"""Characters of a long name that are shown."""
_ICONS: Final = {
    Check.WAITING: "clock",
    Check.HELD: "triangle-alert",
    Check.DELETED: "trash-2",
}


@dataclass(frozen=True, slots=True)
class FileLook:
    """A file inside a message, saved by a click; without an attachment nobody gets it, or it is on this computer.

    A `picture` is shown above its name, as soon as it is here. `tone` is the colour of what asks for attention.
    """

    words: str
    icon: str
    attachment: Attachment | None = None
    picture: bool = False
    tone: str = ""
    local: LocalFile | None = None


def files_of(item: Message) -> tuple[FileLook, ...]:
    """The files of a message that are no sounds."""
    return (
        *(_attachment(one, item.incoming) for one in item.attachments if not _heard(one)),
        *(FileLook(_words(one.name, one.size), "paperclip", local=one) for one in item.files),
    )


def sounds_of(attachments: Sequence[Attachment], *, saving: bool) -> tuple[SoundLook, ...]:
    """Those that are."""
    return tuple(sound_look(one, saving=saving) for one in attachments if _heard(one))


def _heard(one: Attachment) -> bool:
    return is_sound(one) and one.check not in KEPT_BACK


def _attachment(one: Attachment, incoming: bool) -> FileLook:
    risky = incoming and may_run(one.name)
    warnings = (tr("can start programs") if risky else "", _check_words(one))
    words = " · ".join(filter(None, (_words(one.name, one.size), *warnings)))
    tone = _TONES.get(one.check, _WARN if risky else "")
    if one.check in KEPT_BACK:
        return FileLook(words, _ICONS[one.check], tone=tone)
    icon = "image" if one.media_type.startswith("image/") else "file-text"
    return FileLook(words, "triangle-alert" if tone else icon, one, is_picture(one), tone)


def is_picture(one: Attachment) -> bool:
    """Whether a file is shown as a picture: of a format that is decoded, and not too large to be fetched unasked."""
    return one.media_type in _DECODED and 0 < one.size <= _SHOWN_BYTES


def _check_words(one: Attachment) -> str:
    """What the virus scanner says of it, as far as the agent should know."""
    finding = single_line(one.finding, 80)
    match one.check:
        case Check.WAITING:
            return tr("waits for the virus scanner")
        case Check.HELD:
            return tr("held back: {finding}", finding=finding)
        case Check.DELETED:
            return tr("deleted by an administrator: {finding}", finding=finding)
        case Check.RELEASED:
            return tr("released in spite of {finding}", finding=finding)
        case Check.UNCHECKED:
            return tr("not checked for viruses")
    return ""


def _words(name: str, size: int) -> str:
    return f"{_shown(name) or tr('File without a name')} · {byte_size(size)}"


def _shown(name: str) -> str:
    """A name in one line; of a long one the middle is left out: its ending says what the file is."""
    line = single_line(name, 300)
    return f"{line[:_BEGINS]}…{line[-_ENDS:]}" if len(line) > _BEGINS + _ENDS else line
