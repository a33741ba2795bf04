"""Names of attached files, as they are shown and saved.

Promises a name that is no path, turns no direction, hides no ending and is never empty. The type is found elsewhere, by
the bytes.
"""

from typing import Final

from agent_desktop.hub.doors.faults import Malformed
from agent_desktop.hub.doors.uploads import clean_name
from agent_desktop.model.files import may_run

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
    if may_run(name):
        stem, _, ending = name.rpartition(".")
        # "invoice.pdf.exe": one dot, so that no reader hides what it is.
        name = f"{stem.replace('.', '_').rstrip(' _')}.{ending.strip()}"
    return name
