"""What Mastodon servers let people do, and what one of them says of itself; pure.

Promises facts that can be worked with, whatever a server says: a length that is none is the usual one. Source:
docs.joinmastodon.org, entities Instance (`configuration.statuses`, `.media_attachments`) and V1::Instance.
"""

import re
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
_LARGEST: Final = 25 * 1024 * 1024
_MOST_TYPES: Final = 64
_TYPE: Final = re.compile(r"[a-z]+/[a-z0-9.+-]{1,60}")


def limits_of(instance: Mapping[str, Any]) -> Limits:
    """What a server takes, by what `/api/v2/instance` answers, or `/api/v1/instance` of older ones."""
    about = part(instance, "configuration", "statuses")
    media = part(instance, "configuration", "media_attachments")
    text = number(about, "max_characters") or 0
    files = number(about, "max_media_attachments") or 0
    return replace(
        USUAL,
        max_text=text if 0 < text <= _LONGEST else USUAL.max_text,
        max_files=files if 0 < files <= _MOST_FILES else USUAL.max_files,
        max_file_bytes=_size(media),
        media_types=_types(media) or USUAL.media_types,
    )


def _size(media: Mapping[str, Any]) -> int:
    """What a picture may have, which is less than a film may, and no more than the hub brings."""
    size = number(media, "image_size_limit") or 0
    return min(size, _LARGEST) if size > 0 else USUAL.max_file_bytes


def _types(media: Mapping[str, Any]) -> tuple[str, ...]:
    """The media types that a server names, as far as they are some."""
    named = media.get("supported_mime_types")
    found = (
        [one.lower() for one in named if isinstance(one, str)] if isinstance(named, list) else []
    )
    return tuple(dict.fromkeys(one for one in found if _TYPE.fullmatch(one)))[:_MOST_TYPES]
