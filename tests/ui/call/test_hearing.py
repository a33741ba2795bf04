"""What a device check says of a microphone, by the levels that it measured."""

import pytest

from agent_desktop.model.devices import EchoPhase
from agent_desktop.ui.call.hearing import Hearing, Verdict, echo_words, verdict_words

CABLE = "We hear nothing from this microphone. Is it muted on its cable?"


def test_silence_is_told_after_there_was_time_to_speak() -> None:
    hearing = Hearing(1_000)
    assert hearing.measured(0.0, 1_200) is Verdict.LISTENING
    assert hearing.measured(0.009, 4_999) is Verdict.LISTENING
    verdict = hearing.measured(0.0, 5_000)
    assert verdict is Verdict.NOTHING
    assert verdict_words(verdict) == CABLE
    assert hearing.measured(0.4, 9_000) is Verdict.GOOD, "unmuted meanwhile"
    assert hearing.measured(0.0, 60_000) is Verdict.GOOD, "a pause is no fault"


def test_a_voice_is_told_at_once_and_a_soft_one_after_a_while() -> None:
    assert Hearing(0).measured(0.05, 200) is Verdict.GOOD
    soft = Hearing(0)
    assert soft.measured(0.04, 200) is Verdict.LISTENING
    assert soft.measured(0.0, 4_000) is Verdict.FAINT


def test_too_loud_is_often_within_a_short_time() -> None:
    hearing = Hearing(0)
    assert [hearing.measured(1.0, at) for at in (0, 200)] == [Verdict.GOOD] * 2
    assert hearing.measured(1.0, 400) is Verdict.LOUD
    assert hearing.measured(0.3, 5_000) is Verdict.LOUD
    assert hearing.measured(0.3, 5_001) is Verdict.GOOD


@pytest.mark.parametrize(
    ("phase", "heard", "says"),
    [
        (EchoPhase.LISTENING, None, "three seconds"),
        (EchoPhase.PLAYING, None, "hear yourself"),
        (EchoPhase.OFF, 0.0, "muted on its cable"),
        (EchoPhase.OFF, 0.02, "very softly"),
        (EchoPhase.OFF, 0.3, "choose another headset"),
    ],
)
def test_the_words_of_an_echo_test(phase: EchoPhase, heard: float | None, says: str) -> None:
    assert says in echo_words(phase, heard)


def test_before_the_first_echo_test_nothing_is_said() -> None:
    assert echo_words(EchoPhase.OFF, None) == ""
