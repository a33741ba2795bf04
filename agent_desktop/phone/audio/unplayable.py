"""Why a sound file cannot be played, in words for the agent.

Promises a sentence for every reason of the decoder: for the window that draws a file and the telephone that plays it.
"""

from typing import Final

from agent_desktop.media.sound_file import Why
from agent_desktop.model.errors import Problem

_PROBLEMS: Final = {
    Why.UNKNOWN: Problem(
        code="unsupported",
        message="This kind of sound file cannot be played here.",
        remedy="Save the file, and open it with another program.",
    ),
    Why.DAMAGED: Problem(
        code="unsupported",
        message="The sound file is damaged.",
        remedy="Ask for it to be sent again.",
    ),
    Why.EMPTY: Problem(
        code="unsupported",
        message="There is no sound in this file.",
        remedy="Ask for it to be sent again.",
    ),
    Why.TOO_LONG: Problem(
        code="unsupported",
        message="The sound file is longer than twelve hours.",
        remedy="Save the file, and open it with another program.",
    ),
}


def unplayable(why: Why) -> Problem:
    """The words for one reason."""
    return _PROBLEMS[why]
