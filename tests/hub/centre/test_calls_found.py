"""Sequences in which chance once found the centre and the desks to differ; kept, because chance may not come back."""

from tests.hub.centre.test_calls_machine import CallsMachine

LINE, CALLER = "+4930999100", "+49301110001"


def test_who_still_hears_that_nobody_answered_learns_who_tries_next() -> None:
    """The words to an agent last longer than the pause before the next attempt, which another agent makes."""
    state = CallsMachine()
    try:
        state.wait_long(dialled=LINE, keys="1", who=CALLER)
        state.talk(agent="ben", dialled=LINE, who=CALLER)
        state.wait(ms=601_000)
        state.talk(agent="anna", dialled=LINE, who=CALLER)
        state.centre_and_switch_agree()
        state.desks_agree_with_snapshots()
    finally:
        state.teardown()
