"""The signature of a queue's mails: formatted text with places for names.

Promises that a name stands there as plain characters, whatever is in it, and that what is no place of ours stays as it
was written. An empty signature is none.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from agent_desktop.model.rich_lines import Line, html_of, lines_of

AGENT: Final = "agent"
QUEUE: Final = "queue"
TEAM: Final = "team"
PLACES: Final = (AGENT, QUEUE, TEAM)
MAX_SIGNATURE: Final = 10_000
_PLACE: Final = re.compile(r"\{(\w+)\}")


def filled(signature: str, names: Mapping[str, str]) -> str:
    """The signature as HTML with these names in their places; places without a name here stay."""
    if not signature:
        return ""

    def name(found: re.Match[str]) -> str:
        return " ".join(names[found[1]].split()) if found[1] in names else found[0]

    lines = (
        Line(tuple(replace(run, text=_PLACE.sub(name, run.text)) for run in line.runs), line.row)
        for line in lines_of(signature)
    )
    return html_of(tuple(lines))
