"""A data folder as an agent leaves it in the evening: profile, hub, key in the keychain, and a cached history.

Everything is made by the program's own parts: the hub makes itself, the store encrypts and indexes every message.
"""

import asyncio
import os
import random
import time
from collections.abc import Iterator
from pathlib import Path

from agent_desktop.app.backends import LocalBackend
from agent_desktop.app.keeping import open_desk_store, unlock
from agent_desktop.app.places import Places
from agent_desktop.app.plugins import find_connectors
from agent_desktop.app.profile import Profile, write_profile
from agent_desktop.desk.runner import Desk
from agent_desktop.model.base import Millis
from agent_desktop.model.commands import Save, SaveConversation, SaveCustomer, SaveItem
from agent_desktop.model.events import LinkState
from agent_desktop.model.people import Customer
from agent_desktop.model.ports import Store
from agent_desktop.model.timeline import Author, AuthorKind, Conversation, Message
from agent_desktop.model.work import Channel
from agent_desktop.store.keys import KeyRing
from tests.benchmarks.keychain import WHERE, FolderKeychain

PROFILE = Profile(connector="hub", local=True, team="Halden Home", owner="Ann Larsen")
PER_CONVERSATION = 25
OPEN = 40
A_TRANSACTION = 2_000
_TEXT = """
hello the lamp base is cracked thanks order delivery Tuesday replacement invoice please could you check my address again
photos attached when will it arrive is that possible for Friday morning 配送日の変更 القاعدة Straße
"""
_WORDS = _TEXT.split()
_NAMES = (
    "Layla Haddad",
    "Tomasz Wiśniewski",
    "佐藤 健",
    "Priya Raman",
    "Joaquín Ortega",
    "Minh Châu",
)


def keychain_environment(folder: Path) -> dict[str, str]:
    """What makes the program find the measuring keychain, with its secrets in `folder`."""
    return {
        "PYTHON_KEYRING_BACKEND": f"{FolderKeychain.__module__}.{FolderKeychain.__name__}",
        WHERE: str(folder / "keychain.json"),
    }


def prepare(folder: Path, messages: int) -> None:
    """Fill `folder` with an agent's history of so many messages."""
    where = Places(folder)
    where.make()
    os.environ.update(keychain_environment(folder))
    write_profile(where.profile, PROFILE)
    asyncio.run(_fill(where, messages))


async def _fill(where: Places, messages: int) -> None:
    keys = KeyRing(where.data)
    await unlock(keys, None)
    store = (await open_desk_store(keys, where, PROFILE)).store
    try:
        me = await _first_evening(where, store)
        saves: list[Save] = []
        for save in history(me, messages, time.time_ns() // 1_000_000):
            saves.append(save)
            if len(saves) >= A_TRANSACTION:
                await store.commit(saves)
                saves.clear()
        await store.commit(saves)
    finally:
        await store.close()


async def _first_evening(where: Places, store: Store) -> str:
    """Sign in to a fresh hub once, so that hub and store know each other; the agent's id."""
    connector = (await asyncio.to_thread(find_connectors))["hub"]
    backend = LocalBackend(PROFILE, where, connector, "hub")
    desk = await Desk.start(None, store)
    session = await backend.sign_in()
    live = asyncio.Event()

    def look(_: object) -> None:
        if desk.link.state is LinkState.LIVE:
            live.set()

    desk.subscribe(look)
    desk.attach_session(session)
    try:
        async with asyncio.timeout(60):
            await live.wait()
    finally:
        await desk.stop()
        await session.close()
        await backend.stop()
    return session.agent.id


def history(me: str, messages: int, now: Millis) -> Iterator[Save]:
    """Customers, conversations and their messages; the newest few conversations are open and the agent's."""
    chance = random.Random(11)
    conversations = max(1, messages // PER_CONVERSATION)
    for number in range(conversations):
        customer = Customer(id=f"c{number}", name=f"{_NAMES[number % len(_NAMES)]} {number}")
        key, start = f"v{number}", now - (conversations - number) * 3_600_000
        yield SaveCustomer(customer=customer)
        text = ""
        for seq in range(1, PER_CONVERSATION + 1):
            mine = chance.random() < 0.5
            text = " ".join(chance.choices(_WORDS, k=max(1, int(chance.expovariate(1 / 14)))))
            author = Author(kind=AuthorKind.CUSTOMER, id=customer.id, name=customer.name)
            if mine:
                author = Author(kind=AuthorKind.AGENT, id=me, name=PROFILE.owner)
            message = Message(
                id=f"{key}-{seq}",
                conversation_id=key,
                channel=Channel.CHAT,
                author=author,
                text=text,
                sent_at=start + seq * 60_000,
                seq=seq,
            )
            yield SaveItem(item=message)
        is_open = number >= conversations - OPEN
        conversation = Conversation(
            id=key,
            customer_id=customer.id,
            number=number + 1,
            channel=Channel.CHAT,
            opened_at=start,
            open=is_open,
            last_seq=PER_CONVERSATION,
            read_seq=PER_CONVERSATION,
            last_at=start + PER_CONVERSATION * 60_000,
            preview=text[:80],
            agent_id=me if is_open else None,
        )
        yield SaveConversation(conversation=conversation)
