"""The rows of the house: a country by name or letters, and a number for each queue.

Promises that a country is understood in English, in its own language and by its two letters (ISO 3166). Refuses what is
no country; whether its numbers are known, the backend says.
"""

from collections.abc import Mapping
from functools import lru_cache

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QGridLayout, QWidget

from agent_desktop.ui.kit.widgets.fields import TextField
from agent_desktop.ui.kit.widgets.labels import Label
from agent_desktop.ui.settings.rows import NoValue, Row, TextRow
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    """Regions by what they are called."""
    names: dict[str, str] = {}
    every = QLocale.matchingLocales(
        QLocale.Language.AnyLanguage, QLocale.Script.AnyScript, QLocale.Country.AnyCountry
    )
    for one in every:
        code = QLocale.territoryToCode(one.territory())
        if len(code) == 2 and code.isalpha():
            names |= {
                name.casefold(): code
                for name in (code, one.nativeTerritoryName(), _english(code))
                if name
            }
    return names


def _english(code: str) -> str:
    return QLocale.territoryToString(QLocale.codeToTerritory(code))


def region_of(text: str) -> str:
    """The two letters of a country, empty for an empty text. Raises NoValue."""
    if not text:
        return ""
    found = _names().get(text.casefold())
    if found is None:
        raise NoValue(tr("There is no such country. Write two letters, such as DE."))
    return found


def region_words(region: str) -> str:
    """A country's name, in the language of the screen where that is spoken there."""
    if not region:
        return ""
    here = QLocale(QLocale().language(), QLocale.codeToTerritory(region))
    own = here.territory() == QLocale.codeToTerritory(region)
    name = here.nativeTerritoryName() if own else _english(region)
    return f"{name} ({region})" if name else region


class RegionRow(TextRow):
    """A country; the value is its two letters."""

    def value(self) -> str:
        """The letters. Raises NoValue."""
        return region_of(super().value())


class ByQueueRow(Row):
    """A number for each queue that has one; the value is a dictionary. Those of queues that are gone stay."""

    def __init__(self, theme: Theme, name: str, label: str, about: str = "") -> None:
        super().__init__(theme, name, label, about)
        self.fields: dict[str, TextField] = {}
        self._names: dict[str, str] = {}
        self._more: dict[str, str] = {}
        self._none = Label(theme, tr("There are no queues yet."), color="text.secondary")
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(4)
        self._grid.addWidget(self._none, 0, 0)
        self.seat(self._grid)

    def set_options(self, queues: Mapping[str, str]) -> None:
        """The queues by their ids; what was typed stays."""
        if dict(queues) == self._names:
            return
        value = self.value()
        while (item := self._grid.takeAt(0)) is not None:
            old = item.widget()
            if old is not None and old is not self._none:
                old.hide()
                old.deleteLater()
        self._names, self.fields = dict(queues), {}
        for line, (key, name) in enumerate(queues.items()):
            field = TextField(self.theme, name, compact=True)
            field.setFixedWidth(180)
            field.setMaxLength(40)
            field.textEdited.connect(self._touched)
            self._grid.addWidget(Label(self.theme, name, color="text.secondary"), line, 0)
            self._grid.addWidget(field, line, 1)
            self.fields[key] = field
        self._none.setVisible(not queues)
        if not queues:
            self._grid.addWidget(self._none, 0, 0)
        self.show_value(value)

    def control(self) -> QWidget:
        """The first field."""
        return next(iter(self.fields.values()), self._none)

    def value(self) -> dict[str, str]:
        """Numbers by queue."""
        typed = {key: field.text().strip() for key, field in self.fields.items()}
        return self._more | {key: text for key, text in typed.items() if text}

    def show_value(self, value: object) -> None:
        """Show a dictionary of numbers by queue."""
        assert isinstance(value, dict)
        self._more = {key: text for key, text in value.items() if key not in self.fields}
        for key, field in self.fields.items():
            text = value.get(key, "")
            if field.text().strip() != text:
                field.setText(text)
