"""What an administrator says of prompts: sentences, music and tones that callers hear.

Promises that what a backend keeps and what an administrator wishes are told apart: a `wish` is only ever in an order.
"""

from agent_desktop.model.attachments import Attachment
from agent_desktop.model.base import Record


class PromptWish(Record, frozen=True):
    """What a prompt shall be: a WAV file of this computer, by its path, or a text that the backend speaks."""

    file: str = ""
    text: str = ""


class Prompt(Record, frozen=True):
    """A prompt by its name ("welcome", "music/waiting"); one without a `language` holds for all.

    An `own` one is heard in place of a `shipped` one, which says `text`. `sound` is what callers hear, as a session
    reads it. `wish` is empty in all that a backend tells.
    """

    name: str = ""
    language: str = ""
    own: bool = False
    shipped: bool = False
    text: str = ""
    sound: Attachment | None = None
    wish: PromptWish = PromptWish()

    @property
    def id(self) -> str:
        """Language and name: there is one of each."""
        return f"{self.language}/{self.name}"


class Prompts(Record, frozen=True):
    """Every prompt, by language and name. `speech`: the backend can speak texts, in these `languages`."""

    prompts: tuple[Prompt, ...]
    speech: bool = False
    languages: tuple[str, ...] = ()


class KeepPrompt(Record, frozen=True):
    """Make a prompt what its `wish` says. `before` is None for a new one."""

    prompt: Prompt
    before: Prompt | None = None


class RemovePrompt(Record, frozen=True):
    """Have the team's own prompt no longer: the shipped one is heard again, where there is one."""

    name: str
    language: str
