"""Reads the written form of rules.

Promises never to raise: what cannot be read is a fault at its line, and the rest is read on. Lines are counted from 1.
Refuses to guess: a sentence that is not known is a fault, and so is one said twice.
"""

import re
from dataclasses import dataclass, field
from typing import Any, Final

from agent_desktop.hub.rules.sentences import sentence_of
from agent_desktop.hub.rules.words import Unreadable, tokens, value_of
from agent_desktop.model.rules import FAULT_WORDS, Fault, Rule, RuleFault

MAX_TEXT: Final = 400_000
"""Characters of the whole."""
MAX_LINE: Final = 4_000
SHOWN: Final = 80
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
Place = tuple[str, str]
"""A rule's id and a field of it; the rule itself has the field ""."""


def fault(
    kind: Fault, value: str = "", *, line: int = 0, rule: str = "", field: str = ""
) -> RuleFault:
    """A fault with its words."""
    value = value[:SHOWN]
    words = FAULT_WORDS[kind].replace("{value}", value)
    return RuleFault(fault=kind, value=value, line=line, rule=rule, field=field, message=words)


@dataclass
class Read:
    """What was read: the rules, what was wrong, and in which line each thing stands."""

    rules: tuple[Rule, ...] = ()
    faults: list[RuleFault] = field(default_factory=list)
    lines: dict[Place, int] = field(default_factory=dict)


class _Reader:
    def __init__(self) -> None:
        self.found = Read()
        self.made: list[dict[str, Any]] = []
        self.ids: set[str] = set()

    def line(self, number: int, text: str) -> None:
        rest = text.strip()
        if not rest:
            return
        if len(text) > MAX_LINE:
            self.wrong(Fault.TOO_MUCH, rest, number)
        elif rest.startswith("#"):
            self._note(rest[1:].strip())
        else:
            found = tokens(rest.replace(":", " : ", 1) if _steps(rest) else rest)
            if found[0] == "rule":
                self._rule(number, found[1:])
            elif not self.made:
                self.wrong(Fault.NO_RULE, rest, number)
            else:
                self._sentence(number, rest, found)

    def wrong(self, kind: Fault, value: str, line: int, name: str = "") -> None:
        rule = self.made[-1]["id"] if self.made else ""
        self.found.faults.append(fault(kind, value, line=line, rule=rule, field=name))

    def _note(self, words: str) -> None:
        if self.made:  # what stands before the first rule belongs to none
            before = self.made[-1].get("note")
            self.made[-1]["note"] = words if before is None else f"{before}\n{words}"

    def _rule(self, number: int, found: list[str]) -> None:
        try:
            values = [value_of(one) for one in found]
        except Unreadable as unreadable:
            values = [str(unreadable), "", ""]
        key = values[0] if values else ""
        self.made.append({"id": key, "name": values[1] if len(values) > 1 else ""})
        self.found.lines.setdefault((key, ""), number)
        if len(values) not in (1, 2) or not _ID.fullmatch(key):
            self.wrong(Fault.NO_VALUE, " ".join(found) or "rule", number)
        elif key in self.ids:
            self.wrong(Fault.RULE_TWICE, key, number)
        self.ids.add(key)

    def _sentence(self, number: int, text: str, found: list[str]) -> None:
        known = sentence_of(found)
        if known is None:
            self.wrong(Fault.NO_SENTENCE, text, number)
            return
        sentence, rest = known
        rule = self.made[-1]
        if sentence.field in rule and not sentence.again:
            self.wrong(Fault.TWICE, " ".join(sentence.words), number, sentence.field)
            return
        try:
            rule.update(sentence.read(rest, rule))
        except Unreadable as unreadable:
            value = str(unreadable) or text
            self.wrong(Fault.NO_VALUE, value, number, sentence.field)
            return
        self.found.lines.setdefault((rule["id"], sentence.field), number)
        if sentence.again:
            nth = len(rule[sentence.field]) - 1
            self.found.lines.setdefault((rule["id"], f"{sentence.field}.{nth}"), number)


def _steps(line: str) -> bool:
    """Whether the colon of a step may stand close to its words, outside of quotes."""
    return line.startswith(("after ", "expecting ")) and '"' not in line.split(":", 1)[0]


def read(text: str) -> Read:
    """Read rules. What is wrong is in `faults`."""
    reader = _Reader()
    if len(text) > MAX_TEXT:
        reader.wrong(Fault.TOO_MUCH, text, 1)
        return reader.found
    for number, line in enumerate(text.split("\n"), 1):
        reader.line(number, line)
    reader.found.rules = tuple(Rule(**one) for one in reader.made)
    return reader.found
