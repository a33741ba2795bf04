"""The darkroom's process: orders on stdin, an answer to each on stdout, in their order.

Promises to compute only what others leave; to end with its input. SIGINT is the parent's affair.
"""

from __future__ import annotations

import logging
import os
import sys
from pathlib import Path
from typing import Final

import msgspec

from agent_desktop.hub.voice.darkroom import words
from agent_desktop.hub.voice.darkroom.developing import develop
from agent_desktop.hub.voice.process import start
from agent_desktop.media.precedence import let_others_first

_log: Final = logging.getLogger(__name__)


def main() -> int:
    """Work until the input ends; the exit code."""
    let_others_first()
    answers = start.as_child()
    for line in sys.stdin.buffer:
        try:
            order = words.order.decode(line)
        except msgspec.MsgspecError:
            _log.error("an order was not understood")
            return 1
        try:
            done = words.line(_done(order))
            while done:
                done = done[os.write(answers, done) :]
        except BrokenPipeError:
            return 0
    return 0


def _done(order: words.Order) -> words.Developed:
    try:
        return develop(Path(order.kept), Path(order.made), message=order.message)
    except OSError as error:
        return words.Developed(problem=error.strerror or type(error).__name__)
    except Exception as error:
        _log.exception("a recording could not be made")
        return words.Developed(problem=type(error).__name__)
