"""The agent's own telephone: starts its engine when there is an account, and keeps it in step with the settings.

Promises that passwords are kept in the keychain alone, that a change never ends a call, and that nothing is imported or
started while there is no account. Refuses to end a call with the window: the engine goes on, and the next window finds
it.
"""

import asyncio
import logging
import secrets
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias, assert_never

from msgspec.structs import replace

from agent_desktop.app.hub_phone import HubPhone
from agent_desktop.desk.runner import Desk
from agent_desktop.model.base import new_id
from agent_desktop.model.changes import CallsChanged, Change, SettingShown
from agent_desktop.model.errors import DeskError, Offline
from agent_desktop.model.intents import ChangeSetting
from agent_desktop.model.ports import Session
from agent_desktop.model.settings import ANSWERING, CLEAN_SOUND, SOUND, TELEPHONE, option
from agent_desktop.model.telephone import (
    HUB_LINE,
    TelephoneAccount,
    read_accounts,
    read_answering,
    read_sound,
    write_accounts,
    write_answering,
)
from agent_desktop.phone.setup import NativeSound, PhoneAccount, Setup
from agent_desktop.phone.whereabouts import read as find_engine
from agent_desktop.store.keys import KeyRing
from agent_desktop.ui.shell.window import ShellWindow
from agent_desktop.ui.words import problem_words, tr

if TYPE_CHECKING:
    from agent_desktop.phone.client import PhoneClient
    from agent_desktop.ui.call.accounts import Accounts
    from agent_desktop.ui.call.habits import HabitsPage
    from agent_desktop.ui.call.sound import SoundPage

log = logging.getLogger(__name__)

_RECORDINGS: Final = "telephone:recordings"
_LOOK_S: Final = 0.05
_GONE_S: Final = 8.0


@dataclass(frozen=True)
class _Save:
    """Keep an account instead of the one with its id. The password hides itself."""

    account: TelephoneAccount
    password: str

    def __repr__(self) -> str:
        return f"_Save({self.account.id!r})"


@dataclass(frozen=True)
class _Remove:
    """Forget an account."""

    id: str


_Ask: TypeAlias = _Save | _Remove


class Telephone:
    """For one desk and one shell. `basis` is how the engine is started, but for the accounts.

    `session` gives the session of the moment: its backend may have a line of its own for this agent.
    """

    def __init__(
        self,
        desk: Desk,
        shell: ShellWindow,
        keys: KeyRing,
        basis: Setup,
        session: Callable[[], Session | None] = lambda: None,
    ) -> None:
        self._desk = desk
        self._shell = shell
        self._keys = keys
        self._basis = basis
        self._accounts = read_accounts(desk.setting(TELEPHONE, ""))
        self._hub = HubPhone(desk, session, lambda: self._look.set())
        self._told: PhoneAccount | None = None
        self._given: frozenset[str] = frozenset()
        self._cleans = True
        self._client: PhoneClient | None = None
        self._page: Accounts | None = None
        self._waiting = False
        self._asks: deque[_Ask] = deque()
        self._look = asyncio.Event()
        self._stopping = False
        self._worker: asyncio.Task[None] | None = None
        self._end: Callable[[], None] | None = None

    @property
    def servers(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Which servers calls need: telephone systems as TRANSPORT:SERVER, and those that help sound through firewalls
        as their addresses. No account, no password."""
        hub = self._hub.account
        ice = tuple(uri for one in hub.ice for uri in one.uris) if hub is not None else ()
        return tuple(f"{one.transport}:{one.server}" for one in self._accounts), ice

    def begin(self) -> None:
        """Put the accounts into the settings, and start the telephone when there is one."""
        self._shell.preferences.add_part(tr("Telephone"), self._make_page)
        self._shell.preferences.add_part(tr("Microphone and headset"), self._make_sound)
        self._shell.preferences.add_part(tr("Answering and talking"), self._make_habits)
        self._end = self._desk.subscribe(self._listen)
        self._hub.begin()
        self._look.set()
        self._worker = asyncio.create_task(self._work())

    async def stop(self, *, keep_calls: bool) -> None:
        """Let go of the desk. With `keep_calls`, a call that goes on does so without a window."""
        if self._end is not None:
            self._end()
        await self._hub.stop()
        self._stopping = True
        self._look.set()
        if self._worker is not None:
            await asyncio.gather(self._worker, return_exceptions=True)
        await self._leave(keep_calls=keep_calls)

    def _listen(self, changes: Sequence[Change]) -> None:
        if any(
            isinstance(one, CallsChanged)
            or (isinstance(one, SettingShown) and one.name == CLEAN_SOUND)
            for one in changes
        ):
            self._look.set()

    # -- the page

    def _make_sound(self) -> "SoundPage":
        from agent_desktop.ui.call.sound import SoundPage

        return SoundPage(self._desk, self._shell.theme)

    def _make_page(self) -> "Accounts":
        from agent_desktop.ui.call.accounts import Accounts

        page = self._page = Accounts(self._shell.theme)
        page.saved.connect(lambda account, password: self._ask(_Save(account, password)))
        page.removed.connect(lambda key: self._ask(_Remove(key)))
        page.check_asked.connect(self._shell.check_asked)
        self._show()
        return page

    def _make_habits(self) -> "HabitsPage":
        from agent_desktop.ui.call.habits import HabitsPage

        return HabitsPage(self._desk, self._shell.theme, self._shell.preferences.keys)

    def _show(self) -> None:
        if self._page is not None:
            self._page.show_accounts(self._accounts, self._desk.phone, waiting=self._waiting)

    def _ask(self, ask: _Ask) -> None:
        self._asks.append(ask)
        self._look.set()

    # -- one thing after the other

    async def _work(self) -> None:
        while not self._stopping:
            await self._look.wait()
            self._look.clear()
            try:
                while self._asks:
                    await self._do(self._asks.popleft())
                await self._keep_in_step()
            except DeskError as error:
                self._tell(problem_words(error.problem))
            except Exception:
                # One account that cannot be dealt with must not keep the others, or the window, from going on.
                log.exception("The telephone could not be brought up to date")
            if self._asks:
                self._look.set()
            self._show()

    def _tell(self, words: str) -> None:
        if self._page is not None and self._page.form.isVisible():
            self._page.form.show_problem(words)
        else:
            self._shell.toast(words, level="warn")

    async def _do(self, ask: _Ask) -> None:
        """Change what is kept. Raises StoreFailed from the keychain; nothing is changed then."""
        match ask:
            case _Save(account=account, password=password):
                old, fresh = account.id, replace(account, id=new_id())
                if old and not password:
                    password = await self._secret(old)
                await asyncio.to_thread(self._keys.keep, _key(fresh.id), password)
                known = any(one.id == old for one in self._accounts)
                changed = tuple(fresh if one.id == old else one for one in self._accounts)
                await self._keep(changed if known else (*changed, fresh))
                self._keep_answering(old, fresh.id)
                if self._page is not None:
                    self._page.close_form()
            case _Remove(id=old):
                await self._keep(tuple(one for one in self._accounts if one.id != old))
            case _:
                assert_never(ask)
        if old:
            await asyncio.to_thread(self._keys.forget, _key(old))

    async def _keep(self, accounts: tuple[TelephoneAccount, ...]) -> None:
        self._accounts = accounts
        self._desk.post(ChangeSetting(name=TELEPHONE, value=write_accounts(accounts)))
        await self._desk.settled()

    def _keep_answering(self, old: str, fresh: str) -> None:
        """An account that was changed answers its calls as before."""
        seconds = read_answering(self._desk.setting(ANSWERING, ""))
        if old in seconds:
            seconds[fresh] = seconds.pop(old)
            self._desk.post(ChangeSetting(name=ANSWERING, value=write_answering(seconds)))

    async def _secret(self, account_id: str) -> str:
        return await asyncio.to_thread(self._keys.secret, _key(account_id)) or ""

    # -- the engine

    @property
    def _wants_clean(self) -> bool:
        return option(self._desk.setting, CLEAN_SOUND) == "on"

    async def _keep_in_step(self) -> None:
        """Let the telephone have the accounts that are kept: at once, or when no call is left.

        An engine that runs with other accounts than these was found: the window before ended in a call.
        """
        self._waiting = False
        if self._stopping:
            return
        wanted = frozenset(one.id for one in self._accounts)
        if self._hub.known:
            wanted |= {HUB_LINE}
        if self._client is None:
            left = await asyncio.to_thread(find_engine, Path(self._basis.folder)) is not None
            if left:
                self._hub.hurry()
            if wanted or left:
                await self._start()
            return
        phone = self._desk.phone
        known = self._given
        if phone is not None and phone.running:
            known = frozenset(one.account_id for one in phone.registrations)
        elif not wanted and not self._given:
            return  # it is not known yet whether the engine that was left has a call
        same = self._cleans is self._wants_clean
        # The line comes and goes with the backend; the telephone need not start anew for it.
        known, given = (one - {HUB_LINE} | wanted & {HUB_LINE} for one in (known, self._given))
        if wanted and known == wanted == given and same:
            if self._told != self._line:
                await self._change_line(self._client)
            return
        if self._client.busy:
            self._waiting = known != wanted or not same
            return
        # A call that begins in this moment is kept, and found again by the next client.
        await self._leave(keep_calls=True)
        self._look.set()

    @property
    def _line(self) -> PhoneAccount | None:
        """The backend's line. Not while we could not speak or hear on it: then nobody is offered calls here."""
        phone = self._desk.phone
        if phone is None or not phone.running or self._desk.calls():
            return self._hub.account
        able = phone.in_use.microphone and phone.in_use.speaker
        return self._hub.account if able else None

    async def _for_engine(self, line: PhoneAccount | None) -> tuple[PhoneAccount, ...]:
        """The agent's own accounts, behind the backend's line where there is one."""
        own = [_for_engine(one, await self._secret(one.id)) for one in self._accounts]
        return (line, *own) if line is not None else tuple(own)

    async def _change_line(self, client: "PhoneClient") -> None:
        """Let the running telephone have the backend's line as it is now; calls go on."""
        line = self._line
        accounts = await self._for_engine(line)
        try:
            await client.change_accounts(accounts)
        except Offline:
            return  # it starts: as soon as it tells that it runs, we come here again
        self._told = line

    async def _start(self) -> None:
        line = self._line
        accounts = await self._for_engine(line)
        self._cleans = self._wants_clean
        sound, choice = self._basis.sound, read_sound(self._desk.setting(SOUND, ""))
        if isinstance(sound, NativeSound):
            sound = replace(sound, processing=self._cleans)
        setup = replace(
            self._basis,
            accounts=accounts,
            sound=sound,
            choice=choice,
            recording_key=await self._recording_key(),
        )
        client = await asyncio.to_thread(_client, setup)
        self._given = frozenset(one.id for one in accounts)
        found = await asyncio.to_thread(find_engine, Path(self._basis.folder))
        self._told = line if found is None else None  # one that was left has the line of then
        self._client = client
        self._desk.attach_phone(client)

    async def _recording_key(self) -> str:
        """The key that seals recordings until the store has them; made once an account records. Raises StoreFailed."""
        key = await asyncio.to_thread(self._keys.secret, _RECORDINGS)
        if not key and any(one.recording != "off" for one in self._accounts):
            key = secrets.token_hex(32)
            await asyncio.to_thread(self._keys.keep, _RECORDINGS, key)
        return key or ""

    async def _leave(self, *, keep_calls: bool) -> None:
        client, self._client = self._client, None
        if client is None:
            return
        ends = client.pid is not None and not (keep_calls and client.busy)
        await client.close(keep_calls=keep_calls)
        await self._desk.detach_phone()
        if ends:
            await asyncio.to_thread(_until_gone, Path(self._basis.folder))


def _until_gone(folder: Path) -> None:
    """Wait for an engine's file to go: one that another window started is not our child."""
    until = time.monotonic() + _GONE_S
    while find_engine(folder) is not None:
        if time.monotonic() > until:
            log.warning("the telephone's engine does not end")
            return
        time.sleep(_LOOK_S)


def _key(account_id: str) -> str:
    """Where the password of an account is kept."""
    return f"telephone:{account_id}"


def _for_engine(account: TelephoneAccount, password: str) -> PhoneAccount:
    return PhoneAccount(
        id=account.id,
        address=f"sip:{account.address}",
        password=password,
        server=account.server,
        transport=account.transport,
        secure=account.secure,
        recording=account.recording,
        keep_days=account.keep_days,
        watches=tuple(one.number for one in account.colleagues),
    )


def _client(setup: Setup) -> "PhoneClient":
    """A client; what it imports is heavy, so not on the window's thread."""
    from agent_desktop.phone.client import PhoneClient

    return PhoneClient(setup)
