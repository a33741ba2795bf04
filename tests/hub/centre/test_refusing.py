"""Who wants no more messages: what customers say, what the team records, and what it holds back."""

import pytest
from msgspec.structs import replace

from agent_desktop.hub.storage import consents
from agent_desktop.hub.storage.consents import Sought
from agent_desktop.hub.written.records import Consent
from agent_desktop.model.errors import Conflict, Refused
from agent_desktop.model.people import Address, AddressKind
from agent_desktop.model.timeline import Delivery, LineKind, SystemLine
from agent_desktop.model.work import Channel
from tests.hub.centre.post import DAY, PHONE, TEXTS, Post, finished


def test_who_said_stop_is_not_written_to_until_they_say_start(post: Post) -> None:
    post.take(post.arrived("Hi.", address=PHONE), entry=TEXTS)
    post.floor.accept("anna")
    stop = Consent(remote_id="s1", address=PHONE, given=False, words="STOP", at=post.floor.now)
    post.take(stop, entry=TEXTS)
    with pytest.raises(Refused, match="asked not to be written to"):
        post.answer(channel=Channel.SMS)
    assert [way.stopped for way in post.only().reply_ways if way.channel is Channel.SMS] == [True]
    start = replace(stop, remote_id="s2", given=True, words="START")
    post.take(start, replace(start, remote_id="s3"), entry=TEXTS)
    assert [way.stopped for way in post.only().reply_ways if way.channel is Channel.SMS] == [False]
    kinds = (LineKind.OPTED_OUT, LineKind.OPTED_IN)
    told = [
        (item.kind, item.detail)
        for item in post.floor.centre.timeline(post.only().id).items
        if isinstance(item, SystemLine) and item.kind in kinds
    ]
    assert told == [(kinds[0], "STOP"), (kinds[1], "START")]
    with pytest.raises(Refused, match="longer than 1000 characters"):
        post.answer("x" * 1_001, Channel.SMS)
    assert post.answer(channel=Channel.SMS).delivery is Delivery.QUEUED


def test_a_word_after_the_conversation_is_told_where_it_was(post: Post) -> None:
    post.take(post.arrived("Hi.", address=PHONE), entry=TEXTS)
    post.floor.accept("anna")
    conversation = post.only().id
    finished(post)
    stop = Consent(remote_id="s1", address=PHONE, given=False, words="STOP", at=post.floor.now)
    post.take(stop, stop, entry=TEXTS)
    lines = [
        item
        for item in post.floor.centre.timeline(conversation).items
        if isinstance(item, SystemLine) and item.kind is LineKind.OPTED_OUT
    ]
    assert [(one.detail, one.channel) for one in lines] == [("STOP", Channel.SMS)]
    assert not post.only().open
    post.take(post.arrived("I am back.", address=PHONE), entry=TEXTS)
    (now,) = [one for one in post.conversations() if one.open]
    assert [way.stopped for way in now.reply_ways if way.channel is Channel.SMS] == [True]


def test_what_the_team_records_is_one_word_more(post: Post) -> None:
    centre, floor = post.floor.centre, post.floor
    post.take(post.arrived("Hi.", address=PHONE), entry=TEXTS)
    floor.accept("anna")
    stop = Consent(remote_id="s1", address=PHONE, given=False, words="Stop", at=floor.now)
    post.take(stop, entry=TEXTS)
    with pytest.raises(Conflict, match="meanwhile"):
        centre.record_consent("anna", PHONE, True, "Said so by telephone", 0)
    with pytest.raises(Refused, match="no reason"):
        centre.record_consent("anna", PHONE, True, " ", floor.now)
    seen = floor.now
    floor.wait(1_000)
    centre.record_consent("anna", PHONE, True, "Said so by  telephone", seen)
    (ways,) = [one for one in post.only().reply_ways if one.channel is Channel.SMS]
    assert not ways.stopped
    assert post.answer(channel=Channel.SMS).delivery is Delivery.QUEUED
    with centre.request() as book:
        (whole,) = consents.listed(book.storage, 10)
        assert consents.count(book.storage) == 1
    assert whole.customer == "Layla"
    assert [(one.given, one.words, one.by, one.entry_point_id) for one in whole.words] == [
        (True, "Said so by telephone", "anna", ""),
        (False, "Stop", "", TEXTS),
    ]
    line = [one for one in centre.timeline(post.only().id).items if isinstance(one, SystemLine)][-1]
    assert (line.kind, line.author.name) == (LineKind.OPTED_IN, "Anna")
    mail = Address(kind=AddressKind.EMAIL, value="New@Example.org")
    floor.wait(1)
    centre.record_consent("anna", mail, False, "Asked by letter", 0)
    national = Address(kind=AddressKind.PHONE, value="0612 489017")
    with pytest.raises(Refused, match="no country"):
        centre.record_consent("anna", national, False, "Asked by letter", 0)
    with centre.request() as book:
        found = [(one.address.value, one.customer) for one in consents.listed(book.storage, 10)]
    assert found == [("new@example.org", ""), (whole.address.value, "Layla")]


def test_the_newest_word_counts_in_whatever_order_networks_tell(post: Post) -> None:
    post.take(post.arrived("Hi.", address=PHONE), entry=TEXTS)
    post.floor.accept("anna")
    post.floor.wait(DAY)
    now = post.floor.now
    stop = Consent(remote_id="s1", address=PHONE, given=False, words="STOP", at=now - 2)
    start = Consent(remote_id="s2", address=PHONE, given=True, words="START", at=now - 1)
    post.take(start, stop, entry=TEXTS)
    assert post.answer(channel=Channel.SMS).delivery is Delivery.QUEUED
    later = replace(stop, remote_id="s3", at=now)
    post.take(later, replace(start, remote_id="s4", at=now), replace(later, at=now), entry=TEXTS)
    assert post.answer(channel=Channel.SMS).delivery is Delivery.QUEUED


def test_what_waits_does_not_leave_after_a_stop(post: Post) -> None:
    post.take(post.arrived("Hi.", address=PHONE), entry=TEXTS)
    post.floor.accept("anna")
    first, second = (post.answer(text, Channel.SMS) for text in ("One.", "Two."))
    stop = Consent(remote_id="s1", address=PHONE, given=False, words="STOP", at=post.floor.now)
    post.take(stop, entry=TEXTS)
    for sent in (first, second):
        assert post.floor.centre.claim_letter(TEXTS).letter is None
        assert TEXTS in post.floor.centre.drain_posted()
        assert post.now(sent).delivery is Delivery.REFUSED
        assert "not to be written to" in post.now(sent).problem


def test_the_language_of_whoever_has_an_address_is_known(post: Post) -> None:
    centre = post.floor.centre
    assert centre.customer_language(PHONE) == ""
    post.take(post.arrived("Bonjour.", address=PHONE, revealed={"language": "fr"}), entry=TEXTS)
    assert centre.customer_language(PHONE) == "fr"


def test_consents_are_told_page_by_page_and_found_by_every_word_that_is_known_of_them(
    post: Post,
) -> None:
    centre = post.floor.centre
    post.take(post.arrived("Hi.", address=PHONE, name="Zoë Ågren"), entry=TEXTS)
    for number in range(5):
        post.floor.wait(1_000)
        address = replace(PHONE, value=f"+3361248000{number}")
        centre.record_consent("anna", address, number % 2 == 0, f"Call_{number} 100%", 0)
    post.floor.wait(1_000)
    stop = Consent(remote_id="s1", address=PHONE, given=False, words="STOP", at=post.floor.now)
    post.take(stop, entry=TEXTS)

    def found(*words: Sought, limit: int = 10, skip: int = 0) -> list[str]:
        with centre.request() as book:
            told = consents.listed(book.storage, limit, skip=skip, sought=words)
            assert len(told) == min(limit, max(0, consents.count(book.storage, words) - skip))
        return [one.address.value[-2:] for one in told]

    assert found(limit=2) == ["17", "04"]
    assert found(limit=2, skip=2) == ["03", "02"]
    assert found(limit=9, skip=4) == ["01", "00"]
    for words, values in (
        ([Sought("zoë")], ["17"]),
        ([Sought("ÅGREN"), Sought("stop")], ["17"]),
        ([Sought("Call_3")], ["03"]),
        ([Sought("CALL_3"), Sought("480003")], ["03"]),
        ([Sought("Call%")], []),
        ([Sought("Text", entry_points=(TEXTS,))], ["17"]),
        ([Sought("Anna", agents=("anna",)), Sought("480001")], ["01"]),
    ):
        assert found(*words) == values, words
