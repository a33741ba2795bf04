"""Formatted mails in the window: from the click on one to its sheet.

Promises that the sheet follows the desk only for the mail that was asked for. Refuses to fetch: that is the desk's.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from agent_desktop.desk.api import DeskView
from agent_desktop.model.intents import ShowFormatted
from agent_desktop.model.timeline import Message
from agent_desktop.ui.kit.paint import single_line
from agent_desktop.ui.shell.sheets import Sheets
from agent_desktop.ui.words import said

if TYPE_CHECKING:
    from agent_desktop.ui.shell.lettersheet import LetterSheet


class Letters:
    """For one desk and one window. `open_link` gets the addresses that the agent clicked."""

    def __init__(self, desk: DeskView, sheets: Sheets, open_link: Callable[[str], object]) -> None:
        self._desk, self._sheets, self._open_link = desk, sheets, open_link
        self._sheet: LetterSheet | None = None
        self._wanted = ""

    def open(self, mail: Message) -> None:
        """Show a mail as it was formatted."""
        if mail.mail is None or mail.mail.html is None:
            return
        self._wanted = mail.mail.html.id
        sheet = self._sheets.open_letter()
        if self._sheet is None:
            self._sheet = sheet
            sheet.link_clicked.connect(self._open_link)
        sheet.begin(single_line(mail.mail.subject, 160))
        self.refresh()
        self._desk.post(ShowFormatted(attachment=mail.mail.html))

    def refresh(self) -> None:
        """What the desk knows of it is different."""
        known = self._desk.formatted
        if self._sheet is None or known is None or known.attachment_id != self._wanted:
            return
        if known.problem is not None:
            self._sheet.refuse(said(known.problem.message, known.problem.remedy))
        elif known.html is not None:
            self._sheet.show_html(known.html)
