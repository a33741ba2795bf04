"""The records of the telephones' administration: policy and prompts. Trunks are in `trunk_records.py`.

What a policy may say is in `hub/voice/policy.py`.
"""

from typing import Annotated

from msgspec import Meta

from agent_desktop.hub.protocol import Request
from agent_desktop.hub.voice.policy import Policy
from agent_desktop.model.base import Millis, Record, Tagged

PromptName = Annotated[str, Meta(pattern="^[a-z0-9_-]{1,60}(/[a-z0-9_-]{1,60})?$")]
Language = Annotated[str, Meta(pattern="^([A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,5})?$")]


class VoiceState(Tagged, frozen=True, tag="voice_state"):
    """How the telephones are. `why` says why they do not run; `ports` are those of SIP, by transport.

    While they are `resting` nobody has needed them yet: the first telephone, page or trunk wakes them.

    `speech`: texts can become prompts here, in these `languages`.
    """

    running: bool
    resting: bool
    why: str
    ports: dict[str, int]
    speech: bool
    languages: tuple[str, ...] = ()


class VoicePolicy(Tagged, frozen=True, tag="voice_policy"):
    """What happens to calls. `region` is that whose numbers are read as at home: the one that the policy's plan names,
    else that of its first number; empty: none. `warnings` are sentences about what works, and ought to be otherwise.
    """

    policy: Policy
    region: str
    warnings: tuple[str, ...]


class DefineVoicePolicy(Request, frozen=True, tag="define_voice_policy"):
    """Replace the policy as a whole. Calls that are under way finish the prompt or menu that they are in."""

    policy: Policy


class PromptInfo(Record, frozen=True):
    """A prompt. `language` empty: it holds for all.

    An `own` one was uploaded or made of a text, `kept_at` (epoch ms), and is heard in place of a `shipped` one of that
    name and language; `text` is what the shipped one says. `size` is that of the file that is heard, in bytes.
    """

    name: str
    language: str
    size: int
    own: bool
    shipped: bool
    kept_at: Millis | None = None
    text: str = ""


class VoicePrompts(Tagged, frozen=True, tag="voice_prompts"):
    """Every prompt that may be replaced, by language and name. Pieces of numbers are heard and not listed, unless they
    are the team's own."""

    prompts: tuple[PromptInfo, ...]


class SpeakPrompt(Request, frozen=True, tag="speak_prompt"):
    """Make a prompt of a text. `voice` is one of the synthesiser's ("de", "en-gb+f4"); empty: the language's own."""

    name: PromptName
    text: Annotated[str, Meta(min_length=1, max_length=2_000)]
    language: Language = ""
    voice: Annotated[str, Meta(max_length=60)] = ""
