"""The agents' own lines: who may register a telephone, by which name and password, and until when.

Promises a line for each session, the same whenever it is asked for, that ends with the session; passwords that only
this hub can make, and that nobody keeps. Refuses lines where the hub has no telephones, in words.
"""

import asyncio
from collections.abc import Callable
from typing import Final

from agent_desktop.hub.doors.keys import Keys
from agent_desktop.hub.server.switchboard import Switchboard
from agent_desktop.hub.storage.tokens import Token
from agent_desktop.hub.voice import phones
from agent_desktop.hub.voice.process.frames import AdmitPhone
from agent_desktop.model.base import Millis
from agent_desktop.model.errors import Problem
from agent_desktop.model.telephone import PhoneLine

PATH: Final = "/v1/phone"
LIFETIME: Final[Millis] = 12 * 3_600_000


class PhoneLines:
    """`key` is the hub's secret behind all passwords."""

    def __init__(
        self, board: Switchboard, key: bytes, keys: Keys, clock: Callable[[], Millis]
    ) -> None:
        self._board, self._key, self._keys, self._clock = board, key, keys, clock
        self._watching: dict[str, tuple[Millis, Callable[[], None]]] = {}

    def grant(self, token: Token) -> PhoneLine:
        """The session's line, good for some hours from now, and no longer than the session."""
        user = phones.user_of(token.subject, token.id)
        password = phones.password_of(user, self._key)
        until = min(token.expires_at, self._clock() + LIFETIME)
        self._board.admit(AdmitPhone(user=user, ha1=phones.digests_of(user, password), until=until))
        self._watch(user, token.id, until)
        return PhoneLine(
            address=phones.phone_of(token.subject),
            user=user,
            password=password,
            path=PATH,
            until=until,
            servers=self._board.servers_for(token.subject),
        )

    async def renew(self, token: Token) -> None:
        """Keep the session's line good, for ever: while its telephone is connected."""
        while True:
            self.grant(token)
            await asyncio.sleep(LIFETIME / 2000)

    def _watch(self, user: str, token_id: str, until: Millis) -> None:
        now = self._clock()
        for old, (over, stop) in [*self._watching.items()]:
            if old == user or over <= now:
                stop()
                del self._watching[old]

        def ended(problem: Problem) -> None:
            self._watching.pop(user, None)
            self._board.admit(AdmitPhone(user=user, ha1={}, until=0))

        self._watching[user] = until, self._keys.watch(token_id, ended)
