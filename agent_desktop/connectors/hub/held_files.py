"""The hub's virus scanner and the files that it keeps back: read, tried, decided.

Promises that a scanner which somebody else changed meanwhile is not overwritten. Refuses the bytes of such files.
"""

from typing import TYPE_CHECKING, Final, Literal, TypeAlias
from urllib.parse import quote

import msgspec
from msgspec.structs import replace

from agent_desktop.connectors.hub.networks import Tried
from agent_desktop.connectors.hub.unchanged import unchanged
from agent_desktop.model.administration_files import (
    DeleteFile,
    KeepScanner,
    Quarantine,
    ReleaseFile,
    ScannerState,
    TryScanner,
    VirusScanner,
)
from agent_desktop.model.administration_voice import TrialStep
from agent_desktop.model.base import Record
from agent_desktop.model.errors import Conflict, DeskError

if TYPE_CHECKING:
    from agent_desktop.connectors.hub.door import Door

FileOrder: TypeAlias = KeepScanner | TryScanner | ReleaseFile | DeleteFile
_SCANNER: Final = "/v1/admin/scanner"
_FILES: Final = "/v1/admin/quarantine"
TRIED_WITHIN_S: Final = 150.0
"""A silent scanner is waited for: to reach it, to answer, to look at a file."""


class _Scanner(Record, frozen=True):
    address: str = ""
    when_down: Literal["hold", "pass"] = "hold"
    problem: str = ""
    waiting: int = 0


async def read_scanner(door: "Door", token: str) -> VirusScanner:
    """The scanner, asked whether it is there."""
    told = await door.get(_SCANNER, _Scanner, token)
    answers = not told.problem if told.address else None
    state = ScannerState(answers=answers, words=told.problem, waiting=told.waiting)
    return VirusScanner(address=told.address, when_down=told.when_down, state=state)


async def read_quarantine(door: "Door", token: str) -> Quarantine:
    """The files that are kept back."""
    return await door.get(_FILES, Quarantine, token)


async def carry_out(door: "Door", token: str, order: FileOrder) -> tuple[TrialStep, ...]:
    """Use or try a scanner, hand a file on or delete it; of a test, what it finds."""
    match order:
        case KeepScanner(scanner=scanner):
            now = _wished(await read_scanner(door, token))
            unchanged(now.id, _wished(order.before), {now.id: now})
            await door.do("PUT", _SCANNER, token, _body(scanner))
        case TryScanner(scanner=scanner):
            path, body = f"{_SCANNER}/test", _body(scanner)
            return (await door.ask("POST", path, Tried, token, body, TRIED_WITHIN_S)).steps
        case ReleaseFile(file_id=file_id):
            await _decide(door, token, "POST", f"{_path(file_id)}/release")
        case DeleteFile(file_id=file_id):
            await _decide(door, token, "DELETE", _path(file_id))
    return ()


async def _decide(door: "Door", token: str, method: str, path: str) -> None:
    try:
        await door.do(method, path, token)
    except DeskError as error:
        if error.problem.code != "not_found":
            raise
        raise Conflict(
            "This file is no longer kept back.",
            remedy="Somebody else decided meanwhile, or the scanner answered.",
        ) from None


def _wished(scanner: VirusScanner) -> VirusScanner:
    """A scanner without what changes by itself."""
    return replace(scanner, state=ScannerState())


def _path(file_id: str) -> str:
    return f"{_FILES}/{quote(file_id, safe='')}"


def _body(scanner: VirusScanner) -> bytes:
    return msgspec.json.encode(
        {
            "type": "define_scanner",
            "address": scanner.address,
            "when_down": scanner.when_down,
        }
    )
