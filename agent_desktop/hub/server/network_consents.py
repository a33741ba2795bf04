"""Consents that are being asked for, by OAuth2: who began them, what is waited for, what came of them.

Promises that a consent is answered once, by the account that began it, within ten minutes (a code: as long as the
provider says); that a new one for an entry point ends the one before; that verifiers and tokens are in memory alone,
and that a token which nobody saves is forgotten within an hour. Refuses to say which consents of others there are.
"""

import asyncio
import contextlib
import hmac
import logging
import secrets
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any, Final

from agent_desktop.hub.doors.faults import NotFound
from agent_desktop.hub.written import consents as rules
from agent_desktop.hub.written.consents import Authority, Polling, Typed
from agent_desktop.model.errors import DeskError, Refused
from agent_desktop.model.words import later

BROWSER_S: Final = 600.0
HELD_S: Final = 3600.0
MOST: Final = 20
ASK_S: Final = 30.0
BROKE_OFF: Final = later("The sign-in broke off.")
_OVER: Final = later("This sign-in is over.")
_log = logging.getLogger("agent_desktop.hub")

Granted = Callable[[str, Authority, str], Awaitable[bool]]
"""Uses the token for an entry point that is kept with this authority; False where there is none yet."""


@dataclass
class Consent:
    """One that is being asked for. `over` is set when it came to its end; `problem` says why it was in vain."""

    entry_id: str
    whose: str
    authority: Authority
    granted: Granted = field(repr=False)
    port: int = 0
    state: str = field(default="", repr=False)
    verifier: str = field(default="", repr=False)
    address: str = field(default="", repr=False)
    code: str = ""
    lasts_s: float = BROWSER_S
    id: str = field(default_factory=lambda: secrets.token_hex(16))
    answered: bool = False
    problem: DeskError | None = None
    over: asyncio.Event = field(default_factory=asyncio.Event)
    task: asyncio.Task[None] | None = None


class Consents:
    """All of one hub, on its event loop."""

    def __init__(self, *, browser_s: float = BROWSER_S, held_s: float = HELD_S) -> None:
        self._browser_s, self._held_s = browser_s, held_s
        self._asked: dict[str, Consent] = {}
        self._held: dict[str, tuple[Authority, str]] = {}
        self._timers: dict[str, asyncio.TimerHandle] = {}

    # -- asking

    def in_browser(
        self, entry_id: str, whose: str, authority: Authority, port: int, granted: Granted
    ) -> Consent:
        """Ask by a browser that comes back to this `port` of the administrator's computer. Raises Refused."""
        state, verifier = rules.fresh_word(), rules.fresh_word()
        address = rules.browser_address(authority, port, state, verifier)
        asked = Consent(entry_id, whose, authority, granted, port, state, verifier, address)
        asked.lasts_s = self._browser_s
        self._begin(asked, self._in_time(asked))
        return asked

    async def by_code(
        self, entry_id: str, whose: str, authority: Authority, granted: Granted
    ) -> Consent:
        """Ask by a code that is typed elsewhere. Raises Refused."""
        form = rules.asking_form(authority)
        typed = rules.typed(authority, *await _ask(authority, authority.code_url, form))
        asked = Consent(entry_id, whose, authority, granted, address=typed.address)
        asked.code, asked.lasts_s = typed.user_code, typed.lasts_s
        self._begin(asked, self._poll(asked, typed))
        return asked

    def _begin(self, asked: Consent, work: Coroutine[None, None, None]) -> None:
        for other in tuple(self._asked.values()):
            if other.entry_id == asked.entry_id:
                self._end(other, _refusal(other, later("Another sign-in was begun instead.")))
        while len(self._asked) >= MOST:
            oldest = next(iter(self._asked.values()))
            self._end(oldest, NotFound(_OVER))
            del self._asked[oldest.id]
        self._asked[asked.id] = asked
        asked.task = asyncio.create_task(work)

    # -- answering

    async def answer(self, consent_id: str, whose: str, state: str, code: str, error: str) -> None:
        """The browser came back, once. Raises Refused, NotFound."""
        asked = self._find(consent_id, whose)
        if asked.answered or not asked.state:
            raise NotFound(_OVER)
        if not hmac.compare_digest(asked.state.encode(), state.encode()):
            raise _refusal(asked, later("This answer belongs to another sign-in."))
        asked.answered = True
        try:
            if error or not code:
                rules.refuse(asked.authority, error)
            form = rules.code_form(asked.authority, code, asked.port, asked.verifier)
            reply = await _ask(asked.authority, asked.authority.token_url, form)
            if asked.problem is not None:
                raise asked.problem  # broken off meanwhile
            await self._take(asked, rules.granted(asked.authority, *reply))
        except DeskError as problem:
            self._end(asked, problem)
            raise
        except BaseException:  # also where the one who asked went away
            self._end(asked, _refusal(asked, BROKE_OFF))
            raise
        self._end(asked, None)

    async def wait(self, consent_id: str, whose: str, seconds: float) -> bool:
        """Whether it came to its good end within this time. Raises Refused when it was in vain, NotFound."""
        asked = self._find(consent_id, whose)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await asked.over.wait()
        if asked.problem is not None:
            raise asked.problem
        return asked.over.is_set()

    def end(self, consent_id: str, whose: str) -> None:
        """Nobody wants it any more. Raises NotFound."""
        asked = self._find(consent_id, whose)
        self._end(asked, _refusal(asked, BROKE_OFF))

    def close(self) -> None:
        """End all, and forget what was not saved."""
        for asked in tuple(self._asked.values()):
            self.end(asked.id, asked.whose)
        for entry_id in tuple(self._held):
            self.forget(entry_id)

    # -- what came of it

    def held(self, entry_id: str, authority: Authority) -> str:
        """The token that waits for its entry point to be kept with this authority, empty for none."""
        known, token = self._held.get(entry_id, (authority, ""))
        return token if known.identity == authority.identity else ""

    def forget(self, entry_id: str) -> None:
        """It is kept now, or not wanted."""
        self._held.pop(entry_id, None)
        timer = self._timers.pop(entry_id, None)
        if timer is not None:
            timer.cancel()

    async def _take(self, asked: Consent, token: str) -> None:
        self.forget(asked.entry_id)
        if await asked.granted(asked.entry_id, asked.authority, token):
            return
        self._held[asked.entry_id] = (asked.authority, token)
        loop = asyncio.get_running_loop()
        self._timers[asked.entry_id] = loop.call_later(self._held_s, self.forget, asked.entry_id)

    # -- the ends

    def _find(self, consent_id: str, whose: str) -> Consent:
        asked = self._asked.get(consent_id)
        if asked is None or asked.whose != whose:
            raise NotFound(_OVER)
        return asked

    def _end(self, asked: Consent, problem: DeskError | None) -> None:
        """What came of it can be asked for a while longer."""
        if asked.over.is_set():
            return
        asked.problem = problem
        asked.answered = True
        asked.over.set()
        if asked.task is not None and asked.task is not asyncio.current_task():
            asked.task.cancel()
        forget = self._asked.pop
        asyncio.get_running_loop().call_later(60.0, forget, asked.id, None)

    async def _in_time(self, asked: Consent) -> None:
        await asyncio.sleep(asked.lasts_s)
        if not asked.answered:
            self._end(asked, _refusal(asked, later("Nobody signed in within ten minutes.")))

    async def _poll(self, asked: Consent, typed: Typed) -> None:
        polling, token = Polling(asked.authority, typed), ""
        try:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(typed.lasts_s):
                    while not token:
                        await asyncio.sleep(polling.pause_s)
                        token = await _whether_typed(asked.authority, polling)
            if not token:
                polling.too_late()
            asked.answered = True
            await self._take(asked, token)
        except DeskError as problem:
            self._end(asked, problem)
        except Exception as error:
            _log.error("a sign-in for %s failed: %s", asked.entry_id, type(error).__name__)
            self._end(asked, _refusal(asked, BROKE_OFF))
        else:
            self._end(asked, None)


async def _whether_typed(authority: Authority, polling: Polling) -> str:
    """The token, empty while nobody typed the code. Raises Refused."""
    try:
        reply = await _asked(authority.token_url, polling.form())
    except NoReply:
        polling.unheard()
        return ""
    return polling.heard(*reply)


async def _ask(authority: Authority, url: str, form: dict[str, str]) -> tuple[int, dict[str, Any]]:
    """Status and body of an endpoint's answer. Raises Refused where there is none."""
    try:
        return await _asked(url, form)
    except NoReply as error:
        authority.refuse(
            later(f"The provider does not answer: {error}"),
            later("Check the addresses of its endpoints, then sign in again."),
        )


class NoReply(Exception):
    """An endpoint could not be asked, or did not answer; the text is in words."""


async def _asked(url: str, form: dict[str, str]) -> tuple[int, dict[str, Any]]:
    from agent_desktop.hub.written.calls import Calls, NoAnswer  # only who signs in pays for httpx

    calls = Calls("", {"accept": "application/json"}, patience_s=ASK_S)
    try:
        reply = await calls.ask("POST", url, data=form)
    except NoAnswer as error:
        raise NoReply(error.words) from None
    finally:
        await calls.close()
    return reply.status, reply.body


def _refusal(asked: Consent, words: str) -> Refused:
    return Refused(words, remedy=later("Sign in again."), field=asked.authority.secret)
