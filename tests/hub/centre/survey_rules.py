"""What becomes of surveys in the calls' machine: callers are asked, by a survey that comes and goes."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.stateful import rule

from agent_desktop.model.surveys import Survey
from agent_desktop.model.work import Channel
from tests.hub.centre.page_rules import PagesMachine


class SurveysMachine(PagesMachine):
    """The surveys' part of what may happen to calls."""

    @rule(on=st.booleans(), comment_ms=st.sampled_from([0, 20_000]))
    def ask_callers(self, on: bool, comment_ms: int) -> None:
        survey = Survey(
            id="after",
            name="After",
            on=on,
            channels=(Channel.VOICE,),
            pause_ms=0,
            comment_ms=comment_ms,
        )
        self.floor.centre.define_survey(survey)
        self.lines.carry()
