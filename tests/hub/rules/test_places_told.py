"""Words with places: what is true at the moment, in the customer's language, and no sentence with a hole."""

import pytest

from agent_desktop.hub.rules.places_told import filled, sentences_with, unknown, wait_words

MINUTE = 60_000


@pytest.mark.parametrize(
    ("wait_ms", "language", "words"),
    [
        (0, "en", "1 minute"),
        (MINUTE, "de-AT", "1 Minute"),
        (MINUTE + 1, "de", "2 Minuten"),
        (10 * MINUTE, "fr", "10 minutes"),
        (11 * MINUTE, "es", "15 minutos"),
        (90 * MINUTE, "en", "90 minutes"),
        (90 * MINUTE + 1, "en", "2 hours"),
        (50 * 60 * MINUTE, "nl", "50 uur"),
        (5 * MINUTE, "", "5 min"),
        (5 * 60 * MINUTE, "ja", "5 h"),
    ],
)
def test_a_wait_is_rounded_up_in_the_customers_language(
    wait_ms: int, language: str, words: str
) -> None:
    assert wait_words(wait_ms, language) == words


@pytest.mark.parametrize(
    ("place", "wait_ms", "told"),
    [
        (3, 4 * MINUTE, "Hello! You are number 3. It takes 4 minutes.\nBye {you}."),
        (3, None, "Hello! You are number 3.\nBye {you}."),
        (None, None, "Hello!\nBye {you}."),
    ],
)
def test_a_sentence_that_nobody_can_finish_is_left_out(
    place: int | None, wait_ms: int | None, told: str
) -> None:
    words = "Hello! You are number {place}. It takes {wait}.\nBye {you}."
    assert filled(words, place=place, wait_ms=wait_ms, language="en") == told
    assert unknown(words) == "{you}"


def test_nothing_is_said_where_nothing_is_left() -> None:
    assert filled("It takes {wait}.", place=1, wait_ms=None, language="en") == ""
    assert filled("No {Place} {} { here", place=None, wait_ms=None, language="") == (
        "No {Place} {} { here"
    )
    assert unknown("No {Place} {} { here") == ""


def test_the_sentences_that_name_a_place_are_found_alone() -> None:
    words = "Hello! We open {opens}. You are number {place}.\nUntil {opens}! Bye."
    assert sentences_with(words, "opens") == "We open {opens}. Until {opens}!"
    assert sentences_with("Hello {place}.", "opens") == ""
    told = filled(words, place=None, wait_ms=None, language="", opens="at 8")
    assert told == "Hello! We open at 8.\nUntil at 8! Bye."
    assert filled(words, place=2, wait_ms=None, language="") == "Hello! You are number 2.\nBye."
