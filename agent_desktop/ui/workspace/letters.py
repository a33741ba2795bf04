"""Formatted mails in the window: from the click on one to its sheet.

Promises that the sheet follows the desk only for the mail that was asked for. Refuses to fetch: that is the desk's.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from agent_desktop.desk.api import DeskView
from agent_desktop.model.intents import ForgetPictures, ShowFormatted, ShowPictures
from agent_desktop.model.timeline import Message
from agent_desktop.ui.kit.paint import single_line
from agent_desktop.ui.kit.pictures import Decoder
from agent_desktop.ui.shell.sheets import Sheets
from agent_desktop.ui.words import said

WIDEST = 780
"""px of a picture; the sheet is not much wider."""

if TYPE_CHECKING:
    from agent_desktop.ui.shell.lettersheet import LetterSheet


class Letters:
    """For one desk and one window. `open_link` gets the addresses that the agent clicked."""

    def __init__(self, desk: DeskView, sheets: Sheets, open_link: Callable[[str], object]) -> None:
        self._desk, self._sheets, self._open_link = desk, sheets, open_link
        self._sheet: LetterSheet | None = None
        self._wanted = ""
        self._html: str | None = None
        self._put = 0
        self._decoder = Decoder()
        self._decoder.ready.connect(self._decoded)

    def open(self, mail: Message, pictures: bool = False) -> None:
        """Show a mail as it was formatted; with its pictures from elsewhere when they are asked for."""
        if mail.mail is None or mail.mail.html is None:
            return
        self._wanted = mail.mail.html.id
        self._html, self._put = None, 0
        sheet = self._sheets.open_letter()
        if self._sheet is None:
            self._sheet = sheet
            sheet.link_clicked.connect(self._open_link)
            sheet.pictures.asked.connect(self._ask)
            sheet.pictures.forgotten.connect(self._forget)
        sheet.begin(single_line(mail.mail.subject, 160))
        self.refresh()
        self._desk.post(
            ShowFormatted(
                attachment=mail.mail.html,
                files=mail.attachments,
                sender=mail.mail.sender,
                pictures=pictures,
            )
        )

    def refresh(self) -> None:
        """What the desk knows of it is different."""
        known = self._desk.formatted
        if self._sheet is None or known is None or known.attachment_id != self._wanted:
            return
        if known.problem is not None:
            self._sheet.refuse(said(known.problem.message, known.problem.remedy))
        elif known.html is not None:
            if known.html is not self._html:
                self._html, self._put = known.html, 0
                self._sheet.show_html(known.html)
            for picture in known.pictures[self._put :]:
                self._decoder.decode(f"{self._wanted} {picture.source}", picture.data, WIDEST)
            self._put = len(known.pictures)
            self._sheet.show_pictures(known)

    def _decoded(self, name: str, image: QImage) -> None:
        mail_id, _, source = name.partition(" ")
        if self._sheet is not None and mail_id == self._wanted:
            self._sheet.view.put_picture(source, image)

    def _ask(self, always: bool) -> None:
        self._desk.post(ShowPictures(attachment_id=self._wanted, always=always))

    def _forget(self) -> None:
        known = self._desk.formatted
        if known is not None:
            self._desk.post(ForgetPictures(sender=known.sender))
