"""Guesses that stand in for layout until a row is seen.

Promises cheapness: only the thumb of the scroll bar depends on them. Refuses fonts.
"""

from agent_desktop.model.timeline import SystemLine, TimelineItem


def estimated_height(item: TimelineItem) -> int:
    """A guess at a row's height in px."""
    if isinstance(item, SystemLine):
        return 28
    return 35 + 20 * (len(item.text) // 62)
