"""Wallboards: the live figures of some teams and queues for a big screen, opened by a link in any browser.

Promises that the link's secret goes one way: whoever makes a wallboard says it once, and no record that comes back has
it. A wallboard shows at most what its owner may see.
"""

from agent_desktop.model.base import Millis, Record, Tagged
from agent_desktop.model.figure_questions import Named

PAGE = "/wallboard"
"""Where a hub serves the page; the secret follows as the address's fragment, which browsers never send."""


class Wallboard(Record, frozen=True):
    """One wallboard. Without `teams` it is of all that its owner leads, without `queues` of all their queues.

    `owner` is the owner's name, `seen_at` when the link was last used (None: never), `screens` how many show it now.
    """

    id: str
    name: str = ""
    teams: tuple[str, ...] = ()
    queues: tuple[str, ...] = ()
    owner: str = ""
    made_at: Millis = 0
    seen_at: Millis | None = None
    screens: int = 0


class Wallboards(Tagged, frozen=True, tag="wallboards"):
    """One's own wallboards, an administrator's are all; and what one may choose for them.

    `hub` is the address that links begin with, as the desk reaches it.
    """

    wallboards: tuple[Wallboard, ...]
    teams: tuple[Named, ...] = ()
    queues: tuple[Named, ...] = ()
    hub: str = ""


class KeepWallboard(Record, frozen=True):
    """Make a wallboard or change it. `before` is None for a new one; a `secret` of None leaves the link as it is."""

    wallboard: Wallboard
    before: Wallboard | None = None
    secret: str | None = None

    def __repr__(self) -> str:
        return f"KeepWallboard({self.wallboard.id!r})"


class RemoveWallboard(Record, frozen=True):
    """Take a wallboard away: its link opens nothing any more, and screens that show it end."""

    wallboard_id: str
