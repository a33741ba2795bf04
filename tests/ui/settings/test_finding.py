"""Time zones, countries and languages are found by typing and chosen from a list; what is kept stays."""

from collections.abc import Iterator
from zoneinfo import available_timezones

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from agent_desktop.model.administration import Topic
from agent_desktop.model.calendars import KeepCalendar
from agent_desktop.ui.settings.finding import CountryRow, FindRow, LanguageRow, ZoneRow
from agent_desktop.ui.settings.places import country_words, language_words, zone_options
from agent_desktop.ui.settings.rows import NoValue
from agent_desktop.ui.theme.theme import Theme
from tests.ui.settings.conftest import Office


@pytest.fixture
def german() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    yield
    QLocale.setDefault(before)


def typed(row: FindRow, text: str) -> str:
    row.field.setText(text)
    return row.value()


@pytest.mark.parametrize("text", ["Europe/Berlin", "europe/berlin", "Berlin", "berlin · germany"])
def test_a_zone_is_found_by_any_letters_that_only_it_has(theme: Theme, text: str) -> None:
    assert typed(ZoneRow(theme, "zone", "Time zone"), text) == "Europe/Berlin"


@pytest.mark.parametrize("text", ["", "  ", "Atlantis", "Europe", "Europe/Berlin, please"])
def test_what_is_no_single_zone_is_refused(theme: Theme, text: str) -> None:
    with pytest.raises(NoValue):
        typed(ZoneRow(theme, "zone", "Time zone"), text)


def test_every_zone_is_known_where_calls_are_answered() -> None:
    zones = dict(zone_options())
    assert zones["America/Argentina/Buenos_Aires"] == "America/Argentina/Buenos Aires · Argentina"
    assert zones["UTC"] == "UTC"
    assert len(zones) > 300
    assert set(zones) <= available_timezones()


def test_a_zone_that_is_not_offered_stays(theme: Theme) -> None:
    row = ZoneRow(theme, "zone", "Time zone")
    for kept in ("Etc/GMT+5", "Mars/Base"):
        row.show_value(kept)
        assert row.value() == kept


def test_only_the_agent_edits(theme: Theme, qtbot: QtBot) -> None:
    row = ZoneRow(theme, "zone", "Time zone")
    qtbot.addWidget(row)
    told: list[None] = []
    row.edited.connect(lambda: told.append(None))
    row.show_value("Europe/Paris")
    assert row.field.text() == "Europe/Paris · France"
    assert not told
    QTest.keyClick(row.field, Qt.Key.Key_End)
    QTest.keyClicks(row.field, "x")
    assert len(told) == 1


def test_the_list_opens_whole_and_narrows(office: Office, qtbot: QtBot) -> None:
    page = office.open(Topic.CALENDARS)
    page.begin_new()
    row = page.form.rows["zone"]
    assert isinstance(row, ZoneRow)
    row.show_value("Europe/Paris")
    row.field.setFocus()
    QTest.keyClick(row.field, Qt.Key.Key_Down)
    popup = row.field.list.popup()
    assert popup is not None
    qtbot.waitUntil(popup.isVisible)
    assert row.field.list.completionCount() == len(zone_options())
    QTest.keyClicks(popup, "lisb")
    assert row.field.list.completionCount() == 1
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not popup.isVisible())
    assert page.form.isVisible(), "Enter in the list saves nothing"
    assert not office.asked(KeepCalendar)
    assert page.form.changed
    assert row.value() == "Europe/Lisbon"


@pytest.mark.parametrize("text", ["DE", "de", "Germany", "Deutschland", "Germany (DE)"])
def test_a_country_is_understood_by_name_and_letters(theme: Theme, text: str) -> None:
    assert typed(CountryRow(theme, "region", "Country", ""), text) == "DE"


def test_what_is_no_country_is_refused(theme: Theme) -> None:
    row = CountryRow(theme, "region", "Country", "")
    for wrong in ("Atlantis", "XX", "Guinea-Land"):
        with pytest.raises(NoValue):
            typed(row, wrong)
    assert typed(row, "") == ""
    assert country_words("") == ""


def test_a_german_screen_names_countries_in_german(theme: Theme, german: None) -> None:
    assert country_words("DE") == "Deutschland (DE)"
    assert dict(zone_options())["Europe/Berlin"] == "Europe/Berlin · Deutschland"
    assert typed(CountryRow(theme, "region", "Land", ""), "Germany") == "DE"


def test_languages_are_found_and_others_are_left_to_the_backend(theme: Theme) -> None:
    row = LanguageRow(theme, "language", "Language", "")
    assert typed(row, "Deutsch") == "de"
    assert typed(row, "en") == "en"
    assert typed(row, "de-AT") == "de-AT"
    assert typed(row, "") == ""
    assert language_words("fr") == "français"
