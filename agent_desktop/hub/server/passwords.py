"""Passwords: argon2id hashes, made and checked beside the event loop, a few at a time; the others wait in line.

Promises that checking takes as long for an account that does not exist, and that whoever waits is asked for once more
at their turn, so that guesses sent together are stopped by the first wrong ones. Refuses a line without end, and
passwords that are too short to be any use; says nothing about their shape, because rules about shape make passwords
worse (NIST SP 800-63B section 5.1.1.2).
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from agent_desktop.hub.doors.faults import TooMany
from agent_desktop.model.errors import Refused

SHORTEST: Final = 10
LONGEST: Final = 200
AT_ONCE: Final = 2
MOST_IN_LINE: Final = 500
"""Several seconds of hashing: who came later would give up before their turn."""
_LINE_FULL_MS: Final = 10_000
_NOBODY: Final = (
    "$argon2id$v=19$m=19456,t=2,p=1"
    "$sU00UCmjRv+BmkIOdS0pdw$pRNxKkSkDHpLdtr+j04fyra0qRpst8OjCdF6KM23Wmk"
)
"""Costs as much to check as anybody's, and was not made at the start, which it would hold up."""


class Passwords:
    """The hasher, with OWASP's parameters for argon2id: 19 MiB, 2 passes, 1 lane."""

    def __init__(self) -> None:
        self._hasher = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
        self._turn = asyncio.Semaphore(AT_ONCE)
        self._in_line = 0

    async def hash(self, password: str) -> str:
        """The hash to keep. Raises Refused for a password that is too short or too long."""
        if not SHORTEST <= len(password) <= LONGEST:
            raise Refused(
                f"A password has {SHORTEST} to {LONGEST} characters.",
                field="password",
                value=f"{len(password)} characters",
            )
        async with self._in_turn():
            return await asyncio.to_thread(self._hasher.hash, password)

    async def right(
        self, password_hash: str, password: str, allow: Callable[[], None] = lambda: None
    ) -> bool:
        """Whether this is the password; an empty hash is nobody's and costs the same time.

        `allow` is called at the turn, right before the cost, and may raise. Whoever counts a wrong password before
        awaiting anything else has counted it before the next turn. Raises TooMany when the line is too long.
        """
        async with self._in_turn():
            allow()
            return await asyncio.to_thread(self._verify, password_hash, password[: LONGEST + 1])

    @asynccontextmanager
    async def _in_turn(self) -> AsyncIterator[None]:
        if self._in_line >= MOST_IN_LINE:
            raise TooMany("Too many people sign in at this moment.", _LINE_FULL_MS)
        self._in_line += 1
        try:
            async with self._turn:
                yield
        finally:
            self._in_line -= 1

    def _verify(self, password_hash: str, password: str) -> bool:
        try:
            self._hasher.verify(password_hash or _NOBODY, password)
        except (VerificationError, InvalidHashError):
            return False
        return bool(password_hash)
