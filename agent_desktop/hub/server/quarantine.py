"""Files that are kept back: asked about again while the scanner is silent, released or deleted by administrators.

Promises that each decision of a person is in the audit with the name of who took it. Refuses to hand a file on in which
something was found, unless somebody decided so.
"""

import asyncio
import logging
from functools import partial
from typing import Final, NamedTuple

import msgspec

from agent_desktop.hub.centre import file_checks
from agent_desktop.hub.centre.centre import Centre
from agent_desktop.hub.doors import clamd
from agent_desktop.hub.doors.scanning import ScannerSettings, Verdict
from agent_desktop.hub.doors.uploads import Uploads, nothing_here
from agent_desktop.hub.server.house import House
from agent_desktop.hub.storage import people, threads
from agent_desktop.hub.storage.files import StoredFile, files_checked
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.model.errors import DeskError
from agent_desktop.model.files import Check

SETTING: Final = "scanner"
AGAIN_S: Final = 30.0
_log = logging.getLogger("agent_desktop.hub")


class KeptBack(NamedTuple):
    """A file that is kept back, who sent it, and in whose conversation it is, by their names."""

    file: StoredFile
    sender: str = ""
    customer: str = ""
    subject: str = ""


def scanner(centre: Centre) -> ScannerSettings:
    """Where the scanner is."""
    kept = centre.setting(SETTING)
    return msgspec.json.decode(kept, type=ScannerSettings) if kept else ScannerSettings()


def define_scanner(centre: Centre, settings: ScannerSettings) -> None:
    """Use this scanner from now on. Raises Refused for an address that is none."""
    if settings.address:
        clamd.place_of(settings.address)
    centre.define_setting(SETTING, msgspec.json.encode(settings).decode())


async def kept_back(house: House) -> list[StoredFile]:
    """What waits for the scanner, or for an administrator."""
    return await house.rows(lambda storage: files_checked(storage, Check.WAITING, Check.HELD))


async def with_names(house: House) -> list[KeptBack]:
    """What is kept back, with the names of people."""
    return await house.rows(_with_names)


def _with_names(storage: Storage) -> list[KeptBack]:
    files = files_checked(storage, Check.WAITING, Check.HELD)
    if not files:
        return []
    ids = {one.conversation_id for one in files if one.conversation_id is not None}
    known = {one.shown.id: one.shown for one in threads.conversations_with(storage, sorted(ids))}
    customers = people.customers_of(storage, sorted({one.customer_id for one in known.values()}))
    agents = {profile.id: profile.name for profile, _ in people.agents(storage)}
    found = []
    for file in files:
        kind, _, who = file.owner.partition(":")
        conversation = known.get(file.conversation_id or "")
        customer = customers.get(conversation.customer_id) if conversation else None
        name = customer.name if customer else ""
        found.append(
            KeptBack(
                file,
                sender=agents.get(who, "") if kind == "agent" else name or _visitor(storage, who),
                customer=name,
                subject=conversation.subject if conversation else "",
            )
        )
    return found


def _visitor(storage: Storage, visitor_id: str) -> str:
    visitor = people.visitor(storage, visitor_id)
    return visitor.name if visitor is not None else ""


async def release(house: House, file_id: str, by: str) -> None:
    """Hand a file on, whatever was found in it. Raises NotFound."""
    file = await house.shared.uploads.find(file_id)
    await _decided(house, file, Check.RELEASED, by)


async def delete(house: House, file_id: str, by: str) -> None:
    """Delete a file's bytes for good; that it was there stays known. Raises NotFound."""
    file = await house.shared.uploads.find(file_id)
    await _decided(house, file, Check.DELETED, by)
    await house.shared.uploads.discard(file)


async def _decided(house: House, file: StoredFile, check: Check, by: str) -> None:
    known = await house.ask(partial(_judge, file.id, check, file.finding, by))
    if not known:
        raise nothing_here(file.id)


async def keep_asking(house: House, every_s: float = AGAIN_S) -> None:
    """For ever: ask the scanner about what waits for it."""
    while True:
        await asyncio.sleep(every_s)
        try:
            await ask_again(house)
        except (DeskError, OSError) as error:
            _log.error("files could not be checked again: %s", type(error).__name__)


async def ask_again(house: House) -> int:
    """Ask the scanner about each file that waits; how many wait no more."""
    uploads, done = house.shared.uploads, 0
    for file in await house.rows(lambda storage: files_checked(storage, Check.WAITING)):
        verdict = await _verdict(uploads, file)
        if verdict.check is Check.WAITING:
            break  # it is still down: the others wait too
        gone = verdict.check is Check.NONE  # there is no scanner any more
        settled = Check.UNCHECKED if gone else verdict.check
        await house.ask(partial(_judge, file.id, settled, verdict.finding, ""))
        done += 1
    return done


def _judge(file_id: str, check: Check, finding: str, by: str, centre: Centre) -> bool:
    with centre.request() as book:
        return file_checks.judge(book, file_id, check, finding, by)


async def _verdict(uploads: Uploads, file: StoredFile) -> Verdict:
    try:
        return await uploads.judged(uploads.bytes_of(file), file.owner)
    except FileNotFoundError:
        return Verdict(check=Check.DELETED)
