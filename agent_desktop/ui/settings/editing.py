"""What is being typed about one thing of the team's settings, apart from any widget.

Promises that nothing typed is lost when the thing changes elsewhere meanwhile, and that what is remembered over a
restart never holds a secret: secrets are no fields of records. What is remembered is a setting of the desk.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Generic, TypeVar

import msgspec
from msgspec.structs import replace

from agent_desktop.desk.api import DeskView
from agent_desktop.model.administration import Topic
from agent_desktop.model.base import Record
from agent_desktop.model.intents import ChangeSetting

R = TypeVar("R", bound=Record)

_LONGEST_WORDS = 40


@dataclass(frozen=True)
class Draft(Generic[R]):
    """`base` is what was kept when the form was opened, None for something new; `now` is what the form says."""

    base: R | None
    now: R

    def moved(self, kept: R | None) -> "Draft[R]":
        """The same draft over what is kept now: untouched fields follow it, touched ones stay; of a dictionary each
        value for itself."""
        if kept is None or self.base is None or kept == self.base:
            return self
        three = (self.base, self.now, kept)
        fresh = {
            name: _merged(*(getattr(one, name) for one in three)) for name in kept.__struct_fields__
        }
        return Draft(kept, replace(self.now, **fresh))


def _merged(base: object, now: object, kept: object) -> object:
    if now == base:
        return kept
    if not (isinstance(base, dict) and isinstance(now, dict) and isinstance(kept, dict)):
        return now
    touched = {key for key in base | now if base.get(key) != now.get(key)}
    merged = {key: value for key, value in kept.items() if key not in touched}
    return merged | {key: value for key, value in now.items() if key in touched}


def remembered(draft: Draft[R]) -> str:
    """The draft as text, for the store."""
    base = None if draft.base is None else msgspec.structs.asdict(draft.base)
    kept = {"base": base, "now": msgspec.structs.asdict(draft.now)}
    return msgspec.json.encode(kept).decode()


def recalled(text: str, kind: type[R]) -> Draft[R] | None:
    """The draft of a remembered text; None for what is none, or of another version of the record."""
    try:
        kept = msgspec.json.decode(text)
        base = kept["base"]
        return Draft(
            base=None if base is None else msgspec.convert(base, kind),
            now=msgspec.convert(kept["now"], kind),
        )
    except (msgspec.MsgspecError, KeyError, TypeError):
        return None


def typed_before(desk: DeskView, topic: Topic) -> str:
    """What was typed on a topic's page and is neither saved nor discarded, as `remembered` writes it."""
    return desk.setting(_setting(topic), "")


def keep_typed(desk: DeskView, topic: Topic, text: str) -> None:
    """Remember it over a restart; nothing: forget it."""
    if typed_before(desk, topic) != text:
        desk.post(ChangeSetting(name=_setting(topic), value=text))


def _setting(topic: Topic) -> str:
    return f"administration.draft.{topic.value}"


def id_of(name: str, chance: str) -> str:
    """An id for something new: words of its name, so that people recognise it, and `chance`, so that it is alone."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST_WORDS].strip("-")
    return f"{words}-{chance}" if words else chance
