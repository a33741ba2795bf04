"""Card numbers in texts: found however they are grouped, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_desktop.desk.card_numbers import has_card_number, passes_luhn

#: Numbers that the networks publish for tests.
CARDS = (
    *("4111111111111111", "4222222222222", "5555555555554444", "2223003122003222"),
    *("378282246310005", "371449635398431", "6011111111111117", "30569309025904"),
    *("38520000023237", "3530111333300000", "6200000000000005", "6304000000000000"),
    *("5019717010103742", "2200000000000004"),
)
PREFIXES = ("4", "51", "55", "34", "6011", "3530", "62")


def with_check_digit(digits: str) -> str:
    return next(one for at in range(10) if passes_luhn(one := f"{digits}{at}"))


@pytest.mark.parametrize("number", CARDS)
def test_published_numbers_are_found(number: str) -> None:
    assert has_card_number(number)
    assert has_card_number(f"His card is {number}, until 12/29.")
    for cut in ("-", " ", "\u00a0", ". "):
        grouped = cut.join(number[at : at + 4] for at in range(0, len(number), 4))
        assert has_card_number(f"({grouped}) 12/29 123")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "4111111111111112",
        "411111111111111",
        "1234567890123456",
        "0000000000000000",
        "+4915123456788, +49 151 2345 6788",
        "DE89 3704 0044 0532 0130 00",
        "GB29NWBK60161331926819",
        "2026-11-22 11:20:31",
        "order A4111111111111111 and x4111111111111111y",
        "4111 1111 1111",
        "10.0.0.1, 192.168.178.254",
    ],
)
def test_other_numbers_are_not(text: str) -> None:
    assert not has_card_number(text)


@given(st.sampled_from(PREFIXES), st.text("0123456789", min_size=15, max_size=15))
def test_one_wrong_digit_is_noticed(prefix: str, rest: str) -> None:
    size = 15 if prefix == "34" else 16
    number = with_check_digit((prefix + rest)[: size - 1])
    assert has_card_number(number)
    for at in range(len(prefix), size):
        wrong = number[:at] + str((int(number[at]) + 1) % 10) + number[at + 1 :]
        assert not has_card_number(wrong)


@given(
    st.sampled_from(CARDS),
    st.text("abc \n.,", max_size=20),
    st.text("abc \n.,", max_size=20),
)
def test_words_around_a_number_do_not_hide_it(number: str, before: str, after: str) -> None:
    assert has_card_number(f"{before} {number} {after}")


@given(st.text(max_size=400))
def test_any_text_has_an_answer(text: str) -> None:
    assert has_card_number(text) in (True, False)


def test_only_the_end_of_a_long_text_is_looked_through() -> None:
    assert has_card_number("7 " * 20_000 + CARDS[0])
    assert not has_card_number(CARDS[0] + " x" * 20_000)
