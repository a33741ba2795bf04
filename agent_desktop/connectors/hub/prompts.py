"""The hub's prompts: read with their sounds, uploaded, spoken and taken back.

Promises that a sound's id changes with the sound, so that nobody hears an old one; that a file is looked at before it
leaves this computer. Refuses to know sound: the hub reads it.
"""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

import msgspec

from agent_desktop.model.administration_prompts import (
    KeepPrompt,
    Prompt,
    Prompts,
    RemovePrompt,
)
from agent_desktop.model.attachments import Attachment
from agent_desktop.model.base import Record
from agent_desktop.model.errors import Refused

if TYPE_CHECKING:
    from agent_desktop.connectors.hub.door import Door

_VOICE: Final = "/v1/admin/voice"
_PROMPTS: Final = "/v1/admin/voice/prompts"
_KIND: Final = "prompt"
LARGEST: Final = 32 * 1024 * 1024
"""A hub takes no larger file."""
SPOKEN_WITHIN_S: Final = 45.0
"""A hub's synthesiser has half a minute."""


class _Info(Record, frozen=True):
    name: str
    language: str
    size: int
    own: bool
    shipped: bool
    kept_at: int | None = None
    text: str = ""


class _Infos(Record, frozen=True):
    prompts: tuple[_Info, ...]


class _State(Record, frozen=True):
    speech: bool
    languages: tuple[str, ...] = ()


async def read_prompts(door: "Door", token: str) -> Prompts:
    """Every prompt."""
    kept = await door.get(_PROMPTS, _Infos, token)
    state = await door.get(_VOICE, _State, token)
    prompts = tuple(_prompt(one) for one in kept.prompts)
    return Prompts(prompts=prompts, speech=state.speech, languages=state.languages)


def _prompt(info: _Info) -> Prompt:
    sound = Attachment(
        id=f"{_KIND}:{info.language}:{info.name}:{info.kept_at or 0}:{info.size}",
        name=info.name,
        media_type="audio/wav" if info.own else "audio/ogg",
        size=info.size,
    )
    return Prompt(
        name=info.name,
        language=info.language,
        own=info.own,
        shipped=info.shipped,
        text=info.text,
        sound=sound,
    )


def sound_path(sound: Attachment) -> str:
    """Where the hub has a prompt's sound; empty for every other attachment."""
    kind, *rest = sound.id.split(":")
    if kind != _KIND or len(rest) != 4:
        return ""
    return _where(f"{_PROMPTS}/sound", rest[1], rest[0])


async def keep_prompt(door: "Door", token: str, order: KeepPrompt) -> None:
    """Upload a file, or let the hub speak. Raises Refused for a file that cannot be read or is too large."""
    prompt, wish = order.prompt, order.prompt.wish
    if wish.file:
        data = await asyncio.to_thread(_read, Path(wish.file))
        path = _where(_PROMPTS, prompt.name, prompt.language)
        await door.do("PUT", path, token, data, media_type="audio/wav")
        return
    body = {
        "type": "speak_prompt",
        "name": prompt.name,
        "language": prompt.language,
        "text": wish.text,
    }
    path = f"{_PROMPTS}/spoken"
    await door.do("POST", path, token, msgspec.json.encode(body), within_s=SPOKEN_WITHIN_S)


async def remove_prompt(door: "Door", token: str, order: RemovePrompt) -> None:
    """Take the team's own prompt back."""
    await door.do("DELETE", _where(_PROMPTS, order.name, order.language), token)


def _where(path: str, name: str, language: str) -> str:
    return f"{path}?{urlencode({'name': name, 'language': language})}"


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError:
        raise Refused(
            "This file cannot be read.",
            remedy="It may have been moved. Choose it again.",
            field="wish",
        ) from None
    if len(data) > LARGEST:
        raise Refused(
            "This file is larger than 32 MB.", remedy="Choose a shorter sound.", field="wish"
        )
    return data
