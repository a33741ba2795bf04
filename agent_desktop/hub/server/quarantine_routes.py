"""The administrator's routes for the virus scanner and for the files that it keeps back.

Promises that nobody but administrators reads or decides, and that a decision names who took it. Refuses to hand out the
bytes of such a file, even to them.
"""

from typing import Annotated, Final

from msgspec import Meta

from agent_desktop.hub.doors import clamd
from agent_desktop.hub.doors.scanning import ScannerSettings, WhenDown
from agent_desktop.hub.protocol import Request
from agent_desktop.hub.server import quarantine, scanner_trial
from agent_desktop.hub.server.operations import ADMIN, Call, Operation
from agent_desktop.hub.written.records import Step
from agent_desktop.model.base import Millis, Record, Tagged
from agent_desktop.model.files import Check

_SCANNER: Final = "/v1/admin/scanner"
_FILES: Final = "/v1/admin/quarantine"
_FILE: Final = f"{_FILES}/{{id}}"


class Scanner(Tagged, frozen=True, tag="scanner"):
    """The virus scanner: a clamd by its socket's path or as `host:port`; without an address nothing is checked.

    `problem` says why it does not answer now; empty when it does, and where there is none. `waiting` files wait for it.
    """

    address: str = ""
    when_down: WhenDown = WhenDown.HOLD
    problem: str = ""
    waiting: int = 0


class DefineScanner(Request, frozen=True, tag="define_scanner"):
    """Use this scanner from now on. `when_down`: "hold" files until it answers, or let them "pass" with a mark."""

    address: Annotated[str, Meta(max_length=300)] = ""
    when_down: WhenDown = WhenDown.HOLD


class ScannerTested(Tagged, frozen=True, tag="scanner_tested"):
    """What a test of a virus scanner found, step by step."""

    steps: tuple[Step, ...]


class HeldFile(Record, frozen=True):
    """A file that is kept back, and why. `owner` is who sent it: "agent:ID", "visitor:ID" or "entry:ID".

    `sender` and `customer` are names, empty where nobody knows them; `subject` is the conversation's.
    """

    id: str
    name: str
    media_type: str
    size: int
    owner: str
    came_at: Millis
    check: Check
    finding: str = ""
    conversation_id: str = ""
    sender: str = ""
    customer: str = ""
    subject: str = ""


class Quarantine(Tagged, frozen=True, tag="quarantine"):
    """The files that are kept back, oldest first."""

    files: tuple[HeldFile, ...] = ()


async def read_scanner(call: Call[None]) -> Scanner:
    """The virus scanner, asked whether it is there."""
    settings = await call.house.ask(quarantine.scanner)
    problem = ""
    if settings.address:
        try:
            await clamd.ping(settings.address)
        except clamd.ScannerDown as error:
            problem = str(error)
    held = await quarantine.kept_back(call.house)
    return Scanner(
        address=settings.address,
        when_down=settings.when_down,
        problem=problem,
        waiting=sum(one.check is Check.WAITING for one in held),
    )


async def change_scanner(call: Call[DefineScanner]) -> None:
    """Use another virus scanner, or none."""
    wish = ScannerSettings(address=call.body.address.strip(), when_down=call.body.when_down)
    await call.house.ask(lambda centre: quarantine.define_scanner(centre, wish))
    await quarantine.ask_again(call.house)


async def test_scanner(call: Call[DefineScanner]) -> ScannerTested:
    """Try what a scanner would be, without using it."""
    return ScannerTested(steps=await scanner_trial.tried(call.body.address.strip()))


async def read_quarantine(call: Call[None]) -> Quarantine:
    """The files that are kept back."""
    return Quarantine(
        files=tuple(
            HeldFile(
                id=one.id,
                name=one.name,
                media_type=one.media_type,
                size=one.size,
                owner=one.owner,
                came_at=one.created_at,
                check=one.check,
                finding=one.finding,
                conversation_id=one.conversation_id or "",
                sender=back.sender,
                customer=back.customer,
                subject=back.subject,
            )
            for back in await quarantine.with_names(call.house)
            for one in (back.file,)
        )
    )


async def release_file(call: Call[None]) -> None:
    """Hand a file on, whatever was found in it."""
    await quarantine.release(call.house, call.path("id"), call.token.subject)


async def delete_file(call: Call[None]) -> None:
    """Delete a file for good."""
    await quarantine.delete(call.house, call.path("id"), call.token.subject)


OPERATIONS = (
    Operation(
        *("GET", _SCANNER, "Get the virus scanner, and whether it answers", read_scanner),
        scopes=ADMIN,
        answers=Scanner,
    ),
    Operation(
        *("PUT", _SCANNER, "Say where the virus scanner is", change_scanner),
        scopes=ADMIN,
        body=DefineScanner,
        answers=None,
        codes=("refused",),
    ),
    Operation(
        *("POST", f"{_SCANNER}/test", "Try a virus scanner", test_scanner),
        scopes=ADMIN,
        body=DefineScanner,
        answers=ScannerTested,
        codes=("refused",),
    ),
    Operation(
        *("GET", _FILES, "List the files that are kept back", read_quarantine),
        scopes=ADMIN,
        answers=Quarantine,
    ),
    Operation(
        *("POST", f"{_FILE}/release", "Hand on a file that was kept back", release_file),
        scopes=ADMIN,
        answers=None,
        codes=("not_found",),
    ),
    Operation(
        *("DELETE", _FILE, "Delete a file that was kept back", delete_file),
        scopes=ADMIN,
        answers=None,
        codes=("not_found",),
    ),
)
