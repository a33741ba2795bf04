"""Callers are asked how it was when the agent has hung up, with the real switch; what they press and say is kept."""

from typing import Any

import pytest
from msgspec.structs import replace

from agent_desktop.hub.protocol import CallState
from agent_desktop.hub.storage import consents
from agent_desktop.hub.storage.asked import AskedState
from agent_desktop.hub.storage.consents import ConsentWord
from agent_desktop.hub.storage.passages import passages_between
from agent_desktop.hub.voice import decisions as d
from agent_desktop.hub.voice import inputs as i
from agent_desktop.hub.voice.prompts.speaking import spoken
from agent_desktop.model.attachments import AudioKind
from agent_desktop.model.backend_calls import CallOut, LeaveCall
from agent_desktop.model.commands import CompleteWrapUp, EndInteraction
from agent_desktop.model.errors import Refused
from agent_desktop.model.people import Address, AddressKind
from agent_desktop.model.surveys import DAY_MS, Answered, Survey, SurveyKind, answer_in
from agent_desktop.model.timeline import LineKind, Message, SystemLine
from agent_desktop.model.work import Channel, InteractionState
from tests.hub.centre.call_words import CUSTOMER, come, conversation, state, take, used
from tests.hub.centre.floor import START, Floor
from tests.hub.centre.survey_talks import (
    SURVEY,
    asked,
    hang_up,
    items,
    press,
    prompts,
    stands,
    talk,
)
from tests.hub.centre.telephones import BILLING, Telephones


def test_the_agent_wraps_up_while_the_caller_answers(lines: Telephones) -> None:
    floor = lines.floor
    call = talk(lines)
    hang_up(lines, call)
    assert state(floor, call) is InteractionState.WRAP_UP
    assert floor.centre.snapshot("anna")[1].calls == ()
    assert stands(floor, call) == (AskedState.ASKED, "", None)
    assert prompts(lines, call) == ("survey_csat", "survey_csat_keys", "survey_stop")
    floor.ask("anna", CompleteWrapUp(interaction_id=call, disposition="solved"))
    assert used(floor, "anna") == 0
    other = lines.call_in(caller="+49301112224")
    assert floor.offer("anna").interaction_id == other, "nothing of it is Anna's"
    lines.wait(4_000)
    press(lines, call, "4")
    assert stands(floor, call) == (AskedState.ANSWERED, "", 4)
    assert prompts(lines, call) == ("survey_thanks",)
    lines.heard(f"{call}/in")
    assert lines.switch.call(call) is None
    said = [one for one in items(floor, call) if isinstance(one, SystemLine)]
    (ended,) = [one for one in said if one.kind is LineKind.CALL_ENDED]
    assert ended.detail == "in 5000", "the talk alone"
    (line,) = [one for one in said if one.kind is LineKind.SURVEYED]
    assert answer_in(line.detail) == Answered(SurveyKind.CSAT, 4)
    storage = floor.centre.storage
    with storage.transaction():
        found, _ = passages_between(storage, START, floor.now + 1, None, 10)
    (mine,) = [one for one in found if one.interaction_id == call]
    assert mine.rating == 4
    assert mine.ended_at is not None
    assert mine.left_at is not None
    assert mine.ended_at - mine.left_at == 5_000, "the time of the survey is nobody's talk"


def test_a_comment_lands_in_the_conversation_and_is_nobodys_work(lines: Telephones) -> None:
    floor = lines.floor
    call = talk(lines, replace(SURVEY, comment_ms=20_000, low=2))
    hang_up(lines, call)
    floor.ask("anna", CompleteWrapUp(interaction_id=call, disposition="solved"))
    press(lines, call, "1")
    assert prompts(lines, call) == ("survey_comment",)
    lines.heard(f"{call}/in")
    lines.heard(f"{call}/in")
    lines.wait(8_000)
    lines.left(f"{call}/in")
    (said,) = [one for one in items(floor, call) if isinstance(one, Message)]
    ((file,), author) = said.attachments, said.author
    assert file.audio is not None
    assert (file.audio.kind, said.channel) == (AudioKind.COMMENT, Channel.VOICE)
    assert said.interaction_id == call
    assert author.kind.value == "customer"
    shown = floor.centre.timeline(conversation(floor, call)).conversation
    assert not shown.open
    assert shown.reply_due_at is None
    assert floor.centre.snapshot("anna")[1].offers == ()
    with floor.centre.request() as book:
        (alert,) = book.live.alerts.values()
    assert (alert.value, alert.agent_id, alert.conversation_id) == (1, "anna", shown.id)


def test_a_comment_whose_file_never_comes_is_told(lines: Telephones) -> None:
    call = talk(lines)
    hang_up(lines, call)
    told = d.MessageKept(
        call=call, recording="t1", number=CUSTOMER, queue="support", length_ms=3_000, comment=True
    )
    lines.floor.centre.voice_happened(told)
    lines.die()
    lines.begin()
    assert items(lines.floor, call)[-1].kind is LineKind.MESSAGE_LOST
    lines.die()
    lines.begin()
    lost = [one for one in items(lines.floor, call) if one.kind is LineKind.MESSAGE_LOST]
    assert len(lost) == 1


def test_the_same_news_again_change_nothing(lines: Telephones) -> None:
    call = talk(lines)
    hang_up(lines, call)
    press(lines, call, "5")
    before = items(lines.floor, call)
    for told in [one for one in lines.news if isinstance(one, d.SurveyBegan | d.SurveyAnswered)]:
        lines.floor.centre.voice_happened(told)
    lines.floor.centre.voice_happened(d.SurveyRefused(call))
    assert items(lines.floor, call) == before
    assert stands(lines.floor, call) == (AskedState.ANSWERED, "", 5)


def test_who_presses_the_star_is_asked_by_no_channel_any_more(lines: Telephones) -> None:
    floor = lines.floor
    call = talk(lines)
    hang_up(lines, call)
    press(lines, call, "*")
    assert stands(floor, call) == (AskedState.REFUSED, "", None)
    assert floor.lines(conversation(floor, call))[-1] is LineKind.SURVEY_REFUSED
    assert prompts(lines, call) == ("survey_stopped",)
    lines.heard(f"{call}/in")
    floor.ask("anna", CompleteWrapUp(interaction_id=call, disposition="solved"))
    floor.now += 400 * DAY_MS
    again = talk(lines)
    hang_up(lines, again)
    assert stands(floor, again) == (AskedState.NOT_ASKED, "unwanted", None)
    assert lines.switch.call(again) is None


@pytest.mark.parametrize("why", ["share", "asked_lately", "unwanted", "gone"])
def test_who_is_not_asked_and_why(lines: Telephones, why: str) -> None:
    floor = lines.floor
    survey = replace(SURVEY, share=1) if why == "share" else SURVEY
    if why == "asked_lately":
        survey = replace(SURVEY, pause_ms=DAY_MS)
        first = talk(lines, survey)
        hang_up(lines, first)
        lines.left(f"{first}/in")
        floor.ask("anna", CompleteWrapUp(interaction_id=first, disposition="solved"))
    elif why == "unwanted":
        address = Address(kind=AddressKind.PHONE, value=CUSTOMER)
        with floor.centre.request() as book:
            word = ConsentWord(address=address, given=False, words="STOP", at=book.now)
            consents.keep(book.storage, word)
    call = talk(lines, survey)
    if why == "gone":
        lines.left(f"{call}/in")
    else:
        hang_up(lines, call)
    assert lines.switch.call(call) is None
    assert stands(floor, call) == (AskedState.NOT_ASKED, why, None)


def test_only_callers_who_were_helped_are_asked(lines: Telephones) -> None:
    floor = lines.floor
    floor.centre.define_survey(SURVEY)
    gone = lines.call_in()
    lines.left(f"{gone}/in")
    come(lines, "anna")
    out = floor.id()
    floor.ask("anna", CallOut(interaction_id=out, number="+49301234567", token="t"))
    lines.carry()
    lines.answered("anna")
    (leg,) = [one.id for one in lines.picture(out).legs if one.part == "customer"]
    lines.tell(i.LegAnswered(leg))
    hang_up(lines, out)
    assert [asked(floor, one) for one in (gone, out)] == [None, None]
    assert lines.switch.call(out) is None


def test_a_survey_that_is_not_by_telephone_asks_no_caller(lines: Telephones) -> None:
    call = talk(lines, Survey(id="csat", name="In writing"))
    hang_up(lines, call)
    assert asked(lines.floor, call) is None
    assert lines.switch.call(call) is None


def test_a_survey_that_changes_while_they_talk_counts(lines: Telephones) -> None:
    floor = lines.floor
    call = talk(lines)
    floor.centre.remove_survey("csat")
    lines.carry()
    hang_up(lines, call)
    assert asked(floor, call) is None
    floor.ask("anna", CompleteWrapUp(interaction_id=call, disposition="solved"))
    call = talk(lines, None)
    nps = replace(SURVEY, id="nps", kind=SurveyKind.NPS)
    floor.centre.define_survey(nps)
    lines.carry()
    hang_up(lines, call)
    press(lines, call, "10")
    assert stands(floor, call) == (AskedState.ANSWERED, "", 10)


def test_a_question_that_was_replaced_on_its_way_counts_as_it_was_heard(lines: Telephones) -> None:
    floor = lines.floor
    call = talk(lines)
    lines.lagging = True
    floor.centre.remove_survey("csat")
    floor.centre.define_survey(replace(SURVEY, id="nps", kind=SurveyKind.NPS))
    lines.floor.centre.drain_orders()  # they are too late
    floor.ask("anna", EndInteraction(interaction_id=call))
    lines.lagging = False
    lines.carry()
    press(lines, call, "3")
    one = asked(floor, call)
    assert one is not None
    assert (one.survey_id, one.kind, one.score) == ("csat", SurveyKind.CSAT, 3)


def test_after_a_transfer_it_is_about_who_helped_last(lines: Telephones) -> None:
    floor = lines.floor
    floor.centre.define_survey(replace(SURVEY, queues=("billing",)))
    come(lines, "ben")
    call = lines.call_in(BILLING)
    take(lines, "ben")
    floor.ask("ben", LeaveCall(interaction_id=call))
    lines.carry()
    assert lines.picture(call).stage == "waiting", "this queue takes its customers back"
    assert asked(floor, call) is None
    come(lines, "cleo")
    with floor.centre.request() as book:
        assert book.live.interactions[call].shown.state is not InteractionState.DONE
    take(lines, "cleo")
    floor.ask("cleo", EndInteraction(interaction_id=call))
    lines.carry()
    press(lines, call, "5")
    one = asked(floor, call)
    assert one is not None
    assert (one.agent_id, one.queue_id, one.score) == ("cleo", "billing", 5)


def test_the_question_is_in_the_customers_language_and_the_houses_words(lines: Telephones) -> None:
    floor = lines.floor
    survey = replace(SURVEY, spoken={"de": "Wie war der Anruf?", "": "How was the call?"})
    call = talk(lines, survey)
    hang_up(lines, call)
    played = lines.playing[f"{call}/in"]
    assert (played.language, played.prompts[0]) == (
        "en",
        spoken("How was the call?", "survey_csat"),
    )
    lines.left(f"{call}/in")
    floor.ask("anna", CompleteWrapUp(interaction_id=call, disposition="solved"))
    customer_id = floor.centre.timeline(conversation(floor, call)).conversation.customer_id
    with floor.centre.request() as book:
        customer = book.customer(customer_id)
        book.live.customers[customer_id] = replace(customer, language="de-AT")
    call = talk(lines, None)
    hang_up(lines, call)
    played = lines.playing[f"{call}/in"]
    assert (played.language, played.prompts[0]) == (
        "de-AT",
        spoken("Wie war der Anruf?", "survey_csat"),
    )


def test_a_hub_that_dies_keeps_what_was_pressed_and_asks_no_more(lines: Telephones) -> None:
    floor = lines.floor
    call = talk(lines)
    hang_up(lines, call)
    press(lines, call, "2")
    lines.die()
    floor.crash()
    lines.begin()
    assert stands(floor, call) == (AskedState.ANSWERED, "", 2)
    lines.heard(f"{call}/in")
    floor.ask("anna", CompleteWrapUp(interaction_id=call, disposition="solved"))
    call = talk(lines, None)
    lines.lagging = True
    floor.ask("anna", EndInteraction(interaction_id=call))
    while stands_or_none(floor, call) is None:
        assert lines.step()
    lines.lagging = False
    lines.die()
    floor.crash()
    floor.wait(1)
    lines.begin()
    assert stands(floor, call) == (AskedState.NOT_ASKED, "gone", None)


def stands_or_none(floor: Floor, call: str) -> AskedState | None:
    one = asked(floor, call)
    return None if one is None else one.state


def test_a_worker_that_dies_amid_the_question_leaves_it_unanswered(lines: Telephones) -> None:
    floor = lines.floor
    call = talk(lines)
    hang_up(lines, call)
    lines.die()
    lines.begin()
    assert stands(floor, call) == (AskedState.ASKED, "", None)
    assert state(floor, call) is InteractionState.WRAP_UP
    said = floor.lines(conversation(floor, call))
    assert LineKind.LINE_LOST not in said
    assert said.count(LineKind.CALL_ENDED) == 1


def test_two_calls_of_one_customer_ask_once(lines: Telephones) -> None:
    floor = lines.floor
    survey = replace(SURVEY, pause_ms=DAY_MS)
    first = talk(lines, survey)
    second = lines.call_in()
    lines.wait(300_000)  # so long Anna is kept for them
    come(lines, "ben")
    assert take(lines, "ben") == second
    hang_up(lines, first)
    floor.ask("ben", EndInteraction(interaction_id=second))
    lines.carry()
    states = [stands_or_none(floor, one) for one in (first, second)]
    assert states == [AskedState.ASKED, AskedState.NOT_ASKED]


def test_a_visitor_on_a_page_answers_by_its_keypad_and_is_not_asked_twice(
    lines: Telephones,
) -> None:
    floor = lines.floor
    floor.centre.define_survey(replace(SURVEY, kind=SurveyKind.CES))
    come(lines, "anna")
    floor.arrive("vera")
    offer = floor.accept("anna")
    floor.finish("anna", offer.interaction_id)
    floor.centre.visitor_online("vera", True)
    call = lines.web_call_in("vera")
    take(lines, "anna")
    hang_up(lines, call)
    floor.listen()
    told = [one.event for one in floor.heard if isinstance(one.event, CallState)]
    assert told[-1] == CallState(phase="survey", call_id=call)
    chat = floor.centre.chat_state("vera")
    assert (chat.survey, chat.rates) == (None, False), "the call asks"
    with pytest.raises(Refused):
        floor.centre.rate("vera", 3)
    lines.tell(i.DigitPressed(f"{call}/page", "7"))
    assert stands(floor, call) == (AskedState.ANSWERED, "", 7)
    assert floor.centre.chat_state("vera").rated


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"channels": ()}, "channels"),
        ({"channels": (Channel.VIDEO,)}, "channels"),
        ({"comment_ms": 3_600_000}, "comment_ms"),
        ({"prompt": "../secret"}, "prompt"),
        ({"spoken": {"de": " "}}, "spoken"),
    ],
)
def test_what_makes_no_sense_is_refused_by_its_name(
    lines: Telephones, wrong: dict[str, Any], field: str
) -> None:
    with pytest.raises(Refused) as refused:
        lines.floor.centre.define_survey(replace(SURVEY, **wrong))
    assert refused.value.problem.field == field
