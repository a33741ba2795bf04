"""A program that commits unsent replies one after the other and says each one's id once it is kept.

Started by the tests of kills and of leaks: `python writer_process.py DATABASE FIRST TEXT`, the key as hex on stdin.
"""

import asyncio
import itertools
import sys
from pathlib import Path

from agent_desktop.model.commands import Draft, Save, SaveDraft, SaveSetting
from agent_desktop.store import open_store
from tests.contracts.store.samples import NOON, conversation, customer, message, reply


async def write(path: Path, first: int, text: str, key: bytes) -> None:
    """Commit until killed."""
    store = (await open_store(path, key)).store
    for position in itertools.count(first):
        draft = Draft(conversation_id="c1", note=False, text=f"{text} {position}", saved_at=NOON)
        saves: list[Save] = [
            customer(name=text),
            conversation(subject=text),
            message(position, f"{text} {position}"),
            reply(f"r{position:06}", position, text=text),
            SaveDraft(draft=draft),
            SaveSetting(name="last", value=text),
        ]
        await store.commit(saves)
        sys.stdout.write(f"r{position:06}\n")
        sys.stdout.flush()
        if position % 5 == 0:
            await store.search(text[:4], 10)


if __name__ == "__main__":
    asyncio.run(
        write(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3], bytes.fromhex(sys.stdin.readline()))
    )
