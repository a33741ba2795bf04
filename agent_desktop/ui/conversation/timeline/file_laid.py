"""How much room the files of a message need.

Promises that a picture needs the same before it is here and after, so that nothing moves when it comes.
"""

from agent_desktop.ui.conversation.timeline.file_looks import FileLook

FILE_HEIGHT = 28
FILE_GAP = 3
PICTURE_HEIGHT = 132
"""px above the name of a picture, which stands there with a margin of 6."""
PICTURE_WIDEST = 240
PERCENT = 40
"""px behind the words of a file that is being sent, for how far it is."""


def file_height(file: FileLook) -> int:
    """px of a chip, with its picture where it has one."""
    return FILE_HEIGHT + (PICTURE_HEIGHT if file.picture else 0)
