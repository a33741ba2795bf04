"""The machine of pictures that stand in the timeline: fetched when they come onto the screen, handed on as bytes.

Promises that a picture is on its way once, and that few bytes are held: who shows them keeps what it needs. Refuses to
decode, and what is too large to be fetched unasked.
"""

from typing import Final

from msgspec.structs import replace

from agent_desktop.desk.errands import ReadPicture
from agent_desktop.desk.items import PictureRead
from agent_desktop.desk.turn import Turn, put, without
from agent_desktop.model.files import KEPT_BACK
from agent_desktop.model.intents import SeePicture

LARGEST: Final = 5 * 1024 * 1024
KEPT: Final = 8


def see(turn: Turn, intent: SeePicture) -> None:
    """Bring a picture, unless it is here or on its way."""
    wanted, now = intent.attachment, turn.state.seen_pictures
    if wanted.id in now.coming or wanted.size > LARGEST or wanted.check in KEPT_BACK:
        return
    files = without(now.files, wanted.id)
    turn.state.seen_pictures = replace(now, files=files, coming=now.coming | {wanted.id})
    turn.send(ReadPicture(mail_id="", source=wanted.id, attachment=wanted))


def read(turn: Turn, answer: PictureRead) -> None:
    """It came, or cannot be had."""
    now = turn.state.seen_pictures
    if answer.source in now.coming:
        files = put(without(now.files, answer.source), answer.source, answer.data)
        files = dict(list(files.items())[-KEPT:])
        coming = now.coming - {answer.source}
        turn.state.seen_pictures = replace(now, files=files, coming=coming)
