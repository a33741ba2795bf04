"""Reports on their way out by e-mail: drawn at their hour, and sent by the mailbox that the schedule names.

Promises that "sending" is on the disk before the mail leaves; that after a crash the mailbox is asked whether it left,
and what nobody knows is not sent again; that each goes out as its owner may see it at that hour; that what goes wrong
stands at the schedule in words. Letters leave by the mailbox's own session, so with its marks and its copies.
"""

import asyncio
import logging
from typing import Final
from urllib.parse import parse_qsl, urlencode

from msgspec.structs import replace
from starlette.requests import Request

from agent_desktop.hub.centre import report_hours
from agent_desktop.hub.metrics.reports.languages import translated
from agent_desktop.hub.server import report_mail
from agent_desktop.hub.server.house import House
from agent_desktop.hub.server.report_cells import file_name
from agent_desktop.hub.server.report_routes import drawn, made_for, missed_in
from agent_desktop.hub.storage import report_rows
from agent_desktop.hub.storage import report_schedules as kept
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.hub.written.records import Letter, NotNow, Outcome, Rejected, Unclear
from agent_desktop.model.base import Millis
from agent_desktop.model.errors import DeskError, Offline, StoreFailed
from agent_desktop.model.mail_heads import Automatic, MailHead
from agent_desktop.model.report_schedules import ReportSchedule
from agent_desktop.model.words import later

EVERY_S: Final = 20.0
"""How often it is looked for what is due."""
SEND_S: Final = 150.0
FILE_KEPT_MS: Final[Millis] = 7 * 24 * 3_600_000

_log = logging.getLogger("agent_desktop.hub")


async def keep_sending(house: House, every_s: float = EVERY_S) -> None:
    """Send what is due again and again, until cancelled; first what a hub that is gone was sending."""
    looked = False
    while True:
        try:
            if not looked:
                await look_back(house)
                looked = True
            await send_due(house)
        except DeskError as error:  # a full disk: the next round tries again
            _log.warning("scheduled reports wait: %s", error.problem.message)
        await asyncio.sleep(every_s)


async def look_back(house: House) -> None:
    """What became of those that were being sent when the hub ended."""
    for schedule in await house.rows(kept.schedules):
        if schedule.state == "sending":
            await _settle(house, schedule, await _looked(house, schedule))


async def send_due(house: House) -> None:
    """Send everything whose hour has come, one after the other."""
    now = house.shared.clock()
    for schedule in await house.rows(lambda storage: kept.due(storage, now)):
        claimed = await house.rows(lambda storage: _claim(storage, schedule, now))  # noqa: B023
        if claimed is not None:
            await _send(house, claimed)


def _claim(storage: Storage, seen: ReportSchedule, now: Millis) -> ReportSchedule | None:
    """Mark it as being sent; None where it is another one meanwhile."""
    if kept.schedule(storage, seen.id) != seen:
        return None
    claimed = report_hours.claimed(seen, now)
    kept.keep(storage, claimed)
    return claimed


async def _send(house: House, schedule: ReportSchedule) -> None:
    try:
        letter = await _letter(house, schedule)
    except (StoreFailed, OSError) as error:
        words = error.problem.message if isinstance(error, StoreFailed) else _NO_ROOM
        await _settle(house, schedule, NotNow(problem=words))
        return
    except DeskError as error:  # its owner may not see it any more, or what it asks for is gone
        problem = error.problem
        await _settle(house, schedule, Rejected(problem=problem.message, remedy=problem.remedy))
        return
    session = house.office.session(schedule.entry_point_id)
    if session is None:
        await _settle(house, schedule, NotNow(problem=_NO_MAILBOX))
        return
    try:
        async with asyncio.timeout(SEND_S):
            outcome = await session.send(letter)
            if isinstance(outcome, Unclear):
                outcome = await session.look(letter)
    except Exception as error:
        _log.error("sending a report failed: %s", type(error).__name__)
        outcome = Unclear(problem=_LOST)
    await _settle(house, schedule, outcome)


async def _looked(house: House, schedule: ReportSchedule) -> Outcome:
    """What the mailbox knows of a letter that may have left."""
    for _ in range(_TRIES):
        session = house.office.session(schedule.entry_point_id)
        if session is not None:
            break
        await asyncio.sleep(1)
    else:
        return Unclear(problem=_LOST)
    letter = _head(schedule, schedule.report, house.shared.clock())
    try:
        async with asyncio.timeout(SEND_S):
            return await session.look(letter)
    except Exception as error:
        _log.error("looking for a report failed: %s", type(error).__name__)
        return Unclear(problem=_LOST)


_TRIES: Final = 10
_LOST: Final = later("The connection broke before the mail server answered. It may have been sent.")
_NO_MAILBOX: Final = later("The mailbox is not connected.")
_NO_ROOM: Final = later("The hub has no room to write the report.")


async def _settle(house: House, schedule: ReportSchedule, outcome: Outcome) -> None:
    now = house.shared.clock()

    def settle(storage: Storage) -> None:
        found = kept.schedule(storage, schedule.id)
        if found is not None and found.letter_id == schedule.letter_id:
            kept.keep(storage, report_hours.settled(found, outcome, now))

    await house.rows(settle)


async def _letter(house: House, schedule: ReportSchedule) -> Letter:
    """The report of its hour as a letter, with the file that it had before, if it is tried again."""
    at = schedule.of_at or house.shared.clock()
    request = question(schedule.query)
    made = await made_for(house, schedule.report, request, schedule.owner_id, at)
    made = translated(made, schedule.language)
    misses = await missed_in(house, request, schedule.owner_id, made)
    data = await asyncio.to_thread(drawn, made, schedule.format, misses)
    name = file_name(made, schedule.format)
    owner = f"report:{schedule.id}"
    upload_id = f"{schedule.letter_id}-{schedule.attempt}"
    file = await house.shared.uploads.bring_in_bytes(
        data, owner, upload_id, name, keep_ms=FILE_KEPT_MS
    )
    if file is None:
        raise Offline("The report is empty.", remedy="Ask for another time.")
    names = await house.rows(lambda storage: report_rows.names(storage).agents)
    about = made, misses, names.get(schedule.owner_id, "")
    empty = _head(schedule, report_mail.subject(made, misses), house.shared.clock())
    return replace(
        empty, text=report_mail.words(*about), page=report_mail.page(*about), attachments=(file,)
    )


def _head(schedule: ReportSchedule, title: str, now: Millis) -> Letter:
    """The letter by which a mailbox knows it again, still without what it says."""
    to, *others = schedule.receivers
    return Letter(
        id=schedule.letter_id,
        entry_point_id=schedule.entry_point_id,
        conversation_id="",
        to=to,
        text="",
        written_at=now,
        mail=MailHead(to=tuple(others), subject=title, automatic=Automatic.REPLY),
        attempt=schedule.attempt,
    )


def question(query: str) -> Request:
    """A question as it would come over HTTP."""
    words = urlencode(parse_qsl(query, keep_blank_values=True))
    return Request({"type": "http", "query_string": words.encode(), "headers": []})
