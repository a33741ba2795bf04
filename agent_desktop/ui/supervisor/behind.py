"""What leads from a panel of whom a figure counts: its questions to the desk, and a conversation of it to the inbox.

Promises what `reading` promises.
"""

from agent_desktop.desk.api import DeskView
from agent_desktop.model.looking import LookBehind, LookFurtherBehind
from agent_desktop.ui.figures.behind_panel import BehindPanel
from agent_desktop.ui.shell.window import ShellWindow
from agent_desktop.ui.supervisor.reading import read_along


def attach(panel: BehindPanel, desk: DeskView, shell: ShellWindow) -> None:
    """Let a panel ask the desk, and open what is chosen in it."""
    panel.asked.connect(lambda question: desk.post(LookBehind(question=question)))
    panel.further.connect(lambda: desk.post(LookFurtherBehind()))
    panel.opened.connect(lambda key: read_along(desk, shell, key))
