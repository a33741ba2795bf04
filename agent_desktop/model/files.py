"""Files that travel with messages: what a way takes of them, names that are safe to keep, and which ones can run.

Promises that a clean name is one part of a path on every system, shows all of itself, and ends in what it is; that the
same file is judged alike by the desk and by the hub. Refuses the disk and the bytes: types are found elsewhere.
"""

import re
import unicodedata
from collections.abc import Iterable
from enum import StrEnum
from typing import Final

from agent_desktop.model.base import Record

LONGEST_NAME: Final = 200
_LONGEST_ENDING: Final = 16
_HIDDEN: Final = ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")
"""Categories of characters that are not seen, or that turn the direction of others (RTLO)."""
_FORBIDDEN: Final = '<>:"|?*'
"""What Windows allows in no name."""
_DEVICE: Final = re.compile(r"(?i:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?:\..*)?")
_PROGRAM_ENDINGS: Final = """
action apk app appimage application appref-ms bash bat bin cab chm class cmd com command
cpl csh deb desktop diagcab dll dmg docm dotm elf exe fish gadget hlp hta htm html img
inf ins iso jar jnlp js jse ksh lnk mcf mht mhtml msc msh msi msix msixbundle msp mst
msu ocx one out pif pkg pl potm ppam ppsm pptm ps1 psd1 psm1 py pyc pyw pyz rb reg rgs
rpm run scf scpt scr sct search-ms settingcontent-ms sh shb shs shtml slk snap svg svgz
sys terminal theme url vb vbe vbs vbscript vhd vhdx website wim workflow ws wsc wsf wsh
xbap xht xhtml xlam xll xlsm xltm xml zsh
"""
"""Endings of what a double click may run: programs, scripts, shortcuts, disk images, pages, documents with macros."""
_PROGRAMS: Final = frozenset(_PROGRAM_ENDINGS.split())


class Check(StrEnum):
    """What the backend's virus scanner says of a file. Only WAITING and HELD keep it from everybody."""

    NONE = ""
    """Nobody was asked."""
    CLEAN = "clean"
    WAITING = "waiting"
    """The scanner does not answer, and the file waits for it."""
    UNCHECKED = "unchecked"
    """The scanner did not answer, and the file goes on without."""
    HELD = "held"
    """Something was found."""
    RELEASED = "released"
    """Something was found, and an administrator handed it on."""
    DELETED = "deleted"
    """Something was found, and an administrator deleted it."""


KEPT_BACK = frozenset({Check.WAITING, Check.HELD, Check.DELETED})
"""Files that nobody gets."""


class FileLimits(Record, frozen=True):
    """What a way takes: so many files a message, so many bytes each and `total` in all (0: nobody says), of these media
    types (empty: of all)."""

    count: int
    size: int
    kinds: tuple[str, ...] = ()
    total: int = 0

    def within(self, other: "FileLimits") -> "FileLimits":
        """What both take."""
        kinds = self.kinds or other.kinds
        if self.kinds and other.kinds:
            kinds = tuple(one for one in self.kinds if one in other.kinds)
        return FileLimits(
            count=min(self.count, other.count),
            size=min(self.size, other.size),
            kinds=kinds,
            total=min(filter(None, (self.total, other.total)), default=0),
        )

    def takes_kind(self, media_type: str) -> bool:
        """Whether files of this type are taken; parameters of the type do not count."""
        return not self.kinds or media_type.partition(";")[0].strip().lower() in self.kinds


def clean_name(name: str) -> str:
    """A name from outside, fit to be shown and to be kept on every system; empty when nothing is left of it.

    The last part of a path, in composed characters, without what is not seen; no name of a device; at most
    `LONGEST_NAME` characters, the ending kept.
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    plain = "".join(
        character
        for character in last
        if unicodedata.category(character) not in _HIDDEN and character not in _FORBIDDEN
    ).strip(" .")
    if _DEVICE.fullmatch(plain):
        plain = f"_{plain}"
    if len(plain) > LONGEST_NAME:
        stem, dot, ending = plain.rpartition(".")
        keep = f"{dot}{ending}" if stem and len(ending) <= _LONGEST_ENDING else ""
        plain = (plain[: LONGEST_NAME - len(keep)] + keep).strip(" .")
    return plain


def ending(name: str) -> str:
    """What a name ends in, in lower case and without the dot; empty where it has no ending."""
    stem, _, last = name.rpartition(".")
    return last.strip().lower() if stem else ""


def may_run(name: str) -> bool:
    """Whether opening a file of this name may run something, whatever else its name pretends to be."""
    return ending(clean_name(name)) in _PROGRAMS


def free_names(names: Iterable[str], taken: Iterable[str] = ()) -> list[str]:
    """A clean name for each, none twice nor one of `taken`, on disks that do not tell upper from lower case."""
    used = {one.casefold() for one in taken}
    found = []
    for name in names:
        clean = clean_name(name) or "file"
        stem, dot, last = clean.rpartition(".")
        if not stem:
            stem, dot, last = clean, "", ""
        number, free = 1, clean
        while free.casefold() in used:
            number += 1
            free = f"{stem} ({number}){dot}{last}"
        used.add(free.casefold())
        found.append(free)
    return found
