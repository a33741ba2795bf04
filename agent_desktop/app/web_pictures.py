"""What fetches the pictures that mails name by address: over https, from public addresses alone, telling nothing of us.

Promises bytes within `LARGEST` or none, within a time, and that nothing of it is imported before the first picture.
Sends no cookie and no page that it came from. Names no address in logs: it may hold whose mail was opened.
"""

from agent_desktop.desk.mail_pictures import LARGEST


class WebPictures:
    """The `PictureSource` of this program."""

    async def picture(self, url: str) -> bytes:
        """See `PictureSource`."""
        from agent_desktop.hub.doors.faults import TooLarge
        from agent_desktop.hub.written.fetching import NotFetched, fetch

        try:
            return await fetch(url, LARGEST, secure=True)
        except (NotFetched, TooLarge):
            return b""
