"""The body of a request to a webhook, up to a limit."""

from collections.abc import AsyncIterator


async def body_of(pieces: AsyncIterator[bytes], limit: int) -> bytes | None:
    """All of it; None when it is more than `limit` bytes, of which the rest is not read."""
    parts: list[bytes] = []
    size = 0
    async for piece in pieces:
        size += len(piece)
        if size > limit:
            return None
        parts.append(piece)
    return b"".join(parts)
