"""Names of attached files, as they are shown and saved.

Promises a name that is no path, turns no direction, hides no ending and is never empty. The type is found elsewhere, by
the bytes.
"""

import re
from typing import Final

from agent_desktop.hub.doors.faults import Malformed
from agent_desktop.hub.doors.uploads import clean_name

_RUNS: Final = frozenset(
    {
        "app",
        "apk",
        "bat",
        "cmd",
        "com",
        "cpl",
        "deb",
        "dmg",
        "exe",
        "gadget",
        "hta",
        "inf",
        "iso",
        "img",
        "jar",
        "js",
    }
    | {
        "jse",
        "lnk",
        "msc",
        "msi",
        "msp",
        "pif",
        "pkg",
        "ps1",
        "py",
        "reg",
        "rpm",
        "scf",
        "scr",
        "sh",
        "svg",
        "url",
    }
    | {
        "vb",
        "vbe",
        "vbs",
        "ws",
        "wsf",
        "wsh",
        "xll",
        "html",
        "htm",
        "xht",
        "xhtml",
        "shtml",
        "mht",
        "one",
    }
)
#: Windows keeps these for devices, whatever their ending.
_DEVICE: Final = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
_ENDINGS: Final = {
    "application/pdf": ".pdf",
    "application/zip": ".zip",
    "image/gif": ".gif",
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/webp": ".webp",
    "message/delivery-status": ".txt",
    "message/rfc822": ".eml",
    "text/calendar": ".ics",
    "text/csv": ".csv",
    "text/html": ".html",
    "text/plain": ".txt",
    "text/vcard": ".vcf",
    "text/x-vcard": ".vcf",
}


def safe_name(given: str, media: str, number: int) -> str:
    """The name to show for the file that a mail calls `given`; a file without one is numbered."""
    try:
        name = clean_name(" ".join(given.split()))
    except Malformed:
        return f"attachment-{number}{_ENDINGS.get(media, '.bin')}"
    stem, dot, ending = name.rpartition(".")
    if dot and ending.strip().lower() in _RUNS:
        # "invoice.pdf.exe": one dot, so that no reader hides what it is.
        name = f"{stem.replace('.', '_').rstrip(' _')}.{ending.strip()}"
    return f"_{name}" if _DEVICE.fullmatch(name) else name
