"""Surveys over HTTP: administrators say what customers are asked once somebody has helped them."""

from typing import Annotated

import msgspec
from msgspec import Meta

from agent_desktop.hub.protocol import Request
from agent_desktop.hub.server.operations import ADMIN, Call, Operation
from agent_desktop.hub.server.records import Identifier, Label
from agent_desktop.model.base import Millis, Tagged
from agent_desktop.model.surveys import DAY_MS, Survey, SurveyKind

_SURVEY = "/v1/admin/surveys/{id}"
_Some = Annotated[tuple[Identifier, ...], Meta(max_length=500)]


class DefineSurvey(Request, frozen=True, tag="define_survey"):
    """Make a survey or change it: what is asked where, how long after the end, of how many percent (`share`).

    `words` are the question by language, under an empty name in any other; without words it is the usual one. Nobody is
    asked who was asked anything within `pause_ms`. Answers count within `answer_ms`; from `low` downwards they alert.
    """

    name: Label
    kind: SurveyKind = SurveyKind.CSAT
    on: bool = True
    queues: _Some = ()
    entry_points: _Some = ()
    words: Annotated[dict[str, str], Meta(max_length=50)] = {}
    delay_ms: Millis = 0
    share: int = 100
    pause_ms: Millis = 30 * DAY_MS
    answer_ms: Millis = 7 * DAY_MS
    low: int | None = 2


class SurveyList(Tagged, frozen=True, tag="surveys"):
    """Every survey, in the order in which they are looked at."""

    surveys: tuple[Survey, ...]


async def list_surveys(call: Call[None]) -> SurveyList:
    """What customers are asked."""
    return SurveyList(surveys=await call.house.ask(lambda centre: centre.surveys()))


async def define_survey(call: Call[DefineSurvey]) -> None:
    """Make a survey or change it; what was asked before stays as it was asked."""
    survey = Survey(id=call.chosen_id(), **msgspec.structs.asdict(call.body))
    await call.house.ask(lambda centre: centre.define_survey(survey))


async def remove_survey(call: Call[None]) -> None:
    """Ask no more; what was asked can still be answered."""
    await call.house.ask(lambda centre: centre.remove_survey(call.path("id")))


OPERATIONS = (
    Operation(
        *("GET", "/v1/admin/surveys", "List the surveys", list_surveys),
        scopes=ADMIN,
        answers=SurveyList,
    ),
    Operation(
        *("PUT", _SURVEY, "Make or change a survey", define_survey),
        scopes=ADMIN,
        body=DefineSurvey,
        answers=None,
        codes=("refused",),
    ),
    Operation(
        *("DELETE", _SURVEY, "Remove a survey", remove_survey),
        scopes=ADMIN,
        answers=None,
        codes=("refused",),
    ),
)
