"""The rules that all SMS networks share, in their pure parts."""

import datetime
from zoneinfo import ZoneInfo

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st
from phonenumbers import timezone

from agent_desktop.hub.written.records import Arrived, Consent, Letter, NotNow, Rejected
from agent_desktop.hub.written.sms import recipients
from agent_desktop.hub.written.sms.confirmations import confirmation
from agent_desktop.hub.written.sms.keywords import _WORDS, Keyword, Said, keyword
from agent_desktop.hub.written.sms.quiet import QuietHours, hours, quiet_until, zones
from agent_desktop.hub.written.sms.rules import FIELDS, rules
from agent_desktop.hub.written.sms.senders import NUMBERS_ONLY, country, senders
from agent_desktop.model import sms_text
from agent_desktop.model.base import Millis
from agent_desktop.model.errors import Refused
from agent_desktop.model.people import Address, AddressKind

POLISH = "+48601234567"
BERLIN = "+4930123456"
NEW_YORK = "+12125550123"
NIGHT = hours("21:00-08:00")


def at(text: str, zone: str = "UTC") -> Millis:
    moment = datetime.datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))
    return int(moment.timestamp() * 1000)


def came(text: str, number: str = POLISH, files: tuple[str, ...] = ()) -> Arrived:
    address = Address(kind=AddressKind.PHONE, value=number)
    return Arrived(remote_id="m1", address=address, text=text, sent_at=7, attachments=files)


def letter(
    to: str = POLISH, text: str = "Hello", heard_at: Millis | None = None, written_at: Millis = 0
) -> Letter:
    return Letter(
        id="l",
        entry_point_id="e",
        conversation_id="c",
        to=to,
        text=text,
        written_at=written_at,
        answers=("m0",),
        heard_at=heard_at,
    )


# --- words of consent


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("STOP", Said(Keyword.STOP, "en")),
        (" stop. ", Said(Keyword.STOP, "en")),
        ("Stop!!!", Said(Keyword.STOP, "en")),
        ("“Stop”", Said(Keyword.STOP, "en")),
        ("Stop all", Said(Keyword.STOP, "en")),
        ("OPT-OUT", Said(Keyword.STOP, "en")),
        ("STOPP", Said(Keyword.STOP, "de")),
        ("Arrêt", Said(Keyword.STOP, "fr")),
        ("ARRET", Said(Keyword.STOP, "fr")),
        ("baja", Said(Keyword.STOP, "es")),
        ("rezygnuje", Said(Keyword.STOP, "pl")),
        ("REZYGNUJĘ", Said(Keyword.STOP, "pl")),
        ("İPTAL", Said(Keyword.STOP, "tr")),
        ("СТОП", Said(Keyword.STOP, "ru")),
        ("إيقاف", Said(Keyword.STOP, "ar")),
        ("退订", Said(Keyword.STOP, "zh")),
        ("Start", Said(Keyword.START, "en")),
        ("unstop", Said(Keyword.START, "en")),
        ("Hilfe?", Said(Keyword.HELP, "de")),
        ("YARDIM", Said(Keyword.HELP, "tr")),
        ("Ｈｅｌｐ", Said(Keyword.HELP, "en")),
    ],
)
def test_words_of_consent_are_heard_however_they_are_written(text: str, said: Said) -> None:
    assert keyword(text) == said


@pytest.mark.parametrize(
    "text",
    [
        "",
        "...",
        "please stop calling me",
        "Do not stop",
        "stop the delivery, I moved",
        "yes",
        "no",
        "ok",
        "STOP" + " " * 500,
        "nonstop",
        "1",
    ],
)
def test_everything_else_is_for_a_person(text: str) -> None:
    assert keyword(text) is None


def test_no_word_means_two_things() -> None:
    """A word of one language that is another's for something else would be lost without a trace."""
    for meaning, languages in _WORDS.items():
        for line in languages.values():
            for word in line.split():
                said = keyword(word)
                assert said is not None, word
                assert said.keyword is meaning, word


@given(st.text(max_size=200))
def test_any_text_can_be_asked(text: str) -> None:
    said = keyword(text)
    assert said is None or said.keyword in Keyword


def test_confirmations_are_short_and_in_the_language_of_the_word() -> None:
    for meaning, languages in _WORDS.items():
        for language in languages:
            text = confirmation(Said(meaning, language), "Contoso")
            assert text.startswith("Contoso: ")
            assert sms_text.count(text).parts <= 2
    assert "STOP" in confirmation(Said(Keyword.START, "de"))
    assert confirmation(Said(Keyword.STOP, "de")).startswith("Sie ")
    assert confirmation(Said(Keyword.STOP, "ja")) == confirmation(Said(Keyword.STOP, "en"))


def test_stop_is_a_consent_taken_back_and_answered() -> None:
    heard, answer = rules({"sender": "+48600100200", "team": "Acme"}).heard(came("Stop"))
    assert heard == Consent(
        remote_id="m1", address=came("").address, given=False, words="Stop", at=7
    )
    assert answer == "Acme: You get no more messages from us. Reply START to get them again."
    heard, answer = rules({"sender": "+48600100200", "confirm": "no"}).heard(came("START"))
    assert isinstance(heard, Consent)
    assert heard.given
    assert answer == ""


def test_help_is_answered_and_still_reaches_the_team() -> None:
    heard, answer = rules({"sender": "+48600100200"}).heard(came("pomoc"))
    assert heard == came("pomoc")
    assert "STOP" in answer


def test_a_stop_with_a_picture_and_a_stop_of_a_service_are_not_answered() -> None:
    ours = rules({"sender": "+48600100200"})
    assert ours.heard(came("stop", files=("f",))) == (came("stop", files=("f",)), "")
    heard, answer = ours.heard(came("STOP", "72345"))
    assert isinstance(heard, Consent)  # whoever it is, it is written to no more
    assert answer == ""  # two machines would answer each other for ever


# --- quiet hours


@pytest.mark.parametrize(
    "text", ["21-8", "21:00", "25:00-08:00", "21:60-08:00", "a-b", "8:00-8:00"]
)
def test_hours_that_are_none_are_refused(text: str) -> None:
    with pytest.raises(Refused) as refused:
        hours(text)
    assert refused.value.problem.value == text
    assert refused.value.problem.remedy


def test_hours_hold_at_their_edges() -> None:
    night = QuietHours(begins=21 * 60, ends=8 * 60)
    assert [night.hold(minute) for minute in (1259, 1260, 1439, 0, 479, 480)] == [
        False,
        True,
        True,
        True,
        True,
        False,
    ]
    noon = QuietHours(begins=12 * 60, ends=13 * 60)
    assert [noon.hold(minute) for minute in (719, 720, 779, 780)] == [False, True, True, False]


@pytest.mark.parametrize(
    ("number", "now", "until"),
    [
        (POLISH, at("2026-11-22T20:59:59", "Europe/Warsaw"), None),
        (
            POLISH,
            at("2026-11-22T21:00:00", "Europe/Warsaw"),
            at("2026-11-23T08:00:00", "Europe/Warsaw"),
        ),
        (
            NEW_YORK,
            at("2026-11-23T07:59:59", "America/New_York"),
            at("2026-11-23T08:00:00", "America/New_York"),
        ),
        # The night in which summer time begins is an hour shorter, and one that ends it an hour longer.
        (
            BERLIN,
            at("2026-03-28T23:00:00", "Europe/Berlin"),
            at("2026-03-29T08:00:00", "Europe/Berlin"),
        ),
        (
            BERLIN,
            at("2026-10-24T23:00:00", "Europe/Berlin"),
            at("2026-10-25T08:00:00", "Europe/Berlin"),
        ),
    ],
)
def test_quiet_ends_by_the_customers_clock(number: str, now: Millis, until: Millis | None) -> None:
    assert quiet_until(number, now, NIGHT) == until


def test_a_number_in_many_zones_is_left_in_peace_while_it_is_night_in_any() -> None:
    brazil = "+5511961234567"
    many = phonenumbers.example_number_for_type("RU", phonenumbers.PhoneNumberType.MOBILE)
    assert many is not None
    russia = phonenumbers.format_number(many, phonenumbers.PhoneNumberFormat.E164)
    assert len(zones(russia)) > 5
    # Somewhere in Russia it is always night: the zone in the middle decides, and there is a day.
    day = [
        quiet_until(russia, at(f"2026-11-22T{hour:02}:30:00"), NIGHT) is None for hour in range(24)
    ]
    assert any(day)
    assert not all(day)
    assert quiet_until(brazil, at("2026-11-22T15:00:00"), NIGHT) is None
    assert quiet_until(brazil, at("2026-11-22T03:00:00"), NIGHT) is not None


def test_without_hours_or_zone_nothing_is_held_for_ever() -> None:
    assert quiet_until(POLISH, 0, None) is None
    assert zones("+88212345678") == ("UTC",)  # a satellite's
    assert zones("nonsense", "Europe/Warsaw") == ("Europe/Warsaw",)


@given(
    st.integers(0, 2_000_000_000_000),
    st.integers(0, 1439),
    st.integers(0, 1439),
    st.sampled_from([POLISH, BERLIN, NEW_YORK, "+9779812345678", "+61412345678"]),
)
def test_quiet_always_ends_within_a_day(now: Millis, begins: int, ends: int, number: str) -> None:
    if begins == ends:
        return
    until = quiet_until(number, now, QuietHours(begins=begins, ends=ends))
    assert until is None or now < until <= now + 24 * 3_600_000


def test_every_zone_that_phonenumbers_knows_is_one_of_this_computer() -> None:
    for region in sorted(phonenumbers.SUPPORTED_REGIONS):
        number = phonenumbers.example_number(region)
        if number is not None:
            for zone in timezone.time_zones_for_number(number):
                if zone != timezone.UNKNOWN_TIMEZONE:
                    ZoneInfo(zone)


# --- senders and recipients


def test_each_country_has_its_sender() -> None:
    ours = senders("ACME", "US=+15550100, de = 12345")
    assert ours.to(POLISH) == "ACME"
    assert ours.to(NEW_YORK) == "+15550100"
    assert ours.to(BERLIN) == "12345"
    assert ours.trouble(NEW_YORK) == ""
    assert "name" in ours.trouble("+14165550123")  # Canada, where names are not delivered
    assert country(NEW_YORK) == "US"
    assert country("12345") == ""
    assert set(phonenumbers.SUPPORTED_REGIONS) >= NUMBERS_ONLY


@pytest.mark.parametrize(
    ("usual", "others", "field"),
    [
        ("", "", "sender"),
        ("A name that is long", "", "sender"),
        ("Łódź", "", "sender"),
        ("+12", "", "sender"),
        ("ACME", "US=ACME", "senders"),
        ("ACME", "US", "senders"),
        ("ACME", "USA=+1555010000", "senders"),
        ("ACME", "US=", "senders"),
    ],
)
def test_senders_that_are_none_are_refused(usual: str, others: str, field: str) -> None:
    with pytest.raises(Refused) as refused:
        senders(usual, others)
    assert refused.value.problem.field == field
    assert refused.value.problem.remedy


@pytest.mark.parametrize(
    ("number", "fine"),
    [
        (POLISH, True),
        (BERLIN, True),  # a landline: the network says so if not
        ("ACME", False),
        ("72345", False),
        ("+4812", False),
        ("+481234567890123456", False),
        ("+48703123456", False),  # a premium number
        ("+48600100200", False),  # our own
        ("", False),
        ("+", False),
    ],
)
def test_only_people_are_written_to(number: str, fine: bool) -> None:
    assert (recipients.trouble(number, ["+48600100200"]) == "") is fine


def test_countries_can_be_left_out() -> None:
    assert recipients.trouble(POLISH, (), {"PL"}) == ""
    assert "country" in recipients.trouble(BERLIN, (), {"PL"})


# --- together


def test_quiet_hours_hold_back_what_answers_nothing() -> None:
    ours = rules({"sender": "ACME", "quiet": "21:00-08:00"})
    late = at("2026-11-22T23:00:00", "Europe/Warsaw")
    held = ours.hold(letter(), late)
    words = "It is night where the customer is. It goes out there in the morning."
    assert held == NotNow(problem=words, wait_ms=9 * 3_600_000)
    hour = 3_600_000
    assert ours.hold(letter(heard_at=late - 11 * hour, written_at=late), late) is None
    assert ours.hold(letter(heard_at=late - 12 * hour, written_at=late), late) == held
    assert ours.hold(letter(), at("2026-11-22T12:00:00", "Europe/Warsaw")) is None


@pytest.mark.parametrize(
    ("to", "text"),
    [("72345", "Hi"), (POLISH, " "), (POLISH, "a" * 153 * 256), (NEW_YORK, "Hi")],
)
def test_what_cannot_be_sent_is_said_before_it_is_tried(to: str, text: str) -> None:
    held = rules({"sender": "ACME"}).hold(letter(to, text), 0)
    assert isinstance(held, Rejected)
    assert held.problem


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("zone", "Mars/Crater"),
        ("zone", "../../etc/passwd"),
        ("countries", "POL"),
        ("countries", "PL, 12"),
        ("confirm", "maybe"),
        ("quiet", "night"),
        ("sender", ""),
    ],
)
def test_settings_that_are_none_are_refused_by_name(field: str, value: str) -> None:
    with pytest.raises(Refused) as refused:
        rules({"sender": "ACME", field: value})
    assert refused.value.problem.field == field
    assert refused.value.problem.remedy


def test_a_form_that_nobody_changed_holds_nothing() -> None:
    defaults = {one.name: one.default for one in FIELDS}
    assert rules({**defaults, "sender": "+48600100200"}).hold(letter(), 0) is None
