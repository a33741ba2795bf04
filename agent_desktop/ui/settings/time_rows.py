"""Rows whose value is a stretch of time, said and written as people do: 20 s, 1:30 min, 4 h.

Promises that what is shown can be typed again, and that a time nobody touched stays as fine as it was. Refuses to judge
times: the backend says which cannot be.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from agent_desktop.model.base import Millis
from agent_desktop.model.work import Channel
from agent_desktop.ui.settings.number_rows import AmountRow, ByChannelRow, NumberField
from agent_desktop.ui.settings.rows import NoValue
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr

SECOND: Final[Millis] = 1_000
MINUTE: Final[Millis] = 60_000
HOUR: Final[Millis] = 3_600_000
_DAY: Final[Millis] = 24 * HOUR
_UNITS: Final[Mapping[str, Millis]] = {
    **dict.fromkeys(("s", "sec", "sek"), SECOND),
    **dict.fromkeys(("m", "min"), MINUTE),
    **dict.fromkeys(("h", "std"), HOUR),
    **dict.fromkeys(("d", "t"), _DAY),
}
_TIME: Final = re.compile(r"([0-9]{1,7})(?::([0-5][0-9]))?\s*([a-z]*)\.?")
_PART: Final[Mapping[Millis, Millis]] = {MINUTE: SECOND, HOUR: MINUTE}
"""What stands behind the colon of a time in minutes or in hours."""


def time_words(span: Millis) -> str:
    """A time in the greatest unit that says all of it, to the second."""
    seconds = round(span / SECOND)
    if seconds and seconds % (_DAY // SECOND) == 0:
        return tr("{n} d", n=seconds * SECOND // _DAY)
    if seconds and seconds % 60 == 0 and seconds >= 3_600:
        hours, minutes = divmod(seconds // 60, 60)
        return tr("{n} h", n=f"{hours}:{minutes:02}" if minutes else str(hours))
    if seconds >= 60:
        minutes, rest = divmod(seconds, 60)
        return tr("{n} min", n=f"{minutes}:{rest:02}" if rest else str(minutes))
    return tr("{n} s", n=seconds)


def time_of(text: str, usual: Millis = SECOND) -> Millis:
    """The milliseconds of a time that somebody typed; a bare number is in the `usual` unit, and one with a colon in
    minutes. Raises NoValue."""
    found = _TIME.fullmatch(text.strip().casefold())
    unit = None
    if found is not None:
        bare = usual if found[2] is None else MINUTE
        unit = _UNITS.get(found[3]) if found[3] else bare
    if found is None or unit is None or (found[2] is not None and unit not in _PART):
        raise NoValue(
            tr("“{text}” is no time. Write it like 20 s, 1:30 min or 4 h.", text=text.strip()[:40])
        )
    return int(found[1]) * unit + int(found[2] or 0) * _PART.get(unit, 0)


class TimeField(NumberField):
    """A line for a time; a bare number is in `unit`. What was typed stands there as it was understood when the caret
    leaves."""

    def __init__(self, theme: Theme, name: str, hint: str = "", unit: Millis = SECOND) -> None:
        super().__init__(theme, name, hint)
        self._unit = unit
        self.editingFinished.connect(self._say)

    def read(self, text: str) -> Millis:
        """See `NumberField`."""
        return time_of(text, self._unit)

    def write(self, number: Millis) -> str:
        """See `NumberField`."""
        return time_words(number)

    def _say(self) -> None:
        if self.sound and (span := self.number()) is not None:
            self.show_number(span)


class TimeRow(AmountRow):
    """One time; the value is milliseconds. A bare number is in `unit`; `empty` says what nothing means."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        label: str,
        about: str = "",
        *,
        empty: str = "",
        unit: Millis = SECOND,
    ) -> None:
        field = TimeField(theme, label, empty, unit)
        field.setFixedWidth(140 if empty else 96)
        needed = "" if empty else tr("This is needed.")
        super().__init__(theme, name, label, about, field=field, needed=needed)


class ChannelTimesRow(ByChannelRow):
    """A time for each channel; the value is a dictionary of milliseconds."""

    def __init__(
        self, theme: Theme, name: str, label: str, about: str = "", *, channels: Sequence[Channel]
    ) -> None:
        def make(words: str) -> TimeField:
            field = TimeField(theme, words)
            field.setFixedWidth(80)
            return field

        super().__init__(theme, name, label, about, channels=channels, make=make, gap=8)
