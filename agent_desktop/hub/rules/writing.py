"""The written form of rules: lines that an administrator can read, change and send to somebody.

Promises that `reading.read` gives the same rules again, as far as they are `tidy`. Refuses to judge them.
"""

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from agent_desktop.hub.rules.sentences import SENTENCES, overflow_line
from agent_desktop.hub.rules.words import quoted
from agent_desktop.model.rules import Hour, Rule


def tidy(rule: Rule) -> Rule:
    """The rule without spaces that nobody sees, and without an hour that no calendar tells."""
    note = "\n".join(line.strip() for line in rule.note.splitlines()).strip()
    hour = rule.hour if rule.calendar else Hour.OPEN
    return replace(rule, name=" ".join(rule.name.split()), note=note, hour=hour)


def written(rules: Iterable[Rule]) -> str:
    """The rules in lines."""
    return "\n".join("\n".join([*_lines(rule), ""]) for rule in rules)


def _lines(rule: Rule) -> Iterator[str]:
    yield f"rule {quoted(rule.id)}" + (f" {quoted(rule.name)}" if rule.name else "")
    for line in rule.note.split("\n") if rule.note else ():
        yield f"  # {line}".rstrip()
    for sentence in SENTENCES:
        if sentence.words == ("after",):
            yield from (f"  {overflow_line(one)}" for one in rule.overflow)
        for rest in sentence.write(rule):
            yield "  " + " ".join(part for part in (*sentence.words, rest) if part)
