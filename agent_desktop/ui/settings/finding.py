"""The rows whose value is found by typing: a time zone, a country, a language.

Promises that each is found by its words and by its short form, and that what is kept stays, also where it is not
offered here. Refuses text that names no single thing, except a language: which ones there are, the backend knows.
"""

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QWidget

from agent_desktop.ui.kit.widgets.finding import FindField
from agent_desktop.ui.settings.places import (
    country_names,
    country_options,
    language_options,
    zone_options,
)
from agent_desktop.ui.settings.rows import NoValue, Row
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr

_NO_NAMES: Mapping[str, str] = {}


class FindRow(Row):
    """One of many; the value is its key, empty for an empty line."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        label: str,
        about: str = "",
        *,
        options: Sequence[tuple[str, str]],
        more: Mapping[str, str] = _NO_NAMES,
        hint: str = "",
    ) -> None:
        super().__init__(theme, name, label, about)
        self.field = FindField(theme, label, hint)
        self.field.set_options(options, more)
        self.field.changed.connect(self._touched)
        self.label.setBuddy(self.field)
        self.seat(self.field)

    def control(self) -> QWidget:
        """The line."""
        return self.field

    def value(self) -> str:
        """The key. Raises NoValue."""
        text = self.field.text().strip()
        key = self.field.key if text else ""
        return self.other(text) if key is None else key

    def other(self, text: str) -> str:
        """What text means that names nothing here. Raises NoValue."""
        raise NoValue(tr("“{text}” is not in the list. Choose from it.", text=text[:40]))

    def show_value(self, value: object) -> None:
        """Show a key."""
        self.field.show_key(str(value))


class ZoneRow(FindRow):
    """A time zone, by its name in the IANA data base. None is refused."""

    def __init__(self, theme: Theme, name: str, label: str) -> None:
        hint = tr("Type a city or a country")
        super().__init__(theme, name, label, options=zone_options(), hint=hint)

    def value(self) -> str:
        """The name. Raises NoValue."""
        zone = super().value()
        if not zone:
            raise NoValue(tr("This is needed."))
        return zone


class CountryRow(FindRow):
    """A country; the value is its two letters (ISO 3166)."""

    def __init__(self, theme: Theme, name: str, label: str, about: str) -> None:
        super().__init__(theme, name, label, about, options=country_options(), more=country_names())


class LanguageRow(FindRow):
    """A language; the value is its tag (BCP 47)."""

    def __init__(self, theme: Theme, name: str, label: str, about: str) -> None:
        super().__init__(theme, name, label, about, options=language_options())

    def other(self, text: str) -> str:
        """See `FindRow`: there are more languages than the list has."""
        return text
