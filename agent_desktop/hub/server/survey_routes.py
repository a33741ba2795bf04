"""Surveys over HTTP: administrators say what customers are asked once somebody has helped them, and hear what callers
would hear.
"""

import asyncio
from typing import Annotated

import msgspec
from msgspec import Meta
from starlette.responses import Response

from agent_desktop.hub.doors.faults import Malformed
from agent_desktop.hub.doors.frames import shown
from agent_desktop.hub.protocol import Request
from agent_desktop.hub.server.operations import ADMIN, Call, Operation, Parameter
from agent_desktop.hub.server.records import Identifier, Label
from agent_desktop.hub.voice.prompts.uploads import LANGUAGE, NAME
from agent_desktop.hub.voice.survey import question, said
from agent_desktop.model.base import Millis, Tagged
from agent_desktop.model.errors import Refused
from agent_desktop.model.surveys import DAY_MS, MAX_WORDS, WRITTEN, Survey, SurveyKind
from agent_desktop.model.work import Channel

_SURVEY = "/v1/admin/surveys/{id}"
_Some = Annotated[tuple[Identifier, ...], Meta(max_length=500)]


class DefineSurvey(Request, frozen=True, tag="define_survey"):
    """Make a survey or change it: what is asked where, how long after the end, of how many percent (`share`).

    `words` are the question by language, under an empty name in any other; without words it is the usual one. Nobody is
    asked who was asked anything within `pause_ms`. Answers count within `answer_ms`; from `low` downwards they alert.

    It is asked by these `channels`. Callers (voice) hear the `prompt`, else the words of `spoken`, else the usual
    question, and what the keys mean; with `comment_ms` they may say so much more.
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
    channels: Annotated[tuple[Channel, ...], Meta(max_length=10)] = WRITTEN
    spoken: Annotated[dict[str, str], Meta(max_length=50)] = {}
    prompt: Annotated[str, Meta(max_length=121)] = ""
    comment_ms: Millis = 0


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


async def hear_question(call: Call[None]) -> Response:
    """What callers would hear of a survey with this question: a WAV file."""
    query = call.request.query_params
    kind, prompt = query.get("kind", ""), query.get("prompt", "")
    words, language = query.get("words", ""), query.get("language", "")
    for field, value, good in (
        ("kind", kind, kind in set(SurveyKind)),
        ("prompt", prompt, not prompt or NAME.fullmatch(prompt) is not None),
        ("words", words, len(words) <= MAX_WORDS),
        ("language", language, not language or LANGUAGE.fullmatch(language) is not None),
    ):
        if not good:
            raise Malformed(
                "Nobody can be asked this by telephone.", field=field, value=shown(value)
            )
    uploads = call.house.with_telephones().prompts

    def speak() -> bytes:
        from agent_desktop.hub.voice.prompts import preview, synthesis, wav
        from agent_desktop.hub.voice.prompts.catalogue import Catalogue

        prompts = said(kind, question(kind, prompt, words))
        try:
            return wav.write(preview.heard(Catalogue(uploads.all()), prompts, language))
        except synthesis.NoSynthesis as error:
            raise Refused(str(error), field="spoken") from None

    return Response(await asyncio.to_thread(speak), media_type="audio/wav")


OPERATIONS = (
    Operation(
        *("GET", "/v1/admin/surveys/sound", "Hear a question as callers do", hear_question),
        scopes=ADMIN,
        answers=bytes,
        query=(
            Parameter("kind", "What it is about: csat, nps or ces.", required=True),
            Parameter("language", "The caller's language, such as de."),
            Parameter("prompt", "The name of an uploaded prompt."),
            Parameter("words", "The house's own words, where there is no prompt."),
        ),
        codes=("refused", "unsupported"),
    ),
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
