"""Why a command came to nothing, in words that may be shown and stored.

Promises a problem with words for whatever a port raises; that what nobody knows is called unclear.
"""

import logging

from msgspec.structs import replace

from agent_desktop.desk.errands import HALTED
from agent_desktop.model.errors import (
    DeskError,
    NeedsSignIn,
    Offline,
    Problem,
    StoreFailed,
    Unclear,
)

log = logging.getLogger(__name__)

STOPPED = Problem(code=HALTED, message="The agent stopped it.")
_BY_CLASS = (Offline, Unclear, NeedsSignIn)


def lost(asked: bool) -> Problem:
    """The link closed; `asked`: after the command had left."""
    if asked:
        return Problem(code=Unclear.code, message="The link closed before an answer came.")
    return Problem(code=Offline.code, message="The link closed.")


def problem_of(fault: Exception) -> Problem:
    """What may be shown and stored of an exception; one that no port may raise is logged, its outcome unclear."""
    if isinstance(fault, DeskError):
        for kind in _BY_CLASS:
            if isinstance(fault, kind):
                return replace(fault.problem, code=kind.code)
        return fault.problem
    if isinstance(fault, OSError) and not isinstance(fault, ConnectionError | TimeoutError):
        return Problem(
            code=StoreFailed.code,
            message="The file could not be read or written.",
            value=str(fault.filename or "")[:200],
            remedy="Check that it is still there, and attach it again.",
        )
    log.error("A port failed in a way that it must not", exc_info=fault)
    return Problem(code=Unclear.code, message="The backend's answer could not be understood.")
