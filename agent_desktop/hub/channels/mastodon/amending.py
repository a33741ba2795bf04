"""What agents wish to become of posts: other words, deleted, a favourite.

Promises that an edit changes the words alone: files, warning and circle stay. Source: docs.joinmastodon.org, methods
"Edit a status", "Delete a status", "Favourite a status".
"""

from collections.abc import Mapping
from typing import Any

from agent_desktop.hub.channels.mastodon.api import Api, Failed
from agent_desktop.hub.channels.mastodon.translate import Whole, addressed
from agent_desktop.hub.written.found import rows, word
from agent_desktop.hub.written.records import Letter
from agent_desktop.model.timeline import WishKind


async def amend(api: Api, us: Whole, letter: Letter) -> None:
    """Do what a letter wishes. Raises Failed."""
    path = f"/api/v1/statuses/{letter.remote_ids[0]}"
    match letter.wish:
        case WishKind.EDIT:
            status = (await api.get(path)).body
            await api.change("PUT", path, edit_of(letter, status, us))
        case WishKind.DELETE:
            try:
                await api.change("DELETE", path, {})
            except Failed as error:
                if error.status != 404:
                    raise
        case _:
            await api.change("POST", f"{path}/{'favourite' if letter.text else 'unfavourite'}", {})


def edit_of(letter: Letter, status: Mapping[str, Any], us: Whole) -> dict[str, Any]:
    """The post as it is to be."""
    about: dict[str, Any] = {
        "status": addressed(letter, us),
        "spoiler_text": word(status, "spoiler_text"),
        "sensitive": status.get("sensitive") is True,
    }
    if media := [word(one, "id") for one in rows(status, "media_attachments")]:
        about["media_ids"] = media
    return about
