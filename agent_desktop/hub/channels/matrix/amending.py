"""What agents wish to become of messages, as events: an edit, a redaction, an annotation.

Promises that a second attempt is the same event: each has the transaction of its wish. Source: Client-Server API v1.11,
sections 10.9 (redactions), 11.5.6 (event replacements) and 11.5.7 (annotations).
"""

from typing import Any

from agent_desktop.hub.channels.matrix.client import Client, Failed
from agent_desktop.hub.channels.matrix.translate import Rooms
from agent_desktop.hub.written.records import Letter
from agent_desktop.model.timeline import WishKind


async def amend(client: Client, rooms: Rooms, room: str, letter: Letter) -> None:
    """Do what a letter wishes in its room. Raises Failed."""
    target = letter.remote_ids[0]
    match letter.wish:
        case WishKind.EDIT:
            await client.put(room, edit_of(letter, target), f"{letter.id}-0")
        case WishKind.DELETE:
            for number, event in enumerate(letter.remote_ids):
                await _redact(client, room, event, f"{letter.id}-{number}")
        case _:
            for number, event in enumerate(rooms.our_reactions(target), 1):
                await _redact(client, room, event, f"{letter.id}-{number}")
                rooms.reactions.pop(event, None)
            if letter.text:
                relation = {"rel_type": "m.annotation", "event_id": target, "key": letter.text}
                content = {"m.relates_to": relation}
                event = await client.put(room, content, f"{letter.id}-0", "m.reaction")
                rooms.reacted(event, target)


async def _redact(client: Client, room: str, event: str, key: str) -> None:
    try:
        await client.redact(room, event, key)
    except Failed as error:
        if error.code != "M_NOT_FOUND":
            raise


def edit_of(letter: Letter, target: str) -> dict[str, Any]:
    """The content of the event that replaces a message's words; older programs show what stands in `body`."""
    return {
        "msgtype": "m.text",
        "body": f"* {letter.text}",
        "m.new_content": {"msgtype": "m.text", "body": letter.text},
        "m.relates_to": {"rel_type": "m.replace", "event_id": target},
    }
