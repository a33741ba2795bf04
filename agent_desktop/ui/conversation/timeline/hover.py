"""What the mouse is over, and what it holds pressed, in one timeline."""

from typing import Final

from agent_desktop.ui.conversation.timeline.laid import Zone

#: An item's key, and what a click there does.
Place = tuple[str, Zone | None]
NOTHING: Final[Place] = ("", None)


class Hover:
    """As the last layouts had it."""

    def __init__(self) -> None:
        self.over = NOTHING
        self.pressed = NOTHING
        self.newest = False
        """Whether the mouse is over the way back to the newest item."""

    def forget(self) -> None:
        """Layouts are gone: so are their zones."""
        self.over = self.pressed = NOTHING
        self.newest = False
