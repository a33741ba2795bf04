"""What every `Administration` keeps of surveys."""

from msgspec.structs import replace

from agent_desktop.model.administration import Topic
from agent_desktop.model.ports import Administration
from agent_desktop.model.surveys import KeepSurvey, RemoveSurvey, Survey, SurveyKind, Surveys
from agent_desktop.model.work import Channel
from tests.contracts.administration.suite_calls import Enter, refusal
from tests.contracts.asynchronous import asynchronous

SURVEY = Survey(
    id="after", name="After help", kind=SurveyKind.NPS, words={"": "How was it?"}, low=None
)


async def surveys(port: Administration) -> tuple[Survey, ...]:
    """What is kept."""
    kept = await port.read(Topic.SURVEYS)
    assert isinstance(kept, Surveys)
    return kept.surveys


class SurveysContract:
    """What customers are asked."""

    @asynchronous
    async def test_a_survey_is_made_changed_and_removed(self, enter: Enter) -> None:
        async with enter() as port:
            await port.carry_out(KeepSurvey(survey=SURVEY))
            assert await surveys(port) == (SURVEY,)
            changed = replace(
                SURVEY,
                share=10,
                on=False,
                channels=(Channel.CHAT, Channel.VOICE),
                spoken={"de": "Wie war es?"},
                prompt="ours",
                comment_ms=30_000,
            )
            order = KeepSurvey(survey=changed, before=SURVEY)
            await port.carry_out(order)
            assert await surveys(port) == (changed,)
            assert (await refusal(port.carry_out(order))).code == "conflict"
            wrong = KeepSurvey(survey=replace(changed, share=0), before=changed)
            problem = await refusal(port.carry_out(wrong))
            assert (problem.code, problem.field) == ("refused", "share")
            await port.carry_out(RemoveSurvey(survey_id="after"))
            assert await surveys(port) == ()
            gone = await refusal(port.carry_out(RemoveSurvey(survey_id="after")))
            assert gone.code == "refused"
