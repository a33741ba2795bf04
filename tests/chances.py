"""How often the dear tests by chance try: enough for every run, and more for who has the time.

`AGENT_DESKTOP_TESTS_CHANCES=20` lets each try twenty times as often. Every run draws anew, so that many short runs find
what one long run does.
"""

import os

_FACTOR = float(os.environ.get("AGENT_DESKTOP_TESTS_CHANCES", "1"))


def tries(count: int) -> int:
    """So many examples, or more."""
    return max(1, round(count * _FACTOR))
