"""What the desk holds in mind of any list that the backend tells page by page.

Promises values that are replaced and never changed in place.
"""

from agent_desktop.model.base import Record
from agent_desktop.model.errors import Problem


class Paged(Record, frozen=True):
    """`reading`: a page is on its way; `problem` says why none came. `asks` counts the pages that were asked for."""

    reading: bool = False
    problem: Problem | None = None
    asks: int = 0

    @property
    def more(self) -> bool:
        """Whether something is looked for, and not all of it came yet."""
        raise NotImplementedError
