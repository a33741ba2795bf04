"""How far files are that are being sent, for screen readers: in quarters, as each is reached.

Promises that a small file, which is there at once, says nothing: that it was sent is told elsewhere. Refuses paint: for
the eye there is a line at the file.
"""

from collections.abc import Callable, Sequence
from typing import Final

from agent_desktop.model.attachments import LocalFile
from agent_desktop.model.call_log import ShownItem
from agent_desktop.model.timeline import Message
from agent_desktop.ui.kit.paint import single_line
from agent_desktop.ui.words import tr

_LATEST: Final = 50
"""So many items from the end are looked at: what is being sent stands there."""
_QUARTER: Final = 25

Uploaded = Callable[[str], int | None]


def upload_words(files: Sequence[LocalFile], uploaded: Uploaded) -> str:
    """How far each of these is, in whole percent; empty for those of which nothing is known."""
    return ", ".join(
        _words(file, percent)
        for file in files
        if (percent := _percent(file, uploaded(file.id))) is not None
    )


class UploadSaying:
    """See the module. `said` are the quarters that were told, by file."""

    def __init__(self) -> None:
        self._said: dict[str, int] = {}

    def news(self, items: Sequence[ShownItem], uploaded: Uploaded) -> str:
        """What is to be said now; empty when no file reached another quarter."""
        before, self._said = self._said, {}
        words = []
        for item in items[-_LATEST:]:
            for file in item.files if isinstance(item, Message) else ():
                percent = _percent(file, uploaded(file.id))
                if percent is None:
                    continue
                quarter = percent // _QUARTER
                self._said[file.id] = quarter
                if before.get(file.id, 0) < quarter < 100 // _QUARTER:
                    words.append(_words(file, quarter * _QUARTER))
        return ", ".join(words)


def _percent(file: LocalFile, there: int | None) -> int | None:
    if there is None or file.size <= 0:
        return None
    return min(100, there * 100 // file.size)


def _words(file: LocalFile, percent: int) -> str:
    name = single_line(file.name, 60)
    return tr("{name}: {n}% sent", name=name, n=percent)
