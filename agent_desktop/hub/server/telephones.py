"""Putting the hub's telephones together: which address they use, and who of them knows whom.

Promises telephones on loopback wherever the hub is there, and beyond this computer only where an administrator names
an address: which one is right, nobody can guess. Refuses what is no address of one computer.
"""

import ipaddress
from dataclasses import dataclass

from agent_desktop.hub.centre.thread import CentreThread
from agent_desktop.hub.doors.shared import Shared
from agent_desktop.hub.server.clock import SharedClock
from agent_desktop.hub.server.darkroom import Darkroom
from agent_desktop.hub.server.data_folder import DataFolder
from agent_desktop.hub.server.phone_lines import PhoneLines
from agent_desktop.hub.server.recordings import Recordings
from agent_desktop.hub.server.switchboard import Switchboard
from agent_desktop.hub.server.voice_place import VoicePlace
from agent_desktop.hub.server.voice_settings import phone_key
from agent_desktop.hub.voice.prompts.uploads import UploadedPrompts
from agent_desktop.model.base import wall_clock
from agent_desktop.model.errors import Refused


@dataclass(frozen=True)
class Telephones:
    """The hub's telephones: the worker behind `board`, the agents' lines, the uploaded prompts."""

    board: Switchboard
    lines: PhoneLines
    prompts: UploadedPrompts


def voice_address(asked: str, host: str) -> str:
    """The IP address that telephones use, where `asked` or the hub's `host` says one; empty: there are none.

    Raises Refused.
    """
    address = asked or ("127.0.0.1" if host == "localhost" else host)
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        known = None
    if not asked and (known is None or not known.is_loopback):
        return ""
    if known is None or known.is_unspecified:
        raise Refused(
            "Telephones need one IP address of this computer.",
            field="voice_address",
            value=address,
            remedy="Give --voice-address with the address under which telephones reach it.",
        )
    return address


async def put_together(
    thread: CentreThread,
    shared: Shared,
    folder: DataFolder,
    place: VoicePlace,
    clock: SharedClock,
) -> Telephones:
    """The telephones; `board.start()` begins. Who may register is looked at by this computer's clock alone."""
    board = Switchboard(thread, Recordings(shared.uploads, Darkroom()), place, clock)
    lines = PhoneLines(board, await thread.call(phone_key), shared.keys, wall_clock)
    return Telephones(board, lines, UploadedPrompts(folder.prompts))
