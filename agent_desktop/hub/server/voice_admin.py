"""The administrator's routes for the telephones: policy, trunk, prompts.

Promises that a policy is kept only as a whole, fitting together and naming only queues that there are; that what is
kept holds at once, also for the worker that runs; that a trunk's password is never shown; that an upload becomes a
prompt only when its sound could be read. Refuses trunks that would let anybody call.
"""

import asyncio
import ipaddress
from collections.abc import Callable
from typing import Final, TypeVar

from agent_desktop.hub.centre.centre import Centre
from agent_desktop.hub.doors.bodies import pieces
from agent_desktop.hub.doors.faults import Malformed, NotFound
from agent_desktop.hub.doors.frames import shown
from agent_desktop.hub.server.operations import ADMIN, Call, Operation, Parameter
from agent_desktop.hub.server.voice_records import (
    DefineTrunk,
    DefineVoicePolicy,
    PromptInfo,
    SpeakPrompt,
    TrunkInfo,
    VoicePolicy,
    VoicePrompts,
    VoiceState,
    VoiceTrunk,
)
from agent_desktop.hub.server.voice_settings import (
    keep_policy,
    keep_trunk,
    kept_policy,
    kept_trunk,
)
from agent_desktop.hub.voice.policy import problems, queues_in
from agent_desktop.hub.voice.process.setup import TrunkSetup
from agent_desktop.hub.voice.prompts.uploads import LANGUAGE, NAME
from agent_desktop.model.errors import Refused, StoreFailed

T = TypeVar("T")
PROMPT_BYTES: Final = 32 * 1024 * 1024
MOST_PROMPTS: Final = 500
CLEAR_DIGEST: Final = (
    "The trunk's password proves itself where others can read along: they could guess it at home."
)
CLEAR_SOUND: Final = "What is said to and from the telephone network is not encrypted."
NOBODY: Final = "There are numbers, but no trunk over which anybody could call them."


async def state(call: Call[None]) -> VoiceState:
    """How the telephones are."""

    def can_speak() -> bool:
        from agent_desktop.hub.voice.prompts import synthesis

        return synthesis.available()

    telephones = call.house.telephones
    speech = await asyncio.to_thread(can_speak)
    if telephones is None:
        return VoiceState(
            running=False,
            resting=False,
            why="",
            ports={},
            registered=None,
            trunk_why="",
            speech=speech,
        )
    board = telephones.board
    return VoiceState(
        running=board.ports is not None,
        resting=board.resting,
        why=board.why,
        ports=board.ports or {},
        registered=board.trunk.registered,
        trunk_why=shown(board.trunk.why),
        speech=speech,
    )


# --- policy


async def read_policy(call: Call[None]) -> VoicePolicy:
    """What happens to calls."""

    def read(centre: Centre) -> VoicePolicy:
        policy, trunk = kept_policy(centre), kept_trunk(centre)
        warnings = []
        if trunk is None and any(one.numbers for one in policy.entry_points):
            warnings.append(NOBODY)
        if trunk is not None and trunk.transport != "tls" and trunk.user:
            warnings.append(CLEAR_DIGEST)
        if trunk is not None and (trunk.transport != "tls" or trunk.encryption != "required"):
            warnings.append(CLEAR_SOUND)
        return VoicePolicy(policy=policy, warnings=tuple(warnings))

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

    def define(centre: Centre) -> None:
        known = {queue.id for queue in centre.queues()}
        for queue in queues_in(policy):
            if queue not in known:
                raise Refused("There is no such queue.", field="queue", value=shown(queue))
        keep_policy(centre, policy)

    await call.house.ask(define)
    if call.house.telephones is not None:
        call.house.telephones.board.define_policy(policy)


# --- trunk


async def read_trunk(call: Call[None]) -> VoiceTrunk:
    """The way to the telephone network."""
    trunk = await call.house.ask(kept_trunk)
    if trunk is None:
        return VoiceTrunk(trunk=None)
    return VoiceTrunk(
        trunk=TrunkInfo(
            transport=trunk.transport,
            host=trunk.host,
            port=trunk.port,
            networks=trunk.networks,
            domain=trunk.domain,
            user=trunk.user,
            has_password=bool(trunk.password),
            registers=trunk.registers,
            encryption=trunk.encryption,
        )
    )


async def define_trunk(call: Call[DefineTrunk]) -> None:
    """Use another trunk, or the same one otherwise."""
    wish = call.body
    networks = tuple(_network(one) for one in wish.networks)

    def define(centre: Centre) -> TrunkSetup:
        old = kept_trunk(centre)
        password = (
            (old.password if old is not None else "") if wish.password is None else wish.password
        )
        if wish.registers and not (wish.user and password):
            raise Refused("To register one needs a name and a password.", field="user")
        trunk = TrunkSetup(
            transport=wish.transport,
            host=wish.host,
            port=wish.port,
            networks=networks,
            domain=wish.domain,
            user=wish.user,
            password=password,
            registers=wish.registers,
            encryption=wish.encryption,
        )
        keep_trunk(centre, trunk)
        return trunk

    trunk = await call.house.ask(define)
    if call.house.telephones is not None:
        call.house.telephones.board.define_trunk(trunk)


async def remove_trunk(call: Call[None]) -> None:
    """Have no way to the telephone network."""
    await call.house.ask(lambda centre: keep_trunk(centre, None))
    if call.house.telephones is not None:
        call.house.telephones.board.define_trunk(None)


def _network(text: str) -> str:
    """Raises Refused for what is no network, and for everybody."""
    try:
        network = ipaddress.ip_network(text)
    except ValueError:
        raise Refused(
            "This is no network.",
            field="networks",
            value=shown(text),
            remedy="Write it like 192.0.2.0/24, or one address.",
        ) from None
    if network.prefixlen == 0:
        raise Refused("Not everybody may call as the trunk.", field="networks", value=text)
    return str(network)


# --- prompts


async def list_prompts(call: Call[None]) -> VoicePrompts:
    """Every uploaded prompt."""
    prompts = call.house.with_telephones().prompts

    def look() -> tuple[PromptInfo, ...]:
        return tuple(
            PromptInfo(name=name, language=language, size=path.stat().st_size)
            for (language, name), path in prompts.all().items()
        )

    return VoicePrompts(prompts=await _on_disk(look))


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
_TRUNK = "/v1/admin/voice/trunk"
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
        *("GET", _TRUNK, "Read the way to the telephone network", read_trunk),
        scopes=ADMIN,
        answers=VoiceTrunk,
    ),
    Operation(
        *("PUT", _TRUNK, "Say the way to the telephone network", define_trunk),
        scopes=ADMIN,
        body=DefineTrunk,
        answers=None,
    ),
    Operation(
        *("DELETE", _TRUNK, "Have no way to the telephone network", remove_trunk),
        scopes=ADMIN,
        answers=None,
    ),
    Operation(
        *("GET", _PROMPTS, "List the uploaded prompts", list_prompts),
        scopes=ADMIN,
        answers=VoicePrompts,
        codes=("unsupported",),
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
