"""From the hub's words to the desk's: problems to errors, frames to batches, failures of the network to sentences."""

import socket
import ssl

from agent_desktop.hub.protocol import Entries, Entry, SnapshotFrame
from agent_desktop.model.commands import Cursor
from agent_desktop.model.errors import (
    Conflict,
    DeskError,
    NeedsSignIn,
    Offline,
    Problem,
    Refused,
    Unclear,
    Unsupported,
)
from agent_desktop.model.events import BackendBatch

_ERRORS: dict[str, type[DeskError]] = {
    kind.code: kind for kind in (Conflict, NeedsSignIn, Refused, Unclear, Unsupported)
}
#: The hub did nothing, and may do it a little later.
_LATER = frozenset({"offline", "stopping", "too_many", "too_slow", "store_failed"})
#: Signed in, but with no place at a desk: trying again is of no use.
_NOT_FOR_YOU = frozenset({"needs_sign_in", "forbidden"})


def error_of(problem: Problem) -> DeskError:
    """The error for what the hub refused. Passing troubles are Offline; codes that we do not know are Refused."""
    if problem.code in _LATER:
        return Offline(
            problem.message, remedy=problem.remedy, field=problem.field, value=problem.value
        )
    error = _ERRORS.get(problem.code, Refused)(problem.message)
    error.problem = problem
    return error


def ends_session(problem: Problem) -> bool:
    """True when the token is of no use any more."""
    return problem.code in _NOT_FOR_YOU


def snapshot_batch(frame: SnapshotFrame, epoch: str) -> BackendBatch:
    """Everything live, as one event."""
    return BackendBatch(
        events=(frame.snapshot,), at=frame.at, cursor=Cursor(epoch=epoch, seq=frame.position)
    )


def entries_batch(frame: Entries, since: Cursor) -> BackendBatch:
    """The entries after `since`; what the desk has already is left out."""
    fresh: list[Entry] = []
    last = since.seq
    for entry in frame.entries:
        if entry.seq > last:
            fresh.append(entry)
            last = entry.seq
    return BackendBatch(
        events=tuple(entry.event for entry in fresh),
        at=frame.at,
        cursor=Cursor(epoch=since.epoch, seq=max(last, frame.position)),
    )


def stranger() -> Offline:
    """Something answered, and it was not a hub: a hotel's sign-in page, a proxy, another program."""
    return Offline(
        "Something other than the hub answered.",
        remedy="If this network asks you to sign in first, do so in a browser. Else check the address.",
    )


def broke_off() -> Offline:
    """An answer ended before its end, and whoever passed it on said nothing of that."""
    return Offline("The hub's answer broke off.", remedy="Check the network, and try again.")


def unreachable(error: BaseException) -> Offline:
    """The words for a connection that did not come about or broke; a TLS error is named."""
    for cause in _causes(error):
        if isinstance(cause, ssl.SSLCertVerificationError):
            return Offline(
                f"The hub's certificate is not trusted: {getattr(cause, 'verify_message', cause)}.",
                remedy="Check the address and this computer's clock, or ask your administrator.",
            )
        if isinstance(cause, ssl.SSLError):
            return Offline(
                f"No secure connection to the hub: {getattr(cause, 'reason', '') or 'TLS failed'}.",
                remedy="Check the address, or ask your administrator.",
            )
        if isinstance(cause, socket.gaierror):
            return Offline(
                "The hub's name is not known on this network.",
                remedy="Check the address and the network.",
            )
        if isinstance(cause, TimeoutError):
            return Offline("The hub does not answer.", remedy="Check the network.")
        if isinstance(cause, ConnectionRefusedError):
            return Offline("Nothing answers at the hub's address.", remedy="Is the hub running?")
    return Offline("The hub cannot be reached.", remedy="Check the network.")


def _causes(error: BaseException) -> list[BaseException]:
    chain: list[BaseException] = []
    waiting: list[BaseException | None] = [error]
    while waiting and len(chain) < 20:
        one = waiting.pop(0)
        if one is None or one in chain:
            continue
        chain.append(one)
        waiting += [one.__cause__, one.__context__]
        if isinstance(one, BaseExceptionGroup):
            waiting += one.exceptions
    return chain
