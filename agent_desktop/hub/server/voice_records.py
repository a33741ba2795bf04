"""The records of the telephones' administration: policy, trunk, prompts.

Promises that no password is in an answer. What a policy may say is in `hub/voice/policy.py`.
"""

from typing import Annotated, Literal

from msgspec import Meta

from agent_desktop.hub.protocol import Request
from agent_desktop.hub.server.records import Words
from agent_desktop.hub.voice.policy import Policy
from agent_desktop.model.base import Record, Tagged

PromptName = Annotated[str, Meta(pattern="^[a-z0-9_-]{1,60}(/[a-z0-9_-]{1,60})?$")]
Language = Annotated[str, Meta(pattern="^([A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,5})?$")]


class VoiceState(Tagged, frozen=True, tag="voice_state"):
    """How the telephones are. `why` says why they do not run; `ports` are those of SIP, by transport.

    While they are `resting` nobody has needed them yet: the first telephone, page or trunk wakes them.

    `registered` is whether the trunk's provider knows where this hub is (null: it was not asked to), `trunk_why` why
    not. `speech`: texts can become prompts here.
    """

    running: bool
    resting: bool
    why: str
    ports: dict[str, int]
    registered: bool | None
    trunk_why: str
    speech: bool


class VoicePolicy(Tagged, frozen=True, tag="voice_policy"):
    """What happens to calls. `warnings` are sentences about what works, and ought to be otherwise."""

    policy: Policy
    warnings: tuple[str, ...]


class DefineVoicePolicy(Request, frozen=True, tag="define_voice_policy"):
    """Replace the policy as a whole. Calls that are under way finish the prompt or menu that they are in."""

    policy: Policy


class TrunkInfo(Record, frozen=True):
    """The way to the telephone network, without its password. `DefineTrunk` says what the fields are."""

    transport: str
    host: str
    port: int
    networks: tuple[str, ...]
    domain: str
    user: str
    has_password: bool
    registers: bool
    encryption: str


class VoiceTrunk(Tagged, frozen=True, tag="voice_trunk"):
    """The way to the telephone network; null: there is none."""

    trunk: TrunkInfo | None


class DefineTrunk(Request, frozen=True, tag="define_trunk"):
    """Use this way to the telephone network, and no other.

    `port` 0 leaves port and servers to DNS. Calls from `networks` ("192.0.2.0/24") are let in. `domain` stands behind
    numbers that are called; empty: the host. One that `registers` tells the provider where this hub is, and may call
    from there. A `password` is never shown again; null leaves the old one. `encryption` is that of the sound.
    """

    host: Annotated[str, Meta(pattern="^[A-Za-z0-9_.:-]{1,253}$")]
    transport: Literal["udp", "tcp", "tls"] = "tls"
    port: Annotated[int, Meta(ge=0, le=65_535)] = 0
    networks: Annotated[tuple[Words, ...], Meta(max_length=100)] = ()
    domain: Annotated[str, Meta(pattern="^[A-Za-z0-9_.:-]{0,253}$")] = ""
    user: Annotated[str, Meta(pattern="^[A-Za-z0-9+_.~!*()-]{0,120}$")] = ""
    password: Annotated[str, Meta(max_length=200)] | None = None
    registers: bool = False
    encryption: Literal["none", "offered", "required"] = "none"


class PromptInfo(Record, frozen=True):
    """An uploaded prompt. `language` empty: it holds for all."""

    name: str
    language: str
    size: int


class VoicePrompts(Tagged, frozen=True, tag="voice_prompts"):
    """Every uploaded prompt, by language and name."""

    prompts: tuple[PromptInfo, ...]


class SpeakPrompt(Request, frozen=True, tag="speak_prompt"):
    """Make a prompt of a text. `voice` is one of the synthesiser's ("de", "en-gb+f4"); empty: the language's own."""

    name: PromptName
    text: Annotated[str, Meta(min_length=1, max_length=2_000)]
    language: Language = ""
    voice: Annotated[str, Meta(max_length=60)] = ""
