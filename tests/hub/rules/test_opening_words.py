"""An opening in the customer's words: as much of the date as is needed, in the languages that are spoken here."""

from datetime import UTC, datetime

import pytest

from agent_desktop.hub.rules.opening_words import opening_words


def at(year: int, month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


NOW = at(2023, 11, 14, 22, 13)
"""A Tuesday."""


@pytest.mark.parametrize(
    ("opens", "language", "words"),
    [
        (at(2023, 11, 14, 23, 5), "de", "23:05"),
        (at(2023, 11, 15, 8), "de-AT", "Mittwoch, 08:00"),
        (at(2023, 11, 20, 8), "en", "Monday, 08:00"),
        (at(2023, 11, 21, 8), "en-GB", "Tuesday, 21 November, 08:00"),
        (at(2023, 11, 21, 8), "de", "Dienstag, 21.11., 08:00"),
        (at(2024, 1, 2, 8), "fr", "mardi, 2/1, 08:00"),
        (at(2024, 1, 2, 8), "nl", "dinsdag, 2-1, 08:00"),
        (at(2023, 11, 19, 8), "pt-BR", "domingo, 08:00"),
        (at(2023, 11, 15, 8), "", "2023-11-15 08:00"),
        (at(2023, 11, 15, 8), "ja", "2023-11-15 08:00"),
    ],
)
def test_an_opening_is_told_as_one_would_say_it(opens: datetime, language: str, words: str) -> None:
    assert opening_words(opens, NOW, language) == words
