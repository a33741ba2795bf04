"""Numbers in what people write: what is found, what is dialled, what calls for help."""

import subprocess
import sys

import pytest

from agent_desktop.ui.kit.telephone_numbers import Found, dialled, emergency, found, shown


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("+33 6 12 48 90 17", "+33612489017"),
        ("+44 (0)20 7946 0000", "+442079460000"),
        ("0049 30 901820", "+4930901820"),
        ("tel:+49-30-901820", "+4930901820"),
        ("Layla Haddad <+33 6 12 48 90 17>", "+33612489017"),
        ("Tel. 030/901820, Fax 030 901821", "030901820"),
        ("1-800-FLOWERS", "18003569377"),
        ("  200 ", "200"),
        ("030 901820", "030 901820"),
        ("+33612489017,,12#", "+33612489017,,12#"),
        ("*72#", "*72#"),
        ("team2", "team2"),
        ("Layla", "Layla"),
        ("reception@pbx.example", "reception@pbx.example"),
        ("sip:1234567@pbx.example", "sip:1234567@pbx.example"),
        ("", ""),
        ("+331", "+331"),
    ],
)
def test_what_is_dialled(typed: str, number: str) -> None:
    assert dialled(typed, "DE") == number


def test_numbers_are_found_where_they_stand() -> None:
    text = "😊 call +33 6 12 48 90 17 or 030 901820."
    assert found(text, "DE") == (
        Found(7, 17, "+33612489017", "+33 6 12 48 90 17"),
        Found(28, 10, "030901820", "+49 30 901820"),
    )
    assert found(text) == found(text, "DE")[:1], "without a region only what names its country"


@pytest.mark.parametrize(
    "text",
    [
        "order HH-48213, 2026-11-22 14:02:11",
        "IBAN DE89 3704 0044 0532 0130 00",
        "4111 1111 1111 1111",
        "192.168.178.100",
        "1234567",
        "12 3 45 6",
    ],
)
def test_other_digits_are_no_numbers(text: str) -> None:
    assert found(text, "DE") == ()


@pytest.mark.parametrize(
    "text", ["1 2 3 " * 2000, "+49" * 4000, "1-" * 6000, "+1 2" * 3000, "+33 6 12 48 90 17 " * 900]
)
def test_a_flood_of_digits_is_bounded(text: str) -> None:
    assert len(found(text, "DE")) <= 20


@pytest.mark.parametrize(
    ("number", "where", "helps"),
    [
        ("112", "", True),
        ("1 1 2", "DE", True),
        ("110", "DE", True),
        ("911", "DE", True),
        ("999", "FR", True),
        ("15", "FR", True),
        ("15", "DE", False),
        ("1101", "DE", False),
        ("+112", "DE", False),
        ("+49110", "DE", False),
        ("200", "DE", False),
        ("", "DE", False),
        ("١١٢", "DE", False),
        ("112@pbx.example", "DE", False),
        ("15", "XX", False),
    ],
)
def test_what_calls_for_help(number: str, where: str, helps: bool) -> None:
    assert emergency(number, where) is helps


def test_the_library_is_read_when_there_are_digits_to_look_at() -> None:
    code = (
        "import sys\n"
        "from agent_desktop.ui.kit.telephone_numbers import found, dialled, emergency\n"
        "found('Hello, order 4711', 'DE'); dialled('200', 'DE'); dialled('Layla'); emergency('112')\n"
        "assert 'phonenumbers' not in sys.modules\n"
        "found('+33 6 12 48 90 17')\n"
        "assert 'phonenumbers' in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


@pytest.mark.parametrize(
    ("number", "read"),
    [
        ("+33612489017", "+33 6 12 48 90 17"),
        ("+4930999888", "+49 30 999888"),
        ("+12125550100", "+1 212-555-0100"),
        ("+99912345678", "+99912345678"),
        ("+331", "+331"),
        ("030999888", "030999888"),
        ("201", "201"),
        ("alice@example.org", "alice@example.org"),
        ("", ""),
    ],
)
def test_numbers_are_shown_in_groups(number: str, read: str) -> None:
    assert shown(number) == read
