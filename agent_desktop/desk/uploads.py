"""The machine of files that are being uploaded: how far each is, for the eye alone.

Promises nothing over a restart: the backend knows where to go on. Refuses what is told of a command that is over.
"""

from agent_desktop.desk.items import UploadAdvanced
from agent_desktop.desk.turn import Turn


def advanced(turn: Turn, told: UploadAdvanced) -> None:
    """A file is so far."""
    flying = turn.state.flying
    if told.command_id in flying:
        others = {file_id: one for file_id, one in turn.state.uploads.items() if one[0] in flying}
        turn.state.uploads = {**others, told.file_id: (told.command_id, told.there)}
