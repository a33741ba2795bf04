"""How customers are asked by telephone: the keys' dialog as a machine, and what becomes of the call, as scripts."""

from __future__ import annotations

from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from agent_desktop.hub.voice import decisions as d
from agent_desktop.hub.voice import inputs as i
from agent_desktop.hub.voice.policy import QueueVoice, Recording
from agent_desktop.hub.voice.prompts.speaking import spoken
from agent_desktop.hub.voice.records import SurveyScript
from agent_desktop.hub.voice.survey import ANSWER_MS, MORE_MS, REFUSED, SILENT, Asking, question
from tests.hub.voice.script import POLICY, Script, agent, connected, news, noted, number, plays

Kind = Literal["csat", "nps", "ces"]
SCALES: dict[Kind, tuple[int, int]] = {"csat": (1, 5), "nps": (0, 10), "ces": (1, 7)}


def script(kind: Kind = "csat", comment_ms: int = 0) -> SurveyScript:
    lowest, highest = SCALES[kind]
    return SurveyScript(
        survey="after",
        kind=kind,
        lowest=lowest,
        highest=highest,
        question=question(kind, "", ""),
        language="de",
        comment_ms=comment_ms,
    )


# The dialog


def meant(kind: Kind, events: list[str]) -> object:
    """What a caller means who does this, in other words than the machine's: by looking for the first clear answer."""
    lowest, highest = SCALES[kind]
    misses, one = 0, False
    for event in events:
        if event == "heard":
            continue
        if one and event in ("0", "#", "late"):
            return 10 if event == "0" else 1
        if not one and event == "*":
            return REFUSED
        if not one and event.isdigit() and lowest <= int(event) <= highest:
            if event != "1" or highest < 10:
                return int(event)
            one = True
            continue
        one, misses = False, misses + 1
        if misses == 2:
            return SILENT
    return 1 if one else SILENT


@given(
    st.sampled_from(list(SCALES)),
    st.lists(st.sampled_from(("heard", "late", *"01234567890*#")), max_size=8),
)
def test_what_a_caller_does_means_one_thing(kind: Kind, events: list[str]) -> None:
    asking, now, done = Asking(script(kind)), 0, []
    takes = set()
    for event in events:
        if asking.outcome is not None:
            break
        takes.add(asking.take)
        assert asking.say or asking.due is not None, "nobody waits for ever"
        if event == "heard":
            if not asking.say:
                continue  # nothing is being said
            asking.finished(now)
            assert asking.due == now + ANSWER_MS
        elif event == "late":
            if asking.due is None:
                continue  # nobody is late while the question is said
            now = asking.due
            asking.tick(now)
        else:
            asking.digit(event, now)
        done.append(event)
        now += 100
    asking.leave()
    assert asking.outcome == meant(kind, done)
    assert len(takes) <= 2, "the question is repeated once"
    before = asking.outcome
    asking.digit("3", now)
    assert asking.outcome == before


@pytest.mark.parametrize(
    ("kind", "keys", "answer"),
    [("csat", "5", 5), ("nps", "0", 0), ("nps", "10", 10), ("nps", "1#", 1), ("ces", "7", 7)],
)
def test_each_scale_has_its_keys(kind: Kind, keys: str, answer: int) -> None:
    asking = Asking(script(kind))
    for at, key in enumerate(keys):
        asking.digit(key, at)
    assert asking.outcome == answer


def test_a_one_becomes_a_ten_within_a_moment_only() -> None:
    asking = Asking(script("nps"))
    asking.digit("1", 1_000)
    assert asking.due == 1_000 + MORE_MS
    assert asking.say == ()
    asking.tick(asking.due)
    assert asking.outcome == 1


def test_the_question_is_the_houses_own_or_the_usual_one() -> None:
    assert question("csat", "ours", "Wie war es?") == "ours"
    assert question("csat", "", "Wie war es?") == spoken("Wie war es?", "survey_csat")
    assert question("ces", "", "") == "survey_ces"


# The call

QUESTION = ("survey_csat", "survey_csat_keys", "survey_stop")


def talking(plan: SurveyScript | None, dialled: str = "+4930999100") -> Script:
    """A customer talks with Ann, and will be asked this."""
    s = Script()
    s.talk(dialled)
    s.tell(i.SurveyPlanned("c", plan))
    return s


def ann_of(s: Script) -> str:
    """Ann's leg."""
    return next(one.id for one in s.call().legs if one.agent == "ann")


def asked(comment_ms: int = 0) -> Script:
    s = talking(script(comment_ms=comment_ms))
    s.tell(i.HungUp("c", "ann", everyone=True))
    return s


def ended(s: Script) -> bool:
    """Whether the customer was hung up, and nothing is left."""
    return d.HangUp("in", "hung_up") in s.out and s.is_over()


@pytest.mark.parametrize("by", ["button", "telephone"])
def test_the_agent_is_free_before_the_customer_is_asked(by: str) -> None:
    s = Script()
    ann = s.talk()
    s.tell(i.SurveyPlanned("c", script()))
    if by == "button":
        s.tell(i.HungUp("c", "ann", everyone=True))
    else:
        s.end(ann)
    expected = [d.WorkEnded("c", "ann", "hung_up", True), d.SurveyBegan("c", script())]
    assert news(s.out) == expected
    (said,) = [one for one in s.out if isinstance(one, d.Play)]
    assert (said.leg, said.language, said.prompts) == ("in", "de", QUESTION)
    assert connected(s.out) == set()
    picture = s.call()
    assert (picture.stage, picture.owner) == ("survey", "")
    assert [one.part for one in picture.legs] == ["customer"]
    s.press("4")
    assert news(s.out) == [d.SurveyAnswered("c", 4)]
    assert plays(s.out) == {"in": ("survey_thanks",)}
    s.heard()
    assert ended(s)


def test_nothing_planned_nothing_asked() -> None:
    s = talking(None)
    s.tell(i.HungUp("c", "ann", everyone=True))
    assert news(s.out) == [d.WorkEnded("c", "ann", "hung_up", True), d.CallOver("c")]
    s.tell(i.SurveyPlanned("c", script()))
    assert s.out == ()  # it is over


def test_silence_and_wrong_keys_are_asked_once_more() -> None:
    s = asked()
    s.heard()
    assert plays(s.after(ANSWER_MS)) == {"in": ("no_choice", *QUESTION)}
    s.press("9")
    assert plays(s.out) == {"in": ("goodbye",)}
    s.heard()
    assert ended(s)
    assert news(s.out) == [d.CallOver("c")]


def test_who_does_not_want_to_be_asked_says_so_by_a_key() -> None:
    s = asked()
    s.press("*")
    assert news(s.out) == [d.SurveyRefused("c")]
    assert plays(s.out) == {"in": ("survey_stopped",)}


def test_a_comment_is_recorded_until_a_key_the_end_or_the_limit() -> None:
    for ending in ("key", "gone", "limit", "silence"):
        s = asked(comment_ms=20_000)
        s.press("2")
        assert plays(s.out) == {"in": ("survey_comment",)}
        s.heard()
        out = s.heard()  # the tone
        (recorded,) = [one for one in out if isinstance(one, d.RecordMessage)]
        assert recorded.comment
        assert s.call().stage == "survey"
        s.after(10_000)
        if ending == "key":
            s.press("#")
        elif ending == "gone":
            s.end("in")
        elif ending == "limit":
            s.after(10_000)
        else:
            s.tell(i.SilenceHeard("in"))
        (kept,) = [one for one in s.out if isinstance(one, d.MessageKept)]
        assert (kept.recording, kept.comment, kept.queue) == (recorded.recording, True, "orders")
        assert d.StopMessage("c", recorded.recording, True, 90) in s.out
        assert s.is_over() == (ending == "gone")
        if ending != "gone":
            assert plays(s.out) == {"in": ("survey_thanks",)}


def test_a_comment_that_cannot_be_kept_still_thanks_for_the_number() -> None:
    s = asked(comment_ms=20_000)
    s.press("2")
    s.heard()
    s.heard()
    (recorded,) = [one for one in s.out if isinstance(one, d.RecordMessage)]
    s.tell(i.RecordingFailed(recorded.recording, "disk"))
    assert noted(s.out) == [("message_failed", "disk")]
    assert plays(s.out) == {"in": ("survey_thanks",)}


def test_who_hangs_up_in_the_middle_has_answered_what_was_pressed() -> None:
    s = asked(comment_ms=20_000)
    assert news(s.end("in")) == [d.CallOver("c")]
    s = talking(script("nps"))
    s.tell(i.HungUp("c", "ann", everyone=True))
    s.press("1")
    assert news(s.end("in")) == [d.SurveyAnswered("c", 1), d.CallOver("c")]
    s = asked(comment_ms=20_000)
    s.press("3")
    assert news(s.out) == [d.SurveyAnswered("c", 3)]
    assert news(s.end("in")) == [d.CallOver("c")], "no comment, and the number stays"


def test_who_is_gone_or_was_lost_is_not_asked() -> None:
    s = talking(script())
    assert d.SurveyBegan("c", script()) not in s.end("in")
    s = talking(script())
    s.end(ann_of(s), "lost")
    assert s.call().stage == "waiting"
    s = talking(script(), "+4930999600")  # a queue that takes its customers back
    s.end(ann_of(s))
    assert s.call().stage == "waiting"


def test_a_plan_ends_where_the_call_waits_again() -> None:
    s = talking(script())
    s.tell(i.Transferred("c", "ann", agent("bob")))
    bob = s.accept("bob")
    s.tell(i.LegAnswered(bob))
    s.tell(i.HungUp("c", "bob", everyone=True))
    assert not [one for one in s.out if isinstance(one, d.SurveyBegan)]
    assert s.is_over()


def test_the_last_of_a_conference_ends_it_and_whoever_is_left_with_a_number_is_not_asked() -> None:
    s = talking(script())
    bob = s.consult(agent("bob"))
    s.tell(i.ConsultJoined("c", "ann"))
    s.tell(i.HungUp("c", "ann"))
    assert news(s.out) == [d.HandedOver("c", "ann", "bob")]
    assert d.SurveyBegan("c", script()) in s.end(bob)
    s = talking(script())
    other = s.consult(number("+4989333"))
    s.tell(i.ConsultCompleted("c", "ann"))
    assert news(s.out) == [d.WorkEnded("c", "ann", "left", True)]
    assert d.SurveyBegan("c", script()) not in s.end(other)
    assert s.is_over()


def test_whoever_is_held_or_consulted_about_is_asked_when_it_is_ended_for_all() -> None:
    s = talking(script())
    s.tell(i.Held("c", "ann"))
    bob = s.consult(agent("bob"))
    s.tell(i.HungUp("c", "ann", everyone=True))
    assert d.HangUp(bob, "hung_up") in s.out
    assert plays(s.out) == {"in": QUESTION}
    (customer,) = s.call().legs
    assert not customer.held


def test_the_recording_ends_with_the_agent() -> None:
    policy = replace(
        POLICY,
        queues=(QueueVoice(id="orders", recording=Recording(mode="all", objection_digit="")),),
    )
    s = Script(policy)
    s.ring_in("+4930999100")
    for _ in range(3):
        s.heard()
    s.tell(i.LegAnswered(s.accept()))
    (tape,) = [one for one in s.out if isinstance(one, d.Record)]
    s.tell(i.SurveyPlanned("c", script()))
    s.tell(i.HungUp("c", "ann", everyone=True))
    assert d.StopRecording("c", tape.recording, 90) in s.out
    assert s.call().recording == "off"


def test_who_listens_in_leaves_with_the_agent() -> None:
    s = talking(script())
    s.tell(
        i.Supervised(call="c", supervisor="sue", mode="monitor", number="sip:sue@hub", token="t")
    )
    sue = s.dialled()
    s.tell(i.LegAnswered(sue))
    s.tell(i.HungUp("c", "ann", everyone=True))
    assert d.HangUp(sue, "hung_up") in s.out
    refused = s.tell(
        i.Supervised(call="c", supervisor="sue", mode="monitor", number="sip:sue@hub", token="t")
    )
    assert refused == (d.Refused("not_talking", "call", "c"),)
