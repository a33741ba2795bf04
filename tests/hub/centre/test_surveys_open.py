"""Questions that are open: what overtakes them before they leave, and who answers them and who does not."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from agent_desktop.hub.centre import overtaken
from agent_desktop.hub.storage.asked import AskedState, asked_about
from agent_desktop.hub.written.limits import Limits
from agent_desktop.hub.written.records import Arrived, NotNow, Sent
from agent_desktop.model.commands import MergeCustomers
from agent_desktop.model.people import Address
from agent_desktop.model.surveys import DAY_MS, MAX_WORDS
from agent_desktop.model.text_length import length
from agent_desktop.model.timeline import AuthorKind, Delivery, Message
from tests.hub.centre.floor import opened
from tests.hub.centre.post import HANDLE, LAYLA, MAIL, PHONE, ROOM, TEXTS, Post, finished
from tests.hub.centre.test_surveys import CSAT, answers, asked, low_answers

SURVEY = replace(CSAT, delay_ms=0, pause_ms=0)
WHERE = {MAIL: LAYLA, TEXTS: PHONE, ROOM: HANDLE}


@pytest.fixture
def post(tmp_path: Path) -> Iterator[Post]:
    with opened(tmp_path / "hub.db") as floor:
        floor.furnish()
        floor.centre.define_survey(SURVEY)
        yield Post(floor)


def writes(post: Post, entry: str, text: str, **about: Any) -> Arrived:
    """The customer of this way does."""
    said = post.arrived(text, **{"address": WHERE[entry], **about})
    post.take(said, entry=entry)
    return said


def helped(post: Post, entry: str) -> tuple[str, str]:
    """A customer writes by this way, is helped, and the question is due: the conversation and the interaction."""
    writes(post, entry, "Where is my parcel?")
    post.floor.accept("anna")
    work = post.floor.held("anna")
    finished(post)
    post.floor.wait(1)
    return work.conversation_id, work.id


def sent(post: Post, entry: str) -> str:
    """The question leaves; what the network calls it."""
    letter = post.claim(entry)
    post.floor.centre.settle_letter(letter.id, Sent(remote_ids=(f"out-{letter.id}",)))
    return f"out-{letter.id}"


def said(post: Post, conversation_id: str) -> Message:
    """The question in the conversation."""
    found = [one for one in post.messages(conversation_id) if one.author.kind is AuthorKind.SYSTEM]
    return found[-1]


@pytest.mark.parametrize("why", ["again", "stop", "late", "window"])
def test_a_question_that_waited_too_long_is_given_up_in_words(post: Post, why: str) -> None:
    entry = ROOM if why == "window" else TEXTS
    thread_id, work_id = helped(post, entry)
    letter = post.claim(entry)
    outage = NotNow(problem="The network is down.")
    post.floor.centre.settle_letter(letter.id, outage)
    assert said(post, thread_id).problem == "The network is down."
    match why:
        case "again":
            writes(post, TEXTS, "One more thing.")
            words = overtaken.GOES_ON
        case "stop":
            other, _ = helped(post, MAIL)
            (first,) = {one.customer_id for one in post.conversations() if one.id == thread_id}
            (second,) = {one.customer_id for one in post.conversations() if one.id == other}
            sent(post, MAIL)
            post.floor.ask("anna", MergeCustomers(kept_id=first, merged_id=second))
            writes(post, MAIL, "STOP")
            words = overtaken.UNWANTED
        case "late":
            post.floor.wait(overtaken.LATEST_MS)
            words = overtaken.LATE
        case _:
            post.floor.wait(DAY_MS)
            words = overtaken.WINDOW
    post.floor.wait(10_000)
    assert post.floor.centre.claim_letter(entry).letter is None
    shown = said(post, thread_id)
    assert (shown.delivery, shown.problem) == (Delivery.REFUSED, words)
    kept = asked(post.floor, work_id)
    assert (kept.state, kept.why, kept.asked_at) == (AskedState.NOT_ASKED, "undelivered", None)


def test_a_question_that_nothing_overtook_leaves_after_the_outage(post: Post) -> None:
    _, work_id = helped(post, TEXTS)
    for _ in range(3):
        letter = post.claim(TEXTS)
        post.floor.centre.settle_letter(letter.id, NotNow(problem="The network is down."))
        post.floor.crash()
        post.open_networks()
        post.floor.wait(60_000)
    sent(post, TEXTS)
    writes(post, TEXTS, "4")
    assert asked(post.floor, work_id).score == 4


def test_a_machines_words_have_a_shorter_window(post: Post) -> None:
    limits = Limits(max_text=2_000, window_ms=7 * DAY_MS, automatic_ms=DAY_MS)
    post.floor.centre.define_limits(ROOM, limits)
    writes(post, ROOM, "Hello?")
    post.floor.accept("anna")
    work = post.floor.held("anna")
    post.floor.wait(2 * DAY_MS)
    finished(post)
    post.floor.wait(1)
    assert asked(post.floor, work.id).why == "window"


@pytest.mark.parametrize("unit", ["characters", "bytes", "post"])
def test_a_question_too_long_for_its_network_is_the_usual_one(post: Post, unit: str) -> None:
    limits = Limits(max_text=500, unit=unit)
    post.floor.centre.define_limits(ROOM, limits)
    post.floor.centre.define_survey(replace(SURVEY, words={"": "Ж" * MAX_WORDS}))
    helped(post, ROOM)
    text = post.claim(ROOM).text
    assert text.startswith("How satisfied were you")
    assert "STOP" in text
    assert length(text, unit, HANDLE.value) <= 500


def test_two_questions_by_two_ways_are_answered_each_by_its_own(post: Post) -> None:
    _, by_mail = helped(post, MAIL)
    sent(post, MAIL)
    first = post.only().customer_id
    _, by_text = helped(post, TEXTS)
    sent(post, TEXTS)
    (other,) = {one.customer_id for one in post.conversations()} - {first}
    post.floor.ask("anna", MergeCustomers(kept_id=other, merged_id=first))
    writes(post, MAIL, "2")  # the older one, and no reply to it
    assert asked(post.floor, by_mail).score == 2
    assert asked(post.floor, by_text).state is AskedState.ASKED
    writes(post, TEXTS, "5")
    assert asked(post.floor, by_text).score == 5
    assert asked(post.floor, by_mail).score == 2
    assert post.floor.centre.snapshot("anna")[1].offers == ()


def test_after_help_by_the_same_way_a_number_is_no_answer_to_what_was_asked_before(
    post: Post,
) -> None:
    _, first = helped(post, TEXTS)
    sent(post, TEXTS)
    post.floor.centre.remove_survey(SURVEY.id)
    helped(post, TEXTS)
    writes(post, TEXTS, "5")
    assert asked(post.floor, first).state is AskedState.ASKED


@pytest.mark.parametrize(
    ("entry", "value"), [(TEXTS, "+33 612 48 90 99"), (ROOM, "@mallory:example.org")]
)
def test_nobody_answers_for_somebody_else(post: Post, entry: str, value: str) -> None:
    thread_id, work_id = helped(post, entry)
    name = sent(post, entry)
    mallory: Address = replace(WHERE[entry], value=value)
    writes(post, entry, "1", address=mallory, answers=(name,))
    writes(post, entry, "STOP", address=mallory, answers=(name,))
    assert asked(post.floor, work_id).state is AskedState.ASKED
    assert answers(post.floor, thread_id) == []
    writes(post, entry, "5", answers=(name,))
    assert asked(post.floor, work_id).score == 5


def test_records_that_become_one_keep_the_open_question(post: Post) -> None:
    thread_id, work_id = helped(post, TEXTS)
    sent(post, TEXTS)
    asked_of = post.only().customer_id
    writes(post, MAIL, "Hello?")
    post.floor.accept("anna")
    finished(post)
    (kept_id,) = {one.customer_id for one in post.conversations()} - {asked_of}
    post.floor.ask("anna", MergeCustomers(kept_id=kept_id, merged_id=asked_of))
    post.floor.crash()
    post.open_networks()
    post.floor.ready("anna")
    writes(post, TEXTS, "3")
    assert asked(post.floor, work_id).score == 3
    assert len(answers(post.floor, thread_id)) == 1
    assert post.floor.centre.timeline(thread_id).conversation.customer_id == kept_id


def test_of_two_ways_that_end_in_one_minute_one_is_asked_also_after_a_restart(post: Post) -> None:
    helped(post, MAIL)
    helped(post, TEXTS)
    mail, text = (one.customer_id for one in post.conversations())
    post.floor.ask("anna", MergeCustomers(kept_id=mail, merged_id=text))
    post.floor.wait(31 * DAY_MS)  # what was asked so far is long ago
    post.floor.ready("anna")
    post.floor.centre.define_survey(CSAT)
    works = []
    for entry in (MAIL, TEXTS):
        writes(post, entry, "And the other one?")
        post.floor.accept("anna")
        works.append(post.floor.held("anna").id)
        finished(post)
        post.floor.wait(20_000)
    assert {asked(post.floor, one).state for one in works} == {AskedState.DUE}
    post.floor.crash()
    post.open_networks()
    post.floor.wait(60_000)
    stand = [(asked(post.floor, one).state, asked(post.floor, one).why) for one in works]
    (once,) = [state for state, why in stand if not why]
    assert once is AskedState.ASKED
    (why,) = [why for _, why in stand if why]
    assert why in ("asked_lately", "goes_on")


def test_where_no_survey_is_for_the_queue_nobody_is_asked(post: Post) -> None:
    post.floor.centre.define_survey(replace(SURVEY, queues=("billing",)))
    thread_id, work_id = helped(post, TEXTS)
    storage = post.floor.centre.storage
    with storage.transaction():
        assert asked_about(storage, work_id) is None
    assert all(one.author.kind is not AuthorKind.SYSTEM for one in post.messages(thread_id))


def test_while_the_customer_is_helped_again_a_number_is_for_the_agent_and_a_reply_counts(
    post: Post,
) -> None:
    thread_id, work_id = helped(post, MAIL)
    question = sent(post, MAIL)
    writes(post, MAIL, "It broke again.")
    post.floor.accept("anna")
    writes(post, MAIL, "2")  # pieces, perhaps
    assert asked(post.floor, work_id).state is AskedState.ASKED
    writes(post, MAIL, "4", answers=(question,))
    assert asked(post.floor, work_id).score == 4
    assert [one.score for one in answers(post.floor, thread_id) if one is not None] == [4]


def test_a_flood_of_answers_counts_once_and_alerts_once(post: Post) -> None:
    thread_id, work_id = helped(post, TEXTS)
    sent(post, TEXTS)
    for score in ("1", "5") * 8:
        writes(post, TEXTS, score)
    assert post.floor.centre.snapshot("anna")[1].offers == ()
    told = answers(post.floor, thread_id)
    assert [one.score for one in told if one is not None and one.counted] == [1]
    assert asked(post.floor, work_id).score == 1
    assert len(low_answers(post.floor)) == 1
