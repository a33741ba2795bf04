"""What was said to whom by itself, so that nobody gets it again and again. All of it works in the open transaction."""

from hashlib import sha256

from sqlalchemy import delete

from agent_desktop.hub.storage.storage import Storage
from agent_desktop.hub.storage.written_tables import said
from agent_desktop.model.base import Millis


def first_since(storage: Storage, address: str, words: str, now: Millis, span_ms: Millis) -> bool:
    """Whether these words were not said to an address for so long; then they count as said now. What is older goes."""
    key = (address, sha256(words.encode()).hexdigest())
    before = storage.get(said, key)
    if before is not None and before[2] > now - span_ms:
        return False
    storage.execute(delete(said).where(said.c.at <= now - span_ms))
    storage.put(said, key, tuple, (*key, now))
    return True
