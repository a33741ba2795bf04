"""Formatting of times and sizes, and the words they are made of."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication, QLocale, QTranslator

from agent_desktop.ui.kit import format as fmt
from agent_desktop.ui.words import plural, tr

S, M, H, D = 1_000, 60_000, 3_600_000, 86_400_000


def at(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp() * 1000)


@pytest.mark.parametrize(
    ("duration", "words"),
    [(0, "0:00"), (252 * S, "4:12"), (-5, "0:00"), (H + 4 * M + 12 * S, "1:04:12")],
)
def test_timer(duration: int, words: str) -> None:
    assert fmt.timer(duration) == words


def test_padded_timer() -> None:
    assert fmt.timer(252 * S, pad=True) == "04:12"
    assert fmt.timer(H + 5 * M, pad=True) == "1:05:00"


@pytest.mark.parametrize(
    ("left", "words"),
    [(20 * S, "0:20"), (19 * S + 1, "0:20"), (1, "0:01"), (0, "0:00"), (-1, "0:00")],
)
def test_countdown(left: int, words: str) -> None:
    assert fmt.countdown(left) == words


@pytest.mark.parametrize(
    ("duration", "words"),
    [
        (86 * S, "1:26"),
        (5 * M - 1, "4:59"),
        (5 * M, "5 min"),
        (26 * M, "26 min"),
        (H, "1 h"),
        (47 * H, "47 h"),
        (48 * H, "2 d"),
    ],
)
def test_age(duration: int, words: str) -> None:
    assert fmt.age(duration) == words


@pytest.mark.parametrize(
    ("duration", "words"),
    [(19 * S, "19 s"), (2 * M, "2 min"), (-15 * M, "−15 min"), (3 * H, "3 h"), (-3 * D, "−3 d")],
)
def test_remaining(duration: int, words: str) -> None:
    assert fmt.remaining(duration) == words


@given(st.integers(-(10**12), 10**12))
def test_durations_are_always_short(duration: int) -> None:
    assert len(fmt.age(duration)) <= 9
    assert len(fmt.remaining(duration)) <= 9


def test_time_of_day_in_a_zone() -> None:
    zone = timezone(timedelta(hours=2))
    assert fmt.time_of_day(at("2026-11-22T12:02:11"), zone=zone) == "14:02"
    assert fmt.time_of_day(at("2026-11-22T12:02:11"), seconds=True, zone=zone) == "14:02:11"


def test_time_of_day_follows_the_language() -> None:
    before = QLocale()
    try:
        QLocale.setDefault(QLocale("en_US"))
        assert fmt.time_of_day(at("2026-11-22T14:02:11"), zone=UTC) == "2:02 PM"
        QLocale.setDefault(QLocale("de_DE"))
        assert fmt.time_of_day(at("2026-11-22T14:02:11"), zone=UTC) == "14:02"
        assert fmt.byte_size(2_100_000) == "2,1 MB"
    finally:
        QLocale.setDefault(before)


def test_days() -> None:
    now = at("2026-11-25T10:00:00")
    assert fmt.day(at("2026-11-25T00:00:01"), now, zone=UTC) == "Today"
    assert fmt.day(at("2026-11-24T23:59:59"), now, zone=UTC) == "Yesterday"
    assert fmt.day(at("2026-11-23T09:05:00"), now, zone=UTC) == "Mon 23 Nov"
    assert fmt.day(at("2025-11-03T09:05:00"), now, zone=UTC) == "3 Nov 2025"


def test_moments() -> None:
    now = at("2026-11-25T15:00:00")
    assert fmt.moment(at("2026-11-25T14:02:00"), now, zone=UTC) == "14:02"
    assert fmt.moment(at("2026-11-23T09:05:00"), now, zone=UTC) == "Mon 09:05"
    assert fmt.moment(at("2026-11-03T09:05:00"), now, zone=UTC) == "3 Nov"
    assert fmt.moment(at("2025-11-03T09:05:00"), now, zone=UTC) == "3 Nov 2025"
    assert fmt.moment(at("2026-11-26T09:05:00"), now, zone=UTC) == "26 Nov"


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (0, "0 B"),
        (999, "999 B"),
        (184_000, "184 KB"),
        (2_100_000, "2.1 MB"),
        (31_000_000, "31 MB"),
        (999_600, "1 MB"),
        (1_400_000_000, "1.4 GB"),
    ],
)
def test_byte_size(count: int, words: str) -> None:
    assert fmt.byte_size(count) == words


def test_placeholders_and_plurals_in_english() -> None:
    assert tr("Offline since {time}", time="14:02") == "Offline since 14:02"
    assert tr("100 % {plain}") == "100 % {plain}"
    assert plural(1, "{n} reply waiting", "{n} replies waiting") == "1 reply waiting"
    assert plural(3, "{n} reply waiting", "{n} replies waiting") == "3 replies waiting"


class Upside(QTranslator):
    """A language that answers with the context, the text and the number."""

    def translate(
        self,
        context: str | bytes | bytearray | memoryview,
        sourceText: str | bytes | bytearray | memoryview,
        disambiguation: object = None,
        n: int = -1,
    ) -> str:
        return f"<{context!s}|{sourceText!s}|{n}>"

    def isEmpty(self) -> bool:
        return False


def test_a_translator_is_asked(qapp: QCoreApplication) -> None:
    upside = Upside()
    QCoreApplication.installTranslator(upside)
    try:
        assert tr("Ready") == "<AgentDesktop|Ready|-1>"
        assert plural(2, "{n} reply", "{n} replies") == "<AgentDesktop|2 replies|2>"
    finally:
        QCoreApplication.removeTranslator(upside)
