"""Customers are asked how it was, once, and what they answer counts once."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from agent_desktop.hub.centre.surveying import place_in_share
from agent_desktop.hub.storage.alerts import open_alerts
from agent_desktop.hub.storage.asked import Asked, AskedState, asked_about
from agent_desktop.hub.storage.networks import KeptNetwork
from agent_desktop.hub.storage.passages import passages_between
from agent_desktop.hub.written.records import Consent, Receipt, Rejected, Sent
from agent_desktop.model.alerts import Alert
from agent_desktop.model.commands import ChoosePresence, EndInteraction, MergeCustomers
from agent_desktop.model.errors import Conflict, Refused
from agent_desktop.model.mail_heads import Automatic
from agent_desktop.model.people import PresenceState
from agent_desktop.model.surveys import DAY_MS, Answered, Survey, SurveyKind, answer_in
from agent_desktop.model.timeline import AuthorKind, Delivery, LineKind, SystemLine
from tests.hub.centre.floor import START, Floor, opened
from tests.hub.centre.post import LAYLA, MAIL, PHONE, TEXTS, Post, begun, finished

CSAT = Survey(id="csat", name="After help", delay_ms=60_000)
NPS = Survey(id="nps", name="Recommend", kind=SurveyKind.NPS, low=6)


@pytest.fixture
def post(tmp_path: Path) -> Iterator[Post]:
    """One floor; each test begins where the one before it left nobody waiting."""
    with opened(tmp_path / "hub.db") as floor:
        floor.furnish()
        yield Post(floor)


def asked(floor: Floor, interaction_id: str) -> Asked:
    """What is kept of the question."""
    storage = floor.centre.storage
    with storage.transaction():
        found = asked_about(storage, interaction_id)
    assert found is not None
    return found


def answers(floor: Floor, conversation_id: str) -> list[Answered | None]:
    """What the conversation's lines tell."""
    items = floor.centre.timeline(conversation_id).items
    kinds = (LineKind.SURVEYED,)
    return [
        answer_in(one.detail) for one in items if isinstance(one, SystemLine) and one.kind in kinds
    ]


def helped(post: Post, survey: Survey = CSAT) -> tuple[str, str]:
    """Layla wrote by mail, was helped, and is asked: the conversation and the interaction."""
    post.floor.centre.define_survey(survey)
    thread = begun(post)
    work = post.floor.held("anna")
    post.answer("Here is a new one.")
    post.floor.centre.settle_letter(post.claim().id, Sent(remote_ids=("<out@hub>",)))
    finished(post)
    post.floor.wait(survey.delay_ms)
    return thread.id, work.id


def low_answers(floor: Floor) -> list[Alert]:
    """What leads are alerted of."""
    storage = floor.centre.storage
    with storage.transaction():
        return list(open_alerts(storage).values())


def question(post: Post, entry: str = MAIL) -> str:
    """The question leaves; what it says."""
    letter = post.claim(entry)
    post.floor.centre.settle_letter(letter.id, Sent(remote_ids=(f"<{letter.id}>",)))
    return letter.id


def test_the_question_goes_by_the_customers_way_and_the_answer_counts_once(post: Post) -> None:
    thread_id, work_id = helped(post)
    asks = post.claim()
    assert asks.text.startswith("How satisfied")
    assert asks.heard_at is None  # so that it waits where it is night
    assert asks.mail is not None
    assert asks.mail.automatic is Automatic.REPLY  # so that no machine answers it
    post.floor.centre.settle_letter(asks.id, Sent(remote_ids=("<asks@hub>",)))
    post.floor.crash()
    post.open_networks()
    post.take(post.arrived("4\nQuick, thank you.", answers=("<asks@hub>",)))
    kept = asked(post.floor, work_id)
    assert (kept.state, kept.score, kept.comment) == (
        AskedState.ANSWERED,
        4,
        "Quick, thank you.",
    )
    shown = post.floor.centre.timeline(thread_id)
    assert not shown.conversation.open
    assert shown.conversation.reply_due_at is None
    assert post.floor.centre.snapshot("anna")[1].offers == ()
    assert post.messages(thread_id)[-1].text == "4\nQuick, thank you."
    post.take(post.arrived("1", answers=("<asks@hub>",)))
    csat = SurveyKind.CSAT
    assert answers(post.floor, thread_id) == [
        Answered(csat, 4),  # the words stand above it, as they were written
        Answered(csat, 1, counted=False),
    ]
    storage = post.floor.centre.storage
    with storage.transaction():
        found, _ = passages_between(storage, START, post.floor.now + 1, None, 10)
    assert [one.rating for one in found] == [4]


def test_the_same_news_again_change_nothing(post: Post) -> None:
    thread_id, _ = helped(post)
    name = question(post)
    told = post.arrived("5", answers=(f"<{name}>",))
    post.take(told)
    post.take(told)
    assert len(answers(post.floor, thread_id)) == 1


def test_a_late_answer_is_told_and_not_counted(post: Post) -> None:
    thread_id, work_id = helped(post)
    name = question(post)
    post.floor.wait(8 * DAY_MS)
    post.take(post.arrived("2", answers=(f"<{name}>",)))
    assert answers(post.floor, thread_id) == [Answered(SurveyKind.CSAT, 2, counted=False)]
    assert asked(post.floor, work_id).score is None
    assert post.floor.centre.snapshot("anna")[1].offers == ()


def test_what_is_no_clear_answer_is_a_message_like_any_other(post: Post) -> None:
    thread_id, work_id = helped(post)
    question(post)
    post.take(post.arrived("2 lamps are missing", subject="Lamp"))
    offer = post.floor.accept("anna")
    assert offer.conversation_id == thread_id
    # now somebody speaks with her: a number may be the answer to something else
    post.take(post.arrived("5"))
    assert answers(post.floor, thread_id) == []
    assert asked(post.floor, work_id).state is AskedState.ASKED


def test_an_answer_after_a_new_conversation_began_counts_for_the_old_one(post: Post) -> None:
    thread_id, work_id = helped(post)
    name = question(post)
    post.floor.wait(2 * DAY_MS)
    post.take(post.arrived("My lamp broke again.", subject="Another one"))
    post.floor.accept("anna")
    assert len(post.conversations()) == 2
    post.take(post.arrived("5 because of Anna", answers=(f"<{name}>",)))
    assert asked(post.floor, work_id).score == 5
    assert answers(post.floor, thread_id) == [Answered(SurveyKind.CSAT, 5)]


def test_a_number_by_text_message_is_enough(post: Post) -> None:
    post.floor.centre.define_survey(replace(NPS, entry_points=(TEXTS,)))
    post.take(post.arrived("Where is my parcel?", address=PHONE), entry=TEXTS)
    post.floor.accept("anna")
    work = post.floor.held("anna")
    finished(post)
    post.floor.wait(1)
    question(post, TEXTS)
    post.take(post.arrived("9/10", address=PHONE), entry=TEXTS)
    kept = asked(post.floor, work.id)
    assert (kept.kind, kept.score) == (SurveyKind.NPS, 9)
    assert answers(post.floor, work.conversation_id) == [Answered(SurveyKind.NPS, 9)]


@pytest.mark.parametrize("why", ["off", "asked_lately", "goes_on", "unwanted", "no_way"])
def test_who_is_not_asked_and_why(post: Post, why: str) -> None:
    post.floor.centre.define_survey(CSAT)
    if why == "asked_lately":
        helped(post)
        question(post)
    begun(post)
    work = post.floor.held("anna")
    finished(post)
    if why == "off":
        post.floor.centre.remove_survey("csat")
    elif why == "goes_on":
        post.take(post.arrived("One more thing.", subject="Lamp"))
    elif why == "unwanted":
        word: Any = {"given": False, "words": "STOP", "at": post.floor.now}
        post.take(Consent(remote_id="stop", address=LAYLA, **word))
    elif why == "no_way":
        paused = KeptNetwork(entry_point_id=MAIL, network="email", paused=True)
        post.floor.centre.define_network(paused)
    post.floor.wait(60_000)
    kept = asked(post.floor, work.id)
    assert (kept.state, kept.why) == (AskedState.NOT_ASKED, why)


def test_a_share_of_them_is_asked_and_the_others_are_told_apart(post: Post) -> None:
    post.floor.centre.define_survey(CSAT)
    begun(post)
    work = post.floor.held("anna")
    finished(post)
    drawn = place_in_share(work.id)
    post.floor.centre.define_survey(replace(CSAT, share=max(1, drawn)))
    post.floor.wait(60_000)
    kept = asked(post.floor, work.id)
    told = (kept.state, kept.why)
    assert told == ((AskedState.NOT_ASKED, "share") if drawn else (AskedState.ASKED, ""))


def test_everybody_has_a_place_in_the_share_and_each_place_as_many() -> None:
    places = Counter(place_in_share(f"interaction{number}") for number in range(20_000))
    assert sorted(places) == list(range(100))
    assert 130 < min(places.values()) < max(places.values()) < 270


def test_in_a_chat_the_visitor_chooses_a_number(post: Post) -> None:
    floor = post.floor
    words = {"de": "Wie war es?", "": "How was it?"}
    floor.centre.define_survey(replace(NPS, words=words, entry_points=("support-web",)))
    floor.arrive("vera")
    offer = floor.accept("anna")
    floor.ask("anna", EndInteraction(interaction_id=offer.interaction_id))
    assert not floor.centre.chat_state("vera").rates
    survey = floor.centre.chat_state("vera").survey
    assert survey is not None
    assert (survey.question, survey.lowest, survey.highest) == ("How was it?", 0, 10)
    with pytest.raises(Refused):
        floor.centre.rate("vera", 11)
    floor.centre.rate("vera", 9, "Nice")
    floor.centre.rate("vera", 9, "Nice")
    with pytest.raises(Conflict):
        floor.centre.rate("vera", 1)
    assert floor.centre.chat_state("vera").rated
    assert answers(floor, offer.conversation_id) == [Answered(SurveyKind.NPS, 9, "Nice")]
    assert asked(floor, offer.interaction_id).score == 9


def test_a_visitor_who_leaves_is_asked_before_the_agent_ends_it(post: Post) -> None:
    floor = post.floor
    floor.centre.define_survey(replace(CSAT, delay_ms=0))
    floor.arrive("vera")
    offer = floor.accept("anna")
    floor.centre.leave("vera")
    floor.wait(1)
    floor.centre.rate("vera", 2)
    floor.finish("anna", offer.interaction_id)
    floor.wait(1)
    assert asked(floor, offer.interaction_id).score == 2
    assert floor.centre.chat_state("vera").rated


def test_a_question_that_could_not_be_sent_makes_nobody_wait(post: Post) -> None:
    thread_id, _ = helped(post)
    letter = post.claim()
    post.floor.centre.settle_letter(letter.id, Rejected(problem="Unknown address."))
    assert post.floor.centre.timeline(thread_id).conversation.reply_due_at is None
    (said,) = [one for one in post.messages(thread_id) if one.author.kind is AuthorKind.SYSTEM]
    assert said.problem == "Unknown address."


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": " "}, "name"),
        ({"share": 0}, "share"),
        ({"answer_ms": 0}, "answer_ms"),
        ({"delay_ms": -1}, "delay_ms"),
        ({"low": 6}, "low"),
        ({"words": {"de": " "}}, "words"),
        ({"queues": ("nowhere",)}, "queues"),
        ({"entry_points": ("nowhere",)}, "entry_points"),
    ],
)
def test_what_makes_no_sense_is_refused_by_its_name(
    post: Post, wrong: dict[str, Any], field: str
) -> None:
    with pytest.raises(Refused) as refused:
        post.floor.centre.define_survey(replace(CSAT, **wrong))
    assert refused.value.problem.field == field
    assert post.floor.centre.surveys() == ()


@pytest.mark.parametrize(("word", "replies"), [("STOP", True), ("Désinscription!", False)])
def test_stop_is_no_work_and_ends_asking_on_every_channel(
    post: Post, word: str, replies: bool
) -> None:
    thread_id, work_id = helped(post)
    name = question(post)
    post.take(post.arrived(word, answers=(f"<{name}>",) if replies else ()))
    assert asked(post.floor, work_id).state is AskedState.REFUSED
    assert post.floor.centre.snapshot("anna")[1].offers == ()
    lines = [
        one.kind
        for one in post.floor.centre.timeline(thread_id).items
        if isinstance(one, SystemLine)
    ]
    assert LineKind.SURVEY_REFUSED in lines
    begun(post)
    work = post.floor.held("anna")
    finished(post)
    post.floor.wait(DAY_MS * 60)
    assert asked(post.floor, work.id).why == "unwanted"


def test_stop_to_a_question_by_text_message_refuses_it_once(post: Post) -> None:
    post.floor.centre.define_survey(replace(NPS, entry_points=(TEXTS,)))
    post.take(post.arrived("Where is my parcel?", address=PHONE), entry=TEXTS)
    post.floor.accept("anna")
    work = post.floor.held("anna")
    finished(post)
    post.floor.wait(1)
    question(post, TEXTS)
    earlier: Any = {"address": PHONE, "given": False, "words": "STOP", "at": START - 1}
    post.take(Consent(remote_id="early", **earlier), entry=TEXTS)
    assert asked(post.floor, work.id).state is AskedState.ASKED
    post.take(Consent(remote_id="stop", **(earlier | {"at": post.floor.now})), entry=TEXTS)
    assert asked(post.floor, work.id).state is AskedState.REFUSED


def test_words_after_the_number_are_its_comment_and_a_message_for_agents(post: Post) -> None:
    _, work_id = helped(post)
    question(post)
    post.take(post.arrived("2"))
    (alert,) = low_answers(post.floor)
    post.take(post.arrived("Nobody called me back."))
    assert asked(post.floor, work_id).comment == "Nobody called me back."
    (alert,) = low_answers(post.floor)
    assert (alert.value, alert.comment) == (2, "Nobody called me back.")
    offer = post.floor.accept("anna")  # nobody's words are lost
    assert offer.conversation_id
    post.take(post.arrived("And my lamp?"))
    assert asked(post.floor, work_id).comment == "Nobody called me back."


def test_words_an_hour_later_are_no_comment(post: Post) -> None:
    _, work_id = helped(post)
    question(post)
    post.take(post.arrived("5"))
    post.floor.wait(3_600_000)
    post.take(post.arrived("My lamp broke again."))
    assert asked(post.floor, work_id).comment == ""


def test_a_number_after_words_that_nobody_has_taken_yet_counts(post: Post) -> None:
    _, work_id = helped(post)
    question(post)
    post.floor.ask("anna", ChoosePresence(state=PresenceState.BREAK))
    post.take(post.arrived("Great help!"))
    post.take(post.arrived("5"))
    assert asked(post.floor, work_id).score == 5


def test_a_reply_counts_from_another_address_and_to_an_older_question(post: Post) -> None:
    _, first_id = helped(post, replace(CSAT, pause_ms=0))
    first = question(post)
    begun(post)
    second = post.floor.held("anna")
    finished(post)
    post.floor.wait(CSAT.delay_ms)
    question(post)
    other = replace(LAYLA, value="layla.home@example.net")
    post.take(post.arrived("Hi,\n4\nLayla", address=other, answers=(f"<{first}>",)))
    assert asked(post.floor, first_id).score == 4
    assert asked(post.floor, second.id).state is AskedState.ASKED
    assert len(post.conversations()) == 1


def test_a_question_that_came_back_was_not_asked_and_makes_nobody_wait(post: Post) -> None:
    thread_id, work_id = helped(post)
    name = question(post)
    gone = Receipt(remote_id=f"<{name}>", delivery=Delivery.REFUSED, at=1, problem="No mailbox.")
    post.take(gone)
    kept = asked(post.floor, work_id)
    assert (kept.state, kept.why, kept.asked_at) == (AskedState.NOT_ASKED, "undelivered", None)
    assert post.floor.centre.timeline(thread_id).conversation.reply_due_at is None


def test_merged_records_are_one_customer_who_is_asked_once(post: Post) -> None:
    helped(post)
    question(post)
    first = post.only().customer_id
    post.take(post.arrived("Where is my parcel?", address=PHONE), entry=TEXTS)
    post.floor.accept("anna")
    work = post.floor.held("anna")
    (other,) = {one.customer_id for one in post.conversations()} - {first}
    post.floor.ask("anna", MergeCustomers(kept_id=other, merged_id=first))
    finished(post)
    post.floor.wait(CSAT.delay_ms)
    assert asked(post.floor, work.id).why == "asked_lately"
