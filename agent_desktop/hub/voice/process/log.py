"""What a worker logs: lines on stderr, "LEVEL name: text", which the hub takes into its own log.

Promises one line for each record, and of an exception its kind and place, never its words: those may hold what somebody
sent.
"""

from __future__ import annotations

import logging
import sys
import traceback
from types import TracebackType
from typing import Final

#: Their warnings are about networks as they are, with addresses in them.
_TALKATIVE: Final = ("aioice", "aiortc", "websockets", "libav")


class _Plain(logging.Formatter):
    def formatException(
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None]
        | tuple[None, None, None],
    ) -> str:
        kind, _, where = ei
        if kind is None:
            return ""
        last = traceback.extract_tb(where)[-1:]
        place = "".join(f" at {one.filename}:{one.lineno}" for one in last)
        return f"{kind.__name__}{place}"

    def format(self, record: logging.LogRecord) -> str:
        return super().format(record).replace("\n", " ")


def prepare() -> None:
    """Let this process log so."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Plain("%(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(handlers=[handler], level=logging.WARNING)
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.CRITICAL)
