"""Words of the house with places for what is true at the moment: `{place}` in the line, `{wait}` that is expected, and
`{opens}`, the opening for which work is held.

Promises that a sentence whose place nobody can fill (nobody is there, it waits no longer) is left out, and that a wait
is rounded up: better a promise kept than a short one. The unit is in the customer's language, where that is known and
spoken here; else it is "min" and "h", which all languages understand.
"""

import re
from collections.abc import Mapping
from typing import Final

from agent_desktop.model.base import Millis

OPENS: Final = "opens"
PLACES: Final = ("place", "wait", OPENS)
_MINUTE: Final[Millis] = 60_000
_LONGEST_IN_MINUTES: Final = 90
_STEP: Final = 5
_PLACE: Final = re.compile(r"\{([a-z_]+)\}")
_SENTENCE: Final = re.compile(r"(?<=[.!?。！？])\s+")
_UNITS: Final[Mapping[str, tuple[str, str, str, str]]] = {
    "en": ("minute", "minutes", "hour", "hours"),
    "de": ("Minute", "Minuten", "Stunde", "Stunden"),
    "fr": ("minute", "minutes", "heure", "heures"),
    "es": ("minuto", "minutos", "hora", "horas"),
    "it": ("minuto", "minuti", "ora", "ore"),
    "nl": ("minuut", "minuten", "uur", "uur"),
    "pt": ("minuto", "minutos", "hora", "horas"),
}
"""Of each language one and several minutes, one and several hours."""
_EVERYWHERE: Final = ("min", "min", "h", "h")


def unknown(words: str) -> str:
    """The first place that means nothing, as it stands there; empty for none."""
    found = (one for one in _PLACE.finditer(words) if one[1] not in PLACES)
    return next((one[0] for one in found), "")


def wait_words(wait_ms: Millis, language: str) -> str:
    """A wait: whole minutes, beyond ten in steps of five, beyond an hour and a half whole hours."""
    one, many, hour, hours = _UNITS.get(language.partition("-")[0].lower(), _EVERYWHERE)
    minutes = max(1, -(-wait_ms // _MINUTE))
    if minutes > _LONGEST_IN_MINUTES:
        count = -(-minutes // 60)
        return f"{count} {hour if count == 1 else hours}"
    if minutes > 2 * _STEP:
        minutes = -(-minutes // _STEP) * _STEP
    return f"{minutes} {one if minutes == 1 else many}"


def sentences_with(words: str, place: str) -> str:
    """Of the words the sentences that name this place; empty for none."""
    sentences = (one for line in words.splitlines() for one in _SENTENCE.split(line))
    return " ".join(one for one in sentences if f"{{{place}}}" in one)


def filled(
    words: str, *, place: int | None, wait_ms: Millis | None, language: str, opens: str = ""
) -> str:
    """The words with their places filled; empty where no sentence is left."""
    if "{" not in words:
        return words
    known = {
        "place": "" if place is None else str(place),
        "wait": "" if wait_ms is None else wait_words(wait_ms, language),
        OPENS: opens,
    }
    lines = (_line(line, known) for line in words.splitlines())
    return "\n".join(line for line in lines if line is not None).strip()


def _line(line: str, known: Mapping[str, str]) -> str | None:
    """One line; None where places took all of it."""
    told = []
    for sentence in _SENTENCE.split(line):
        names = [one for one in _PLACE.findall(sentence) if one in known]
        if all(known[one] for one in names):
            told.append(_PLACE.sub(lambda one: known.get(one[1], one[0]), sentence))
    return " ".join(told) if told else None
