"""What agents wish to become of messages, as methods of the Bot API.

Promises that what is already so counts as done. Source: https://core.telegram.org/bots/api, "Updating messages" and
"setMessageReaction".
"""

from typing import Any, Final

from agent_desktop.hub.channels.telegram.api import Api, Failed
from agent_desktop.hub.written.records import Letter
from agent_desktop.model.timeline import WishKind

_DONE: Final = ("message is not modified", "message to delete not found")


async def amend(api: Api, letter: Letter) -> None:
    """Do what a letter wishes. Raises Failed."""
    names = letter.remote_ids[:1] if letter.wish is WishKind.EDIT else letter.remote_ids
    for name in names:
        method, about = _asked(letter, name)
        try:
            await api.ask(method, about)
        except Failed as error:
            if not any(words in error.words for words in _DONE):
                raise


def _asked(letter: Letter, name: str) -> tuple[str, dict[str, Any]]:
    chat, _, message = name.rpartition(":")
    about: dict[str, Any] = {"chat_id": chat, "message_id": int(message)}
    if letter.wish is WishKind.EDIT:
        return "editMessageText", {**about, "text": letter.text}
    if letter.wish is WishKind.DELETE:
        return "deleteMessage", about
    signs = [{"type": "emoji", "emoji": letter.text}] if letter.text else []
    return "setMessageReaction", {**about, "reaction": signs}
