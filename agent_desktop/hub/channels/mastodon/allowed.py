"""What Mastodon servers let people do, and what one of them says of itself; pure.

Promises facts that can be worked with, whatever a server says: a length that is none is the usual one. Source:
docs.joinmastodon.org, entities Instance (`configuration.statuses`) and V1::Instance.
"""

from collections.abc import Mapping
from typing import Any, Final

from msgspec.structs import replace

from agent_desktop.hub.channels.mastodon.settings import FIELDS
from agent_desktop.hub.written.found import number, part
from agent_desktop.hub.written.limits import Limits
from agent_desktop.model.text_length import LengthUnit

USUAL: Final = Limits(
    max_text=500,
    max_files=4,
    max_file_bytes=16 * 1024 * 1024,
    media_types=("image/jpeg", "image/png", "image/gif", "image/webp", "video/mp4"),
    unit=LengthUnit.POST,
    edits=True,
    deletes=True,
    signs=("★",),
    public=True,
    idempotent=True,
    fields=FIELDS,
)
"""As servers are set up where nobody changed it."""
_LONGEST: Final = 100_000
_MOST_FILES: Final = 32


def limits_of(instance: Mapping[str, Any]) -> Limits:
    """What a server takes, by what `/api/v2/instance` answers, or `/api/v1/instance` of older ones."""
    about = part(instance, "configuration", "statuses")
    text = number(about, "max_characters") or 0
    files = number(about, "max_media_attachments") or 0
    return replace(
        USUAL,
        max_text=text if 0 < text <= _LONGEST else USUAL.max_text,
        max_files=files if 0 < files <= _MOST_FILES else USUAL.max_files,
    )
