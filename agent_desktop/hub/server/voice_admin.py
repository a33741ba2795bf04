"""The administrator's routes for the telephones: policy and prompts. Trunks are in `trunk_routes.py`.

Promises that a policy is kept only as a whole, fitting together and naming only queues that there are; that what is
kept holds at once, also for the worker that runs; that an upload becomes a prompt only when its sound could be read.
"""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from starlette.responses import Response

from agent_desktop.hub.centre.centre import Centre
from agent_desktop.hub.doors.bodies import pieces
from agent_desktop.hub.doors.faults import Malformed, NotFound
from agent_desktop.hub.doors.frames import shown
from agent_desktop.hub.server.operations import ADMIN, Call, Operation, Parameter
from agent_desktop.hub.server.trunks import kept_trunks
from agent_desktop.hub.server.voice_records import (
    DefineVoicePolicy,
    PromptInfo,
    SpeakPrompt,
    VoicePolicy,
    VoicePrompts,
    VoiceState,
)
from agent_desktop.hub.server.voice_settings import keep_policy, kept_policy, told_policy
from agent_desktop.hub.voice.policy import Policy, calendars_in, problems, queues_in
from agent_desktop.hub.voice.prompts.uploads import LANGUAGE, NAME
from agent_desktop.model.errors import Refused, StoreFailed
from agent_desktop.model.words import later

if TYPE_CHECKING:
    from agent_desktop.hub.voice.prompts.catalogue import Clip

T = TypeVar("T")
PROMPT_BYTES: Final = 32 * 1024 * 1024
MOST_PROMPTS: Final = 500
NOBODY: Final = later("There are numbers, but no trunk over which anybody could call them.")
NO_REGION: Final = later(
    "Nobody said in which country this hub is: only numbers with + and the country's code can be "
    "called. Set the region, or the house's caller id."
)


async def state(call: Call[None]) -> VoiceState:
    """How the telephones are."""

    def spoken() -> tuple[str, ...]:
        from agent_desktop.hub.voice.prompts import synthesis

        return synthesis.languages()

    telephones = call.house.telephones
    languages = await asyncio.to_thread(spoken)
    speech = bool(languages)
    if telephones is None:
        return VoiceState(
            running=False,
            resting=False,
            why="",
            ports={},
            speech=speech,
            languages=languages,
        )
    board = telephones.board
    return VoiceState(
        running=board.ports is not None,
        resting=board.resting,
        why=board.why,
        ports=board.ports or {},
        speech=speech,
        languages=languages,
    )


# --- policy


async def read_policy(call: Call[None]) -> VoicePolicy:
    """What happens to calls."""

    def read(centre: Centre) -> VoicePolicy:
        policy, trunks = kept_policy(centre), kept_trunks(centre)
        warnings = []
        if any(one.numbers for one in policy.entry_points) and all(one.paused for one in trunks):
            warnings.append(NOBODY)
        region = policy.numbering.region
        if not region:
            warnings.append(NO_REGION)
        return VoicePolicy(policy=policy, region=region, warnings=tuple(warnings))

    return await call.house.ask(read)


async def define_policy(call: Call[DefineVoicePolicy]) -> None:
    """Replace the policy."""
    policy = call.body.policy
    for field, value in problems(policy):
        raise Refused(
            "The policy does not fit together; nothing of it was taken.",
            field=field,
            value=shown(value),
        )

    def define(centre: Centre) -> Policy:
        known = {queue.id for queue in centre.queues()}
        for queue in queues_in(policy):
            if queue not in known:
                raise Refused("There is no such queue.", field="queue", value=shown(queue))
        with centre.request() as book:
            calendars = book.live.running.calendars
        for calendar in calendars_in(policy):
            if calendar not in calendars:
                raise Refused("There is no such calendar.", field="calendar", value=shown(calendar))
        keep_policy(centre, policy)
        return told_policy(centre)

    told = await call.house.ask(define)
    if call.house.telephones is not None:
        call.house.telephones.board.define_policy(told)


# --- prompts


async def list_prompts(call: Call[None]) -> VoicePrompts:
    """Every prompt that may be replaced, and what replaces it."""
    uploads = call.house.with_telephones().prompts

    def look() -> tuple[PromptInfo, ...]:
        from agent_desktop.hub.voice.prompts.catalogue import shipped_clips

        shipped = {(one.language, one.name): one for one in shipped_clips()}
        own = uploads.all()
        return tuple(_info(key, shipped.get(key), own.get(key)) for key in sorted({*shipped, *own}))

    return VoicePrompts(prompts=await _on_disk(look))


def _info(key: tuple[str, str], shipped: "Clip | None", own: Path | None) -> PromptInfo:
    path = own
    if path is None:
        assert shipped is not None
        path = shipped.path
    facts = path.stat()
    return PromptInfo(
        name=key[1],
        language=key[0],
        size=facts.st_size,
        own=own is not None,
        shipped=shipped is not None,
        kept_at=facts.st_mtime_ns // 1_000_000 if own is not None else None,
        text=shipped.text if shipped is not None else "",
    )


async def hear_prompt(call: Call[None]) -> Response:
    """What callers hear: the WAV file that was kept, or the shipped clip, Opus in Ogg."""
    name, language = _names(call)
    key = (language, name)
    uploads = call.house.with_telephones().prompts

    def look() -> Path | None:
        from agent_desktop.hub.voice.prompts.catalogue import shipped_clips

        own = uploads.all().get(key)
        shipped = (one.path for one in shipped_clips() if (one.language, one.name) == key)
        return own or next(shipped, None)

    path = await _on_disk(look)
    if path is None:
        raise NotFound("There is no such prompt.", field="name", value=name)
    kind = "audio/ogg" if path.suffix == ".ogg" else "audio/wav"
    return Response(await _on_disk(path.read_bytes), media_type=kind)


async def upload_prompt(call: Call[None]) -> None:
    """Keep a WAV file as a prompt, in place of an earlier or a shipped one of that name and language."""
    name, language = _names(call)
    call.house.with_telephones()
    data = b"".join([piece async for piece in pieces(call.request, PROMPT_BYTES)])

    def read() -> bytes:
        from agent_desktop.hub.voice.prompts import wav
        from agent_desktop.hub.voice.prompts.loudness import levelled, trimmed

        try:
            sound = wav.read(data)
        except wav.BadWav as error:
            raise Refused(str(error), field="body", value=f"{len(data)} bytes") from None
        is_music = name.startswith(("music/", "tone/"))
        return wav.write(sound if is_music else levelled(trimmed(sound)))

    await _keep(call, language, name, await _on_disk(read))


async def speak_prompt(call: Call[SpeakPrompt]) -> None:
    """Make a prompt of a text, where a synthesiser is installed."""
    wish = call.body
    call.house.with_telephones()

    def speak() -> bytes:
        from agent_desktop.hub.voice.prompts import synthesis, wav

        voice = wish.voice or wish.language.lower() or "en"
        try:
            return wav.write(synthesis.speak(wish.text, voice))
        except synthesis.NoSynthesis as error:
            raise Refused(str(error), field="text") from None

    await _keep(call, wish.language, wish.name, await _on_disk(speak))


async def remove_prompt(call: Call[None]) -> None:
    """Delete an uploaded prompt; a shipped one of that name is heard again."""
    name, language = _names(call)
    telephones = call.house.with_telephones()
    if not await _on_disk(lambda: telephones.prompts.remove(language, name)):
        raise NotFound("There is no such prompt.", field="name", value=name)
    telephones.board.prompts_changed()


async def _keep(
    call: Call[None] | Call[SpeakPrompt], language: str, name: str, sound: bytes
) -> None:
    telephones = call.house.with_telephones()

    def keep() -> None:
        known = telephones.prompts.all()
        if (language, name) not in known and len(known) >= MOST_PROMPTS:
            raise Refused("There are too many prompts. Delete some.", field="name", value=name)
        telephones.prompts.keep(language, name, sound)

    await _on_disk(keep)
    telephones.board.prompts_changed()


async def _on_disk(work: Callable[[], T]) -> T:
    """Do it in a thread. Raises StoreFailed when the disk does not."""
    try:
        return await asyncio.to_thread(work)
    except OSError as error:
        raise StoreFailed(
            f"The prompt could not be kept: {error.strerror or type(error).__name__}.",
            remedy="Free some space on the hub's disk, then try again.",
        ) from None


def _names(call: Call[None]) -> tuple[str, str]:
    """Name and language out of the query. Raises Malformed."""
    query = call.request.query_params
    name, language = query.get("name", ""), query.get("language", "")
    if NAME.fullmatch(name) is None:
        raise Malformed(
            "A prompt's name has small letters, digits, - and _, perhaps with one / inside.",
            field="name",
            value=shown(name),
        )
    if language and LANGUAGE.fullmatch(language) is None:
        raise Malformed(
            "A language is written like de or pt-BR.", field="language", value=shown(language)
        )
    return name, language


_POLICY = "/v1/admin/voice/policy"
_PROMPTS = "/v1/admin/voice/prompts"
_PROMPT = (
    Parameter("name", "The prompt's name, such as welcome or music/waiting.", required=True),
    Parameter("language", "The language for which it holds; all when absent."),
)

OPERATIONS = (
    Operation(
        *("GET", "/v1/admin/voice", "Ask how the telephones are", state),
        scopes=ADMIN,
        answers=VoiceState,
    ),
    Operation(
        *("GET", _POLICY, "Read what happens to calls", read_policy),
        scopes=ADMIN,
        answers=VoicePolicy,
    ),
    Operation(
        *("PUT", _POLICY, "Say what happens to calls", define_policy),
        scopes=ADMIN,
        body=DefineVoicePolicy,
        answers=None,
    ),
    Operation(
        *("GET", _PROMPTS, "List the prompts", list_prompts),
        scopes=ADMIN,
        answers=VoicePrompts,
        codes=("unsupported",),
    ),
    Operation(
        *("GET", f"{_PROMPTS}/sound", "Hear a prompt", hear_prompt),
        scopes=ADMIN,
        answers=bytes,
        query=_PROMPT,
        codes=("not_found", "unsupported"),
    ),
    Operation(
        *("PUT", _PROMPTS, "Upload a prompt, a WAV file", upload_prompt),
        scopes=ADMIN,
        body=bytes,
        answers=None,
        query=_PROMPT,
        codes=("unsupported",),
    ),
    Operation(
        *("POST", f"{_PROMPTS}/spoken", "Make a prompt of a text", speak_prompt),
        scopes=ADMIN,
        body=SpeakPrompt,
        answers=None,
        codes=("unsupported",),
    ),
    Operation(
        *("DELETE", _PROMPTS, "Delete an uploaded prompt", remove_prompt),
        scopes=ADMIN,
        answers=None,
        query=_PROMPT,
        codes=("not_found", "unsupported"),
    ),
)
