"""What a hub refuses of an administrator's order, told at the field of the form that it is about.

Promises words for administrators where a hub speaks to programmers. Refuses to change what was refused.
"""

import re
from collections.abc import Mapping

import msgspec

from agent_desktop.connectors.hub import call_rules, networks, words
from agent_desktop.connectors.hub.consents import ConsentOrder
from agent_desktop.model.administration import Order
from agent_desktop.model.administration_networks import KeepNetworkEntry, TryNetworkEntry
from agent_desktop.model.errors import Problem, Refused

_FIRST_STEP = re.compile(r"\$?\.?(?:servers\[\d+\]\.)?([A-Za-z_]\w*)")
_FIELDS = {"queue_id": "queues", "body": "wish", "text": "wish"}
"""What the hub calls a value, where the desk's record says otherwise."""


def told(problem: Problem, order: Order) -> Problem:
    """The problem of an order as the administrator reads it: in words, at the field of the form."""
    if (
        isinstance(order, KeepNetworkEntry | TryNetworkEntry | ConsentOrder)
        and problem.code == Refused.code
    ):
        return networks.at_its_field(problem)
    if isinstance(order, words.WordOrder):
        problem = words.at_its_field(problem, order)
        return _named(problem, fields={})
    return call_rules.in_words(_named(problem), order)


def _named(problem: Problem, fields: Mapping[str, str] = _FIELDS) -> Problem:
    """The problem with the record's own field: `$.capacity.chat` is about the capacity."""
    found = _FIRST_STEP.match(problem.field)
    name = found[1] if found is not None else problem.field
    if problem.code == "malformed":  # the hub says it for programmers
        return Problem(
            code=Refused.code,
            message="This cannot be used here.",
            remedy="Look at what is asked for, and write it otherwise.",
            field=fields.get(name, name),
            value=problem.value,
        )
    return msgspec.structs.replace(problem, field=fields.get(name, name))
