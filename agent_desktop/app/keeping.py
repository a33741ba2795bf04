"""Opening the desk's own store: keychain, passphrase, or nothing kept; always by the agent's leave.

Promises that nothing is ever written in plain text, that every refusal comes back as words, and that a forgotten
passphrase costs the history that it locks, not the start.
"""

import asyncio
from collections.abc import Awaitable, Callable
from enum import Enum
from typing import Protocol, TypeAlias

from agent_desktop.app.places import Places
from agent_desktop.app.profile import Profile
from agent_desktop.model.errors import Problem, StoreFailed
from agent_desktop.store.desk_store import Opened, open_memory, open_store
from agent_desktop.store.keys import KeyRing, KeyStatus


class Forgotten(Enum):
    """The agent cannot give the passphrase any more."""

    BEGIN_ANEW = "begin_anew"


Passphrase: TypeAlias = str | Forgotten | None
"""What the agent gave; None is "without a cache"."""


class AskPassphrase(Protocol):
    """Asks the agent. `new` when there is no key file yet, `problem` why the last one was refused."""

    def __call__(self, *, new: bool, problem: Problem | None) -> Awaitable[Passphrase]: ...


async def unlock(keys: KeyRing, ask: AskPassphrase | None) -> KeyStatus:
    """Make the keyring ready. Without `ask` (nobody is there), a missing keychain means memory.

    Returns the status that it ended with.
    """
    problem: Problem | None = None
    while not (status := await asyncio.to_thread(keys.status)).ready:
        if ask is None:
            keys.use_memory()
            continue
        new = status is KeyStatus.NO_KEYCHAIN
        given = await ask(new=new, problem=problem)
        if given is None:
            keys.use_memory()
            continue
        try:
            if given is Forgotten.BEGIN_ANEW:
                await asyncio.to_thread(keys.forget_key_file)
                problem = None
            else:
                attempt: Callable[[str], None] = keys.choose_passphrase if new else keys.unlock
                await asyncio.to_thread(attempt, given)
        except StoreFailed as error:
            problem = error.problem
    return status


async def open_desk_store(keys: KeyRing, where: Places, profile: Profile) -> Opened:
    """The store of this profile; one that is never on the disk when the secrets are not either.

    Raises StoreFailed. A store whose key is gone is kept aside and a new one begun: it can never be read again.
    """
    if await asyncio.to_thread(keys.status) is KeyStatus.MEMORY:
        return await open_memory()
    key = await asyncio.to_thread(keys.database_key)
    path = where.store / f"{profile.store}.db"
    try:
        return await open_store(path, key)
    except StoreFailed as error:
        if error.problem.code != "wrong_key":
            raise
        return await open_store(path, key, begin_anew=True)
