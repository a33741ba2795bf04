"""Sessions whose networks have templates, and the templates as the hub keeps them beside what a session remembers.

Promises that a reply which is a template is checked without asking the network, also after a restart.
"""

from collections.abc import Sequence
from typing import Final, Protocol, runtime_checkable

import msgspec

from agent_desktop.model.templates import Template

KEPT: Final = "hub.templates"
"""The name under which they are kept in an entry point's memory; the session does not see it."""


@runtime_checkable
class Templated(Protocol):
    """A session whose network has templates."""

    async def templates(self) -> tuple[Template, ...]:
        """Those that may be sent. Raises Offline, Refused."""


def as_text(templates: Sequence[Template]) -> str:
    """They as they are kept."""
    return msgspec.json.encode(templates).decode()


def of_text(text: str) -> tuple[Template, ...]:
    """Those that were kept; none where nothing was."""
    try:
        return msgspec.json.decode(text or "[]", type=tuple[Template, ...])
    except (msgspec.DecodeError, msgspec.ValidationError):
        return ()
