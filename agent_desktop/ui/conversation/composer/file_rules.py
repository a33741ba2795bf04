"""Which files a reply may carry by the way in use, and what is said of those that it may not.

Promises a sentence for everything that is refused: which file, how large, what the limit is, what to do next. Refuses
the disk: the type of a file that was not sent yet is what its name says, and the backend looks at its bytes.
"""

import mimetypes
from collections.abc import Sequence
from typing import Final

from agent_desktop.model.attachments import LocalFile
from agent_desktop.model.files import FileLimits
from agent_desktop.model.manifest import Manifest
from agent_desktop.model.ways import ReplyWay
from agent_desktop.ui.conversation.timeline.words import channel_words
from agent_desktop.ui.kit.format import byte_size
from agent_desktop.ui.kit.paint import single_line
from agent_desktop.ui.words import plural, tr

_KINDS: Final = mimetypes.MimeTypes()
"""Python's own table alone: what a computer was taught besides differs from desk to desk."""
_KINDS.add_type("image/webp", ".webp")
_KINDS.add_type("image/heic", ".heic")
_SHOWN: Final = 6
_PICTURES: Final = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp"})
_PICTURE_BYTES: Final = 10 * 1024 * 1024


def limits_of(manifest: Manifest, way: ReplyWay | None) -> FileLimits:
    """What the backend and the way take."""
    most = FileLimits(count=manifest.max_attachments, size=manifest.max_attachment_bytes)
    return most if way is None or way.files is None else most.within(way.files)


def refusal(
    file: LocalFile,
    already: int,
    manifest: Manifest,
    way: ReplyWay | None = None,
    carried: int = 0,
) -> str:
    """Why a file cannot join `already` attached ones of `carried` bytes; empty when it can. A size of -1 is an
    unreadable file."""
    limits, name = limits_of(manifest, way), single_line(file.name, 80)
    if file.size < 0:
        return tr("{name} was not attached: it cannot be read.", name=name)
    if file.size == 0:
        return tr("{name} was not attached: it is empty.", name=name)
    if limits.count == 0:
        words = tr("{name} was not attached: {way} takes no files.", name=name, way=_name(way))
        return f"{words} {_other_way(manifest, way)}".strip()
    if already >= limits.count:
        words = plural(
            limits.count,
            "{name} was not attached: a message takes {n} file.",
            "{name} was not attached: a message takes {n} files.",
            name=name,
        )
        return f"{words} {tr('Send it in another message.')}"
    if why := _unfit(file, limits):
        words = tr("{name} was not attached: {why}.", name=name, why=why)
        return f"{words} {_remedy(file, limits)}"
    if 0 < limits.total < carried + file.size:
        words = tr(
            "{name} was not attached: all files together would be over the {limit} limit.",
            name=name,
            limit=byte_size(limits.total),
        )
        return f"{words} {tr('Send it in another message.')}"
    return ""


def looks_like_picture(file: LocalFile) -> bool:
    """Whether its name says that it is a picture, and it is not too large to be shown small."""
    kind = _KINDS.guess_type(file.name, strict=False)[0] or ""
    return kind in _PICTURES and 0 < file.size <= _PICTURE_BYTES


def unfit(files: Sequence[LocalFile], manifest: Manifest, way: ReplyWay | None) -> frozenset[str]:
    """The ids of the attached files that this way does not take; where there are too many or too much, of the last
    ones."""
    limits = limits_of(manifest, way)
    wrong = set()
    count = carried = 0
    for file in files:
        over = 0 < limits.total < carried + file.size
        if count >= limits.count or over or _unfit(file, limits):
            wrong.add(file.id)
        else:
            count, carried = count + 1, carried + file.size
    return frozenset(wrong)


def complaint(files: Sequence[LocalFile], manifest: Manifest, way: ReplyWay | None) -> str:
    """Why the attached files cannot be sent by this way; empty when they can."""
    limits = limits_of(manifest, way)
    if not files:
        return ""
    if limits.count == 0:
        words = tr("{way} takes no files.", way=_name(way))
        return f"{words} {tr('Remove them, or reply another way.')}"
    for file in files:
        if why := _unfit(file, limits):
            words = tr("{name} cannot be sent: {why}.", name=single_line(file.name, 80), why=why)
            return f"{words} {tr('Remove it, or reply another way.')}"
    over = len(files) - limits.count
    if over <= 0:
        return _too_much(files, limits, way)
    return plural(
        over,
        "{n} file too many: {way} takes {most} a message. Remove it, or send it in another message.",
        "{n} files too many: {way} takes {most} a message. Remove them, or send them in another message.",
        way=_name(way),
        most=limits.count,
    )  # fmt: skip


def _too_much(files: Sequence[LocalFile], limits: FileLimits, way: ReplyWay | None) -> str:
    together = sum(file.size for file in files)
    if not 0 < limits.total < together:
        return ""
    return tr(
        "The files are {size} together, and {way} takes {limit} a message. Send some of them in another message.",
        size=byte_size(together),
        way=_name(way),
        limit=byte_size(limits.total),
    )


def _unfit(file: LocalFile, limits: FileLimits) -> str:
    """What is wrong with the file by itself, as a part of a sentence."""
    if limits.count and file.size > limits.size:
        return tr(
            "it is {size}, over the {limit} limit",
            size=byte_size(file.size),
            limit=byte_size(limits.size),
        )
    kind = _KINDS.guess_type(file.name, strict=False)[0]
    if limits.count and not limits.takes_kind(kind or "application/octet-stream"):
        return tr("this way takes only {kinds}", kinds=_kinds(limits.kinds))
    return ""


def _remedy(file: LocalFile, limits: FileLimits) -> str:
    if file.size > limits.size:
        return tr("Make it smaller, or send a link to it.")
    return tr("Save it as one of these, or reply another way.")


def _other_way(manifest: Manifest, way: ReplyWay | None) -> str:
    return tr("Reply another way to send it.") if way is not None and manifest.channels else ""


def _name(way: ReplyWay | None) -> str:
    if way is None:
        return tr("this backend")
    return single_line(way.name, 40) or channel_words(way.channel)


def _kinds(kinds: tuple[str, ...]) -> str:
    """Media types in words: `JPEG, PNG, MP4`."""
    words = list(dict.fromkeys(one.rpartition("/")[2].rpartition("-")[2].upper() for one in kinds))
    return ", ".join(words[:_SHOWN]) + (" …" if len(words) > _SHOWN else "")
