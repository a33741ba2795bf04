"""How a hub's process collects garbage: seldom, and not through what it has loaded.

Promises that who waits, a hundred thousand perhaps, is not looked through again and again while requests wait for an
answer; almost everything that a request makes is free at its end, without a collection. Refuses to switch collecting
off: what refers to itself in a circle is still found.
"""

import gc
from typing import Final

FRESH: Final = 5_000
"""New objects before the youngest are looked through: about what a full batch of requests holds while it is at work.

Much more would make each look through them a pause that is felt.
"""


def collect_seldom() -> None:
    """For the whole process, once it has loaded what stays."""
    gc.freeze()
    gc.set_threshold(FRESH, *gc.get_threshold()[1:])
