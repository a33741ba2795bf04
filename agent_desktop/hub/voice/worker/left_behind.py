"""Recordings of a process that died: found in their folder, with what can be known of them without it.

Promises only files that a tape has begun, each as long as its last chunk says, and told as its studio
would have told of it. Refuses to touch them, but for messages that are too short to be any.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Final

from agent_desktop.hub.voice.decisions import MessageKept
from agent_desktop.hub.voice.studio import label as labels
from agent_desktop.hub.voice.studio.kept import length_ms
from agent_desktop.hub.voice.studio.label import KEPT, Label
from agent_desktop.hub.voice.worker.centre import Recorded

CUT_OFF: Final = "The telephones' process ended while this was recorded."
_NAME: Final = re.compile(r"([0-9a-f]{26})-(tape[0-9]{1,16})\.(?:kept|json)")


def left_behind(folder: Path) -> list[Path]:
    """Every recording in the folder, also one of which there is only the label. Raises OSError."""
    found = {
        path.with_suffix(KEPT)
        for path in folder.glob("*")
        if _NAME.fullmatch(path.name) is not None
    }
    return sorted(found)


def salvaged(
    folder: Path, keep_days: int | None, skip: Callable[[str], bool] = lambda _: False
) -> list[tuple[Recorded, MessageKept | None]]:
    """What those who died have left, as they would have told of it: with the news of a message where it is one.

    `skip` says which recordings somebody sees to already; those without a label are kept `keep_days`. Raises OSError.
    """
    told = []
    for path in left_behind(folder):
        match = _NAME.fullmatch(path.name)
        assert match is not None
        recording = "/".join(match.groups())
        if skip(recording):
            continue
        known = labels.read(path) or Label(
            call=match[1],
            recording=recording,
            message=False,
            number="",
            queue="",
            keep_days=keep_days,
            least_ms=0,
        )
        recorded = cut_off(path, known.call, recording, known.keep_days, message=known.message)
        if not path.exists() or (known.message and recorded.length_ms < known.least_ms):
            labels.discard(path)
            continue
        told.append((recorded, _news(known, recorded) if known.message else None))
    return told


def cut_off(
    path: Path, call: str, recording: str, keep_days: int | None, *, message: bool
) -> Recorded:
    """A recording as far as it got. Raises OSError."""
    return Recorded(
        call=call,
        recording=recording,
        path=path,
        length_ms=length_ms(path) if path.exists() else 0,
        message=message,
        keep_days=keep_days,
        problem=CUT_OFF,
    )


def _news(known: Label, recorded: Recorded) -> MessageKept:
    return MessageKept(
        call=known.call,
        recording=recorded.recording,
        number=known.number,
        queue=known.queue,
        length_ms=recorded.length_ms,
        comment=known.comment,
    )
