"""Why a call ended, in the vocabulary of calls: what the network said, and what it could not be asked."""

import pytest

from agent_desktop.model.calls import EndCode
from agent_desktop.phone.carrier.outcomes import ending
from agent_desktop.sip.agent.outcome import Outcome, local_outcome

NO_WAY = local_outcome(503, "the connection is gone", "check_connection")


@pytest.mark.parametrize(
    ("outcome", "answered", "code"),
    [
        (Outcome(503, "Service Unavailable"), False, EndCode.UNREACHABLE),
        (NO_WAY, False, EndCode.NO_ROUTE),
        (NO_WAY, True, EndCode.NO_ROUTE),
        (local_outcome(408, "nobody answered", "try_later"), False, EndCode.NO_ANSWER),
        (Outcome(486, "Busy Here"), False, EndCode.BUSY),
        (Outcome(200, "OK"), True, EndCode.FAR_HUNG_UP),
    ],
)
def test_the_end_of_a_call_that_we_placed(outcome: Outcome, answered: bool, code: EndCode) -> None:
    assert ending(outcome, answered=answered, outgoing=True, by_us=False).code is code


def test_a_call_that_came_in_and_whose_way_was_lost_was_given_up_for_us() -> None:
    assert ending(NO_WAY, answered=False, outgoing=False, by_us=False).code is EndCode.CANCELLED
