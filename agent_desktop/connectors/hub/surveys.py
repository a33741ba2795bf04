"""A hub's surveys, as HTTP routes. Promises what `administration` promises."""

from typing import TYPE_CHECKING
from urllib.parse import quote

import msgspec

from agent_desktop.connectors.hub.unchanged import unchanged
from agent_desktop.model.attachments import Attachment
from agent_desktop.model.surveys import KeepSurvey, RemoveSurvey, Surveys, question_of

if TYPE_CHECKING:
    from agent_desktop.connectors.hub.door import Door

_SURVEYS = "/v1/admin/surveys"
LARGEST_QUESTION = 16 * 1024 * 1024
"""A question as callers hear it is no larger, in bytes."""


def question_path(sound: Attachment) -> str:
    """Where the hub speaks a question; empty for every other attachment."""
    asked = question_of(sound)
    return f"{_SURVEYS}/sound?{asked}" if asked else ""


async def read_surveys(door: "Door", token: str) -> Surveys:
    """What is kept."""
    return await door.get(_SURVEYS, Surveys, token)


async def carry_out(door: "Door", token: str, order: KeepSurvey | RemoveSurvey) -> None:
    """Do it."""
    if isinstance(order, RemoveSurvey):
        await door.do("DELETE", f"{_SURVEYS}/{quote(order.survey_id, safe='')}", token)
        return
    survey, kept = order.survey, await read_surveys(door, token)
    unchanged(survey.id, order.before, {one.id: one for one in kept.surveys})
    fields = {name: value for name, value in msgspec.structs.asdict(survey).items() if name != "id"}
    body = msgspec.json.encode({"type": "define_survey", **fields})
    await door.do("PUT", f"{_SURVEYS}/{quote(survey.id, safe='')}", token, body)
