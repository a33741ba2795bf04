"""The rules by which a message finds its conversation, one by one and all together; and names that are used twice."""

from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from agent_desktop.hub.centre.joining import RULES
from agent_desktop.hub.storage.settings import EntryPointSettings
from agent_desktop.hub.written.records import Sent
from agent_desktop.model.commands import CompleteWrapUp, EditCustomer, EndInteraction
from agent_desktop.model.errors import Refused
from agent_desktop.model.joining import DAY_MS, Joining, WhyHere, pattern_of
from agent_desktop.model.mail_heads import MailHead
from agent_desktop.model.people import Address, AddressKind
from agent_desktop.model.timeline import Conversation, LineKind, Message, SystemLine
from agent_desktop.model.work import Channel
from tests.chances import tries
from tests.hub.centre.floor import opened
from tests.hub.centre.post import HANDLE, MAIL, PHONE, ROOM, TEXTS, Post, begun


def closed(post: Post) -> None:
    """Anna has finished what she has."""
    work = post.floor.held("anna")
    post.floor.ask("anna", EndInteraction(interaction_id=work.id))
    post.floor.ask("anna", CompleteWrapUp(interaction_id=work.id, disposition="solved"))


def whys(post: Post, conversation_id: str) -> list[str]:
    """What a timeline says of why messages stand there."""
    items = post.floor.centre.timeline(conversation_id).items
    kinds = (LineKind.JOINED, LineKind.STARTED)
    return [one.detail for one in items if isinstance(one, SystemLine) and one.kind in kinds]


def test_the_rules_are_tried_in_the_order_in_which_they_are_told() -> None:
    assert [*RULES, WhyHere.NEW] == list(WhyHere)


def test_a_reply_goes_on_with_what_was_closed_long_ago(post: Post) -> None:
    thread = begun(post)
    post.answer()
    post.floor.centre.settle_letter(post.claim().id, Sent(remote_ids=("<out@hub>",)))
    closed(post)
    post.floor.wait(29 * DAY_MS)
    post.take(post.arrived("Thanks!", answers=("<out@hub>",)))
    assert post.only().open
    assert whys(post, thread.id) == ["new", "answer"]
    post.floor.accept("anna")
    closed(post)
    post.floor.wait(31 * DAY_MS)
    post.take(post.arrived("Still there?", answers=("<out@hub>",)))
    assert len(post.conversations()) == 2


def test_what_it_answers_is_surer_than_the_address_that_it_was_sent_to(post: Post) -> None:
    first = begun(post)
    post.answer()
    post.floor.centre.settle_letter(post.claim().id, Sent(remote_ids=("<out@hub>",)))
    closed(post)
    post.floor.wait(2 * DAY_MS)
    post.take(post.arrived("Another matter."))
    second = post.conversations()[-1]
    post.take(post.arrived("Which one?", answers=("<out@hub>",), token=second.id))
    assert post.messages(first.id)[-1].text == "Which one?"
    post.take(post.arrived("By its own address.", token=second.id))
    assert post.messages(second.id)[-1].text == "By its own address."


@pytest.mark.parametrize(
    ("subject", "joins"), [("Re: lamp", True), ("Lamp", False), ("Re:", False)]
)
def test_nothing_but_the_subject_tells_and_only_of_an_answer(
    post: Post, subject: str, joins: bool
) -> None:
    thread = begun(post)
    closed(post)
    post.floor.wait(3 * DAY_MS)
    post.take(post.arrived("I answer by hand.", subject=subject))
    assert (len(post.conversations()) == 1) is joins
    assert whys(post, thread.id) == (["new", "subject"] if joins else ["new"])


def test_the_house_says_how_long_by_channel(post: Post) -> None:
    rules = Joining(reopen_ms={Channel.EMAIL: 3 * DAY_MS, Channel.SMS: 0}, subject_ms=0)
    post.floor.centre.define_joining(rules)
    post.floor.crash()
    post.floor.ready("anna")
    assert post.floor.centre.joining() == rules
    begun(post)
    closed(post)
    post.floor.wait(3 * DAY_MS - 1)
    post.take(post.arrived("Again."))
    assert post.only().open
    post.floor.accept("anna")
    closed(post)
    post.floor.wait(3 * DAY_MS)
    post.take(post.arrived("Once more."))
    assert len(post.conversations()) == 2


@pytest.mark.parametrize(
    "wrong",
    [
        {"reopen_ms": {Channel.SMS: -1}},
        {"answer_ms": 400 * DAY_MS},
        {"orders": ("AB-##",)},
        {"orders": tuple(f"A{n}###" for n in range(11))},
    ],
)
def test_what_makes_no_sense_is_refused_by_its_name(post: Post, wrong: dict[str, Any]) -> None:
    with pytest.raises(Refused) as refused:
        post.floor.centre.define_joining(Joining(**wrong))
    assert refused.value.problem.field in wrong
    assert post.floor.centre.joining() == Joining()


def test_another_way_is_told_in_the_timeline_and_the_same_one_is_not(post: Post) -> None:
    thread = begun(post)
    customer = post.floor.centre.timeline(thread.id).customer
    addresses = (*customer.addresses, PHONE, HANDLE)
    post.floor.ask("anna", EditCustomer(customer_id=customer.id, addresses=addresses))
    post.take(post.arrived("Mail again."))
    post.take(post.arrived("A text.", address=PHONE), entry=TEXTS)
    post.take(post.arrived("In the room.", address=HANDLE, thread="!room"), entry=ROOM)
    post.take(post.arrived("And again.", address=HANDLE, thread="!room"), entry=ROOM)
    assert whys(post, thread.id) == ["new", "open", "open"]


# --- names that are used twice


def mail(post: Post, text: str, **about: Any) -> Any:
    head = MailHead(subject=about.get("subject", ""))
    return post.arrived(text, remote_id="same@name", mail=head, **about)


def test_another_mail_under_a_name_that_is_known_is_kept_as_its_own(post: Post) -> None:
    first, other = mail(post, "One."), mail(post, "Two.")
    post.take(first, other, first, other)
    post.floor.crash()
    post.floor.ready("anna")
    post.take(other, first)
    assert [one.text for one in post.messages(post.only().id)] == ["One.", "Two."]
    # what is answered is named as its writer named it
    post.floor.accept("anna")
    two = post.messages(post.only().id)[1]
    post.answer(answers=two.id)
    assert post.claim().answers == ("same@name",)


def test_who_takes_the_name_of_our_letter_loses_nobodys_mail(post: Post) -> None:
    begun(post)
    post.answer()
    letter = post.claim()
    post.floor.centre.settle_letter(letter.id, Sent(remote_ids=("same@name",)))
    post.take(mail(post, "Not yours."))
    assert [one.text for one in post.messages(post.only().id)][-1] == "Not yours."


def test_a_mail_that_cannot_be_used_takes_no_other_of_its_name_along(post: Post) -> None:
    nobody = Address(kind=AddressKind.EMAIL, value="no address")
    wrong, good = mail(post, "?", address=nobody), mail(post, "Good.")
    assert len(post.take(wrong, good, wrong)) == 1
    assert post.take(wrong, good) == ()
    assert [one.text for one in post.messages(post.only().id)] == ["Good."]


def test_networks_that_name_messages_themselves_are_believed(post: Post) -> None:
    told = [
        post.arrived(text, remote_id="m1", address=HANDLE) for text in ("As it was.", "Edited.")
    ]
    post.take(*told, entry=ROOM)
    assert [one.text for one in post.messages(post.only().id)] == ["As it was."]


# --- order numbers


@pytest.mark.parametrize(
    ("shape", "text", "found"),
    [
        ("AB-######", "My order ab-123456, please", "ab-123456"),
        ("AB-######", "XAB-1234567", None),
        ("####", "in 2024-11-12 or 12345", None),
        ("??#####.#", "see XY12345.6!", "XY12345.6"),
        ("#(+)###", "1(+)234", "1(+)234"),
    ],
)
def test_order_numbers_are_found_as_words(shape: str, text: str, found: str | None) -> None:
    hit = pattern_of(shape).search(text)
    assert (None if hit is None else hit[0]) == found


# --- all together

HOUR = 3_600_000


def expected(
    post: Post, rules: Joining, threads: list[Conversation], clue: dict[str, Any], subject: str
) -> tuple[WhyHere, int]:
    """The rules once more, as a sentence: what decides, and the index of the conversation (-1: a new one)."""
    now = post.floor.now
    shut: list[int | None] = post.shut_at  # type: ignore[attr-defined]

    def on(index: int, within: int) -> bool:
        at = shut[index]
        return at is None or now - at < within

    if clue.get("answers") is not None and on(clue["answers"], rules.answer_ms):
        return WhyHere.ANSWER, clue["answers"]
    if clue.get("token") is not None and on(clue["token"], rules.answer_ms):
        return WhyHere.TOKEN, clue["token"]
    last = len(threads) - 1
    if shut[last] is None:
        return WhyHere.OPEN, last
    if on(last, rules.reopens(Channel.EMAIL)):
        return WhyHere.RECENT, last
    for index in reversed(range(len(threads))):
        if subject == f"Re: {threads[index].subject}" and on(index, rules.subject_ms):
            return WhyHere.SUBJECT, index
    return WhyHere.NEW, -1


@settings(
    max_examples=tries(15),
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)
@given(data=st.data())
def test_every_mix_of_clues_and_times_goes_where_the_rules_say(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    with opened(tmp_path_factory.mktemp("joining") / "hub.db") as floor:
        floor.furnish()
        goes_where_the_rules_say(Post(floor), data)


def goes_where_the_rules_say(post: Post, data: st.DataObject) -> None:
    """One mix."""
    floor = post.floor
    days = st.integers(0, 5)
    rules = Joining(
        reopen_ms={Channel.EMAIL: data.draw(days) * DAY_MS},
        answer_ms=data.draw(days) * DAY_MS,
        subject_ms=data.draw(days) * DAY_MS,
    )
    post.shut_at = []  # type: ignore[attr-defined]
    count = data.draw(st.integers(1, 3))
    floor.centre.define_joining(Joining(reopen_ms={Channel.EMAIL: 0}, subject_ms=0))
    for index in range(count):
        head = MailHead(subject=f"S{index % 2}")
        post.take(post.arrived("?", remote_id=f"in{index}", subject=f"S{index % 2}", mail=head))
        floor.accept("anna")
        if index < count - 1 or data.draw(st.booleans()):
            closed(post)
            post.shut_at.append(floor.now)  # type: ignore[attr-defined]
        else:
            post.shut_at.append(None)  # type: ignore[attr-defined]
        floor.wait(data.draw(st.integers(0, 60)) * HOUR + 1)
    threads = post.conversations()
    assert len(threads) == count
    floor.centre.define_joining(rules)
    which = st.none() | st.integers(0, count - 1)
    clue = {"answers": data.draw(which), "token": data.draw(which)}
    subject = data.draw(st.sampled_from(["", "S0", "Re: S0", "Re: S1", "Re: other"]))
    why, index = expected(post, rules, threads, clue, subject)
    given_clues: dict[str, Any] = {}
    if clue["answers"] is not None:
        given_clues["answers"] = (f"in{clue['answers']}",)
    if clue["token"] is not None:
        given_clues["token"] = threads[clue["token"]].id
    post.take(post.arrived("Here!", subject=subject, mail=MailHead(subject=subject), **given_clues))
    found = [one for one in post.conversations() if has(post, one, "Here!")]
    assert len(found) == 1
    if why is WhyHere.NEW:
        assert found[0].id not in [one.id for one in threads]
    else:
        assert found[0].id == threads[index].id
        assert found[0].open
    if why is not WhyHere.OPEN and (index < 0 or not threads[index].open):
        assert whys(post, found[0].id)[-1] == why.value


def has(post: Post, one: Conversation, text: str) -> bool:
    """Whether a conversation has this message."""
    items = post.floor.centre.timeline(one.id).items
    return any(isinstance(item, Message) and item.text == text for item in items)


def test_an_entry_point_of_another_team_reopens_nothing(post: Post) -> None:
    begun(post)
    closed(post)
    post.floor.centre.define_entry_point(
        EntryPointSettings(id="sales", channel=Channel.EMAIL, name="Sales", queue_id="support")
    )
    post.take(post.arrived("I want to buy."), entry="sales")
    assert len(post.conversations()) == 2
    assert MAIL != "sales"
