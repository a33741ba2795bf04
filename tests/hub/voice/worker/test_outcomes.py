"""Why a call that the worker placed came to nothing, as the switch knows it."""

from typing import get_args

import pytest

from agent_desktop.hub.voice.records import Cause
from agent_desktop.hub.voice.worker.outcomes import STATUSES, cause_of
from agent_desktop.sip.agent.outcome import CanDo, Outcome


@pytest.mark.parametrize(
    ("status", "cause"),
    [
        (486, "busy"),
        (600, "busy"),
        (480, "no_answer"),
        (408, "no_answer"),
        (603, "rejected"),
        (404, "not_found"),
        (484, "not_found"),
        (403, "barred"),
        (500, "no_route"),
        (503, "no_route"),
        (504, "timed_out"),
        (488, "failed"),
    ],
)
def test_what_the_network_says_is_told_apart(status: int, cause: Cause) -> None:
    assert cause_of(Outcome(status, "No"), answered=False, outgoing=True) == cause


@pytest.mark.parametrize(
    ("status", "can_do", "cause"),
    [(503, "check_connection", "no_route"), (408, "check_connection", "timed_out")],
)
def test_a_network_that_says_nothing_is_not_somebody_who_does_not_answer(
    status: int, can_do: CanDo, cause: Cause
) -> None:
    outcome = Outcome(status, "Nothing came", can_do, local=True)
    assert cause_of(outcome, answered=False, outgoing=True) == cause


def test_every_cause_has_a_status() -> None:
    assert STATUSES.keys() == set(get_args(Cause))
