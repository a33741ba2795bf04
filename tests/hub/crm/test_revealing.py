"""What customers tell of themselves, found with care."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_desktop.hub.crm.revealing import MAX_VALUE, language_of, place_of, told
from agent_desktop.model.people import FactKind

GERMAN = "Guten Tag, ich habe eine Frage und bitte um Hilfe: die Lampe ist nicht ganz. Danke!"
ENGLISH = "Hello, I have a question and would like your help with the lamp, it is not whole."


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (GERMAN, "de"),
        (ENGLISH, "en"),
        ("Bonjour, je vous remercie pour votre aide et la lampe est dans mon salon.", "fr"),
        ("Dzień dobry, mam lampę i nie wiem, czy jest dla mnie.", "pl"),
        ("OK", ""),
        ("4711 4712 4713", ""),
        (f"{GERMAN} {ENGLISH}", ""),
    ],
)
def test_a_language_is_told_only_where_many_words_agree(text: str, code: str) -> None:
    assert language_of(text) == code


@pytest.mark.parametrize(
    ("text", "phones"),
    [
        ("Layla\nTel.: +49 (30) 1234-567", ["+49301234567"]),
        ("Mobile +33 6 12 48 90 17 | layla.example", ["+33612489017"]),
        ("I paid +49301234567 cents", []),
        ("Tel. 030 1234567", []),
        ("Hotel: +49301234567", []),
    ],
)
def test_a_number_is_taken_only_after_its_word_and_with_its_country(
    text: str, phones: list[str]
) -> None:
    assert [value for kind, value in told({}, text, ()) if kind is FactKind.PHONE] == phones


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Adresse: Musterstraße 5, 12345 Berlin. Bitte schnell!", "Musterstraße 5, 12345 Berlin"),
        (
            "Hello\n\nMy address:\n  12 High Street\n  Leeds LS1 4DT\n\nBest, Jo",
            "12 High Street, Leeds LS1 4DT",
        ),
        ("> Adres: ul. Długa 5/7, 00-238 Warszawa", "ul. Długa 5/7, 00-238 Warszawa"),
        ("Shipping address: 5 Main St, Springfield, IL 62701", "5 Main St, Springfield, IL 62701"),
        ("Email address: layla5, 12345@example.org", ""),
        ("IP address: 10, 12345", ""),
        ("I was at the address: nobody there, 5 times since 2019", ""),
        ("Address: Musterstraße, Berlin", ""),
        ("Address: https://example.org/5, 12345", ""),
        ("Address:", ""),
        ("Musterstraße 5, 12345 Berlin", ""),
    ],
)
def test_a_postal_address_is_taken_only_after_its_word_and_whole(text: str, address: str) -> None:
    found = [value for kind, value in told({}, text, ()) if kind is FactKind.POSTAL]
    assert found == ([address] if address else [])


def test_addresses_in_two_spellings_are_one_place() -> None:
    assert place_of("Musterstraße 5, 12345 Berlin") == place_of("MUSTERSTR. 5 - 12345 berlin")
    assert place_of("12 High Street, Leeds") == place_of("12 High St Leeds")
    assert place_of("12 High Street, Leeds") != place_of("21 High Street, Leeds")


def test_what_the_network_knows_and_the_house_asked_for() -> None:
    revealed = {"name": "Layla", "phone": "+33612489017", "language": "FR", "shoe": "38"}
    found = list(told(revealed, f"Order ab-123456, ab-123456. {GERMAN}", ("AB-######",)))
    assert found == [
        (FactKind.NAME, "Layla"),
        (FactKind.PHONE, "+33612489017"),
        (FactKind.LANGUAGE, "fr"),
        (FactKind.ORDER, "AB-123456"),
    ]


@given(
    st.dictionaries(st.sampled_from(["name", "phone", "language", "order"]), st.text()),
    st.text() | st.text("Adres: 0123,.\n").map(lambda text: f"Adresse: {text}"),
)
def test_whatever_comes_facts_are_short_printable_and_told_once(
    revealed: dict[str, str], text: str
) -> None:
    found = list(told(revealed, text, ("####",)))
    assert len(found) == len(set(found))
    assert all(value and len(value) <= MAX_VALUE and value.isprintable() for _, value in found)
