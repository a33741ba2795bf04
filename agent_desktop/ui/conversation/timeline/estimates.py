"""Guesses that stand in for layout until a row is seen.

Promises cheapness: only the thumb of the scroll bar depends on them. Refuses fonts.
"""

from agent_desktop.model.call_log import ShownItem
from agent_desktop.model.timeline import SystemLine
from agent_desktop.ui.conversation.timeline.plain import written


def estimated_height(item: ShownItem) -> int:
    """A guess at a row's height in px."""
    if isinstance(item, SystemLine):
        return 28
    return 35 + 20 * (len(written(item)) // 62)
