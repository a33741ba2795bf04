"""Which messages of a letter a network has taken already, where the network itself would not recognise them again.

Promises that a part which was taken is not sent a second time, also after the hub was killed: it is remembered before
the next part goes out. Keeps the latest `KEPT` letters.
"""

import contextlib
from typing import Final

import msgspec

from agent_desktop.hub.written.port import Post
from agent_desktop.hub.written.records import Letter
from agent_desktop.model.errors import StoreFailed

NAME: Final = "parts"
KEPT: Final = 100


class Parts:
    """The letters of one entry point, each with the network's names of what was taken, by the part's number."""

    def __init__(self, post: Post) -> None:
        self._post = post
        self._known: dict[str, dict[str, str]] | None = None

    async def of(self, letter: Letter) -> dict[int, str]:
        """What the network took of a letter so far. Raises StoreFailed."""
        taken = (await self._all()).get(letter.id, {})
        return {int(number): remote_id for number, remote_id in taken.items()}

    async def whole(self, letter: Letter) -> tuple[str, ...]:
        """The network's names of all parts in order; empty when it is not known to have taken them all."""
        try:
            taken = await self.of(letter)
        except StoreFailed:
            return ()
        complete = all(number in taken for number, _ in numbered(letter))
        return tuple(taken[number] for number in sorted(taken)) if complete else ()

    async def of_others(self, letter: Letter) -> frozenset[str]:
        """The network's names of what other letters became. Raises StoreFailed."""
        known = await self._all()
        taken = (one.values() for key, one in known.items() if key != letter.id)
        return frozenset(remote_id for one in taken for remote_id in one)

    async def add(self, letter_id: str, number: int, remote_id: str) -> None:
        """It took one more. A hub that cannot write remembers as long as it lives."""
        with contextlib.suppress(StoreFailed):
            known = await self._all()
            known.setdefault(letter_id, {})[str(number)] = remote_id
            while len(known) > KEPT:
                del known[next(iter(known))]
            await self._post.take([], {NAME: msgspec.json.encode(known).decode()})

    async def _all(self) -> dict[str, dict[str, str]]:
        if self._known is None:
            text = (await self._post.memory()).get(NAME, "")
            try:
                self._known = msgspec.json.decode(text or "{}", type=dict[str, dict[str, str]])
            except msgspec.ValidationError:
                self._known = {}
        return self._known


def numbered(letter: Letter) -> list[tuple[int, int]]:
    """The parts of a letter where each is a message of its own: its text is 0, then its files from 1.

    Each with the place of its file in `attachments`, which is -1 for the text.
    """
    first = 0 if letter.text else 1
    return [(number, number - 1) for number in range(first, len(letter.attachments) + 1)]
