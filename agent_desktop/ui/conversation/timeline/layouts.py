"""The layouts that are kept: of what is visible and of what was visible lately.

Promises a bound on their number. Refuses to know when a look changed: whoever knows drops it.
"""

from collections import OrderedDict
from collections.abc import Callable

from agent_desktop.ui.conversation.timeline.laid import Laid
from agent_desktop.ui.conversation.timeline.layouter import Layouter
from agent_desktop.ui.conversation.timeline.look import Look
from agent_desktop.ui.theme.theme import Theme

KEPT = 400
"""More than any screen shows at once."""


class Layouts:
    """Layouts by key, the least recently used ones leaving first."""

    def __init__(self, theme: Theme) -> None:
        self._layouter = Layouter(theme)
        self._kept: OrderedDict[str, Laid] = OrderedDict()

    def get(self, key: str, look: Callable[[], Look], width: int) -> Laid:
        """The layout of `key`, made from `look()` at `width` px when it is not kept."""
        laid = self._kept.get(key)
        if laid is None:
            laid = self._kept[key] = self._layouter.lay(look(), width)
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        else:
            self._kept.move_to_end(key)
        return laid

    def peek(self, key: str) -> Laid | None:
        """The layout of `key` if it is kept."""
        return self._kept.get(key)

    def drop(self, key: str) -> None:
        """Forget one."""
        self._kept.pop(key, None)

    def clear(self) -> None:
        """Forget all."""
        self._kept.clear()
