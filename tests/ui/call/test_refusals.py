"""What the backend refused only later, in words."""

from typing import get_args, get_type_hints

import pytest

from agent_desktop.hub.voice.decisions import Refused
from agent_desktop.model.backend_calls import Asked
from agent_desktop.model.changes import Notice, NoticeKind
from agent_desktop.model.errors import Problem
from agent_desktop.ui.call.refusals import refusal_words
from agent_desktop.ui.workspace.notices import notice_words

CODES = get_args(get_type_hints(Refused)["code"])


@pytest.mark.parametrize("asked", list(Asked))
def test_everything_that_can_be_asked_has_words(asked: Asked) -> None:
    words = refusal_words(asked.value, "unknown_call", "Billing")
    assert words.endswith(" The call is over.")
    assert words != refusal_words("", "unknown_call", "Billing") or asked in (
        Asked.LEAVE,
        Asked.CANCEL,
        Asked.END_SUPERVISION,
    )


@pytest.mark.parametrize("code", [one for one in CODES if one not in ("known_call", "not_waiting")])
def test_every_reason_of_the_switch_has_words(code: str) -> None:
    assert refusal_words(Asked.HOLD, code, "") != refusal_words(Asked.HOLD, "?", "")


def test_the_toast_names_what_was_asked_in_one_safe_line() -> None:
    problem = Problem(code="not_up", message="", field="transfer")
    notice = Notice(kind=NoticeKind.CALL_REFUSED, detail="Bil\nling", problem=problem)
    told = notice_words(notice)
    assert told.sentence == "Not transferred to Bil ling. Nobody else is on the line."
    assert told.level == "warn"
