"""Web addresses, shown in the system's browser by a click of the agent."""

import webbrowser

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices


def open_link(url: str) -> None:
    """Open a web address in the browser, by the agent's click."""
    if not QDesktopServices.openUrl(QUrl(url)):
        webbrowser.open(url)
