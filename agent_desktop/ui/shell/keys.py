"""The keys: a table of defaults, what the agent changed, and the rules of a good shortcut.

Promises that two actions never share keys, and that no default needs Alt with a letter (AltGr types letters of Polish,
German and French with it). Refuses chords of several strokes. Pure: nothing here knows a widget.
"""

import json
from dataclasses import dataclass
from typing import TypeAlias

from agent_desktop.model.errors import Problem
from agent_desktop.ui.words import later, tr

Keys: TypeAlias = str
"""Modifiers in the order Ctrl, Alt, Shift, Meta, then one key, joined by "+": `Ctrl+Shift+A`. Empty: no keys."""


@dataclass(frozen=True)
class Binding:
    """One action that can have keys. `title` is translated when it is shown."""

    name: str
    title: str
    section: str
    default: Keys


DEFAULTS: tuple[Binding, ...] = (
    Binding("offer.accept", later("Accept the offer"), later("Work"), "Ctrl+Shift+A"),
    Binding("offer.decline", later("Decline the offer"), later("Work"), "Ctrl+Shift+R"),
    Binding("work.finish", later("End, then complete"), later("Work"), "Ctrl+Shift+1"),
    Binding("work.next", later("Next conversation"), later("Work"), "Ctrl+Shift+Down"),
    Binding("work.previous", later("Previous conversation"), later("Work"), "Ctrl+Shift+Up"),
    Binding("call.mute", later("Mute or unmute"), later("Call"), "Ctrl+Shift+M"),
    Binding("call.hold", later("Hold or resume"), later("Call"), "Ctrl+Shift+H"),
    Binding("call.transfer", later("Transfer the call"), later("Call"), "Ctrl+Shift+X"),
    Binding("call.pause", later("Pause for card, or go on"), later("Call"), "Ctrl+Shift+P"),
    Binding("call.back", later("Back to the call"), later("Call"), "Ctrl+Shift+C"),
    Binding("call.again", later("Call the last number again"), later("Call"), "Ctrl+Shift+D"),
    Binding("supervise.listen", later("Listen to the call"), later("Supervision"), "Ctrl+Shift+L"),
    Binding(
        "supervise.whisper", later("Whisper to the agent"), later("Supervision"), "Ctrl+Shift+W"
    ),
    Binding("supervise.barge", later("Barge in on the call"), later("Supervision"), "Ctrl+Shift+B"),
    Binding(
        "supervise.leave",
        later("Leave the colleague's call"),
        later("Supervision"),
        "Ctrl+Shift+E",
    ),
    Binding("reply.note", later("Note or reply"), later("Writing"), "Ctrl+Shift+N"),
    Binding("reply.saved", later("Saved replies"), later("Writing"), "Ctrl+M"),
    Binding("presence.menu", later("Change presence"), later("Window"), "Ctrl+Shift+S"),
    Binding("palette.open", later("Find and run anything"), later("Window"), "Ctrl+K"),
    Binding("find.here", later("Find in this conversation"), later("Window"), "Ctrl+F"),
    Binding("find.everywhere", later("Search everything"), later("Window"), "Ctrl+Shift+F"),
    Binding("pane.next", later("Next pane"), later("Window"), "F6"),
    Binding("pane.previous", later("Previous pane"), later("Window"), "Shift+F6"),
    Binding("pane.sidebar", later("Show or hide the sidebar"), later("Window"), "F4"),
    Binding("settings.open", later("Settings"), later("Window"), "Ctrl+,"),
    Binding("keys.show", later("All keys"), later("Window"), "?"),
)

_MODIFIERS = ("Ctrl", "Alt", "Shift", "Meta")
_NAMED = {
    name.casefold(): name
    for name in (
        "Return", "Enter", "Tab", "Esc", "Space", "Backspace", "Del", "Ins", "Home", "End",
        "PgUp", "PgDown", "Up", "Down", "Left", "Right",
        *(f"F{number}" for number in range(1, 25)),
    )
}  # fmt: skip
_EDITING = frozenset(
    (
        *("Ctrl+A", "Ctrl+C", "Ctrl+V", "Ctrl+X", "Ctrl+Y", "Ctrl+Z", "Ctrl+Shift+Z"),
        *("Ctrl+Shift+V", "Ctrl+Return", "Ctrl+Enter"),
    )
)
_CAPS = {
    "Ctrl": later("Ctrl"),
    "Shift": later("Shift"),
    "Return": later("Enter"),
    "Enter": later("Enter"),
    "Space": later("Space"),
    "Backspace": later("Backspace"),
    "Del": later("Del"),
    "Ins": later("Ins"),
    "Home": later("Home"),
    "PgUp": later("PgUp"),
    "PgDown": later("PgDown"),
    "Up": later("Up"),
    "Down": later("Down"),
    "Left": later("Left"),
    "Right": later("Right"),
}
_MAC = {"Ctrl": "⌘", "Shift": "⇧", "Alt": "⌥", "Meta": "⌃"}


def parse(words: str) -> Keys:
    """Keys in their one way of writing. Raises ValueError for what is no single stroke."""
    modifiers, key = _split(words)
    found = {modifier.capitalize() for modifier in modifiers}
    if not found <= set(_MODIFIERS) or len(found) != len(modifiers) or not key:
        raise ValueError(words)
    if len(key) == 1 and key.isprintable() and not key.isspace():
        key = key.upper()
    elif key.casefold() in _NAMED:
        key = _NAMED[key.casefold()]
    else:
        raise ValueError(words)
    return "+".join([modifier for modifier in _MODIFIERS if modifier in found] + [key])


def _split(keys: str) -> tuple[list[str], str]:
    """Modifiers and key; the key may be "+" itself."""
    keys = keys.strip()
    if keys == "+" or keys.endswith("++"):
        head, key = keys[:-2], "+"
    else:
        head, _, key = keys.rpartition("+")
    return [part.strip() for part in head.split("+")] if head else [], key.strip()


def shown(keys: Keys, *, mac: bool = False) -> tuple[str, ...]:
    """The key caps of a shortcut, in the words of the platform; empty without keys."""
    if not keys:
        return ()
    modifiers, key = _split(keys)
    return tuple(_cap(part, mac) for part in (*modifiers, key))


def _cap(part: str, mac: bool) -> str:
    if mac and part in _MAC:
        return _MAC[part]
    word = _CAPS.get(part)
    return part if word is None else tr(word)


def objection(keys: Keys) -> str:
    """Why these keys are no good shortcut, or nothing."""
    modifiers, key = _split(keys)
    if len(key) == 1 and "Alt" in modifiers:
        return tr("Alt with a letter types characters on many keyboards.")
    if keys in _EDITING:
        return tr("These keys write or edit text everywhere.")
    if not key.startswith("F") or len(key) == 1:
        if len(key) == 1 and "Ctrl" not in modifiers and "Meta" not in modifiers:
            return tr("A letter without Ctrl would be typed into your reply.")
        if len(key) > 1 and not ({"Ctrl", "Meta", "Alt"} & set(modifiers)):
            return tr("These keys move and edit; add Ctrl to them.")
    return ""


class KeyTable:
    """The keys in use: the defaults, and the agent's own over them."""

    def __init__(self, bindings: tuple[Binding, ...] = DEFAULTS) -> None:
        self.bindings = bindings
        self._own: dict[str, Keys] = {}
        self._by_name = {binding.name: binding for binding in bindings}

    def keys(self, name: str) -> Keys:
        """The keys of an action; empty when it has none or is not in the table."""
        binding = self._by_name.get(name)
        return self._own.get(name, binding.default if binding else "")

    def is_default(self, name: str) -> bool:
        """True when the agent did not change it."""
        return name not in self._own

    def holder(self, keys: Keys) -> Binding | None:
        """The action that has these keys."""
        return next((b for b in self.bindings if keys and self.keys(b.name) == keys), None)

    def rebind(self, name: str, words: str) -> Problem | None:
        """Give an action other keys; empty ones take them away. Refused keys change nothing and are explained.

        Raises KeyError for an action that is not in the table.
        """
        binding = self._by_name[name]
        try:
            keys = parse(words) if words else ""
        except ValueError:
            return _refusal(tr("“{keys}” is not one stroke of keys.", keys=words[:40]), words)
        if keys == binding.default:
            return self._take(name, keys, default=True)
        if keys and (why := objection(keys)):
            return _refusal(why, keys)
        return self._take(name, keys, default=False)

    def reset(self, name: str) -> Problem | None:
        """Give an action its default keys back."""
        return self.rebind(name, self._by_name[name].default)

    def _take(self, name: str, keys: Keys, *, default: bool) -> Problem | None:
        holder = self.holder(keys)
        if holder is not None and holder.name != name:
            return _refusal(
                tr("“{title}” already has these keys.", title=tr(holder.title)),
                keys,
                tr("Give that action other keys first."),
            )
        if default:
            self._own.pop(name, None)
        else:
            self._own[name] = keys
        return None

    def dump(self) -> str:
        """What the agent changed, as text for the settings."""
        return json.dumps(self._own, sort_keys=True)

    def load(self, words: str) -> tuple[str, ...]:
        """Take what `dump` wrote. Entries that are unknown or no longer allowed are dropped; their names come back."""
        try:
            kept = json.loads(words) if words else {}
        except ValueError:
            return ("",)
        self._own = {}
        dropped = []
        entries = kept.items() if isinstance(kept, dict) else ()
        # First free the keys that were given up, so that two swapped actions can both be taken.
        known = {n: k for n, k in entries if n in self._by_name and isinstance(k, str)}
        self._own = dict.fromkeys(known, "")
        dropped += [name for name, keys in known.items() if self.rebind(name, keys) is not None]
        for name in dropped:
            self.reset(name)  # stays without keys where another action was given its default
        dropped += [str(name) for name, _ in entries if name not in known]
        return tuple(dropped)


def _refusal(message: str, keys: str, remedy: str = "") -> Problem:
    return Problem(code="refused", message=message, field="keys", value=keys[:40], remedy=remedy)
