"""What a lead does from the board: the menu of an agent, and the acts on rows at its side.

Promises that what takes work or presence from somebody asks first, in a sheet over the board; that what cannot be
done is disabled and says why. Refuses to show anything itself: it asks forms, and the desk.
"""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu

from agent_desktop.desk.api import DeskView
from agent_desktop.model.board import AgentLine
from agent_desktop.model.events import LinkState
from agent_desktop.model.guidance import ReadAlong
from agent_desktop.model.people import PresenceState
from agent_desktop.model.supervising import LowerHand
from agent_desktop.ui.guidance.asking import Asking
from agent_desktop.ui.guidance.forms import (
    hint_form,
    presence_form,
    reassign_form,
    take_over_form,
    work_words,
)
from agent_desktop.ui.kit.paint import single_line
from agent_desktop.ui.kit.widgets.menus import menu
from agent_desktop.ui.shell.commands import Command
from agent_desktop.ui.shell.window import ShellWindow
from agent_desktop.ui.supervisor.board_page import BoardPage
from agent_desktop.ui.supervisor.side_acts import Act
from agent_desktop.ui.supervisor.side_rows import SPOKEN, SideRow
from agent_desktop.ui.words import tr

_Entry = tuple[str, str, Callable[[AgentLine], object], str]


class BoardActs:
    """Acts from one page. `ask_why` shows why an interaction is where it is."""

    def __init__(
        self,
        desk: DeskView,
        shell: ShellWindow,
        asking: Asking,
        page: BoardPage,
        ask_why: Callable[[str], object],
    ) -> None:
        self._desk, self._shell, self._asking, self._page = desk, shell, asking, page
        self._ask_why = ask_why
        self.menu: QMenu | None = None
        page.agents.menu_asked.connect(self.open_menu)
        page.side.acted.connect(self.act)
        page.side.list.opened.connect(lambda row: self.act(Act.READ, (row,)))

    @property
    def _marked(self) -> AgentLine | None:
        return self._desk.board.agents.get(self._page.agents.marked)

    # -- an agent

    def _entries(self, line: AgentLine) -> list[_Entry]:
        """Name, words, what to do, and why it cannot be done."""
        gone = ""
        if self._desk.link.state is not LinkState.LIVE:
            gone = tr("Not connected: what stands here may be old.")
        written = any(one.channel not in SPOKEN for one in line.works)
        spoken = tr("{name} has no written conversation in hand.", name=single_line(line.name, 60))
        away = line.presence is PresenceState.OFFLINE and not line.linked
        absent = tr("{name} is not at a desk.", name=single_line(line.name, 60)) if away else ""
        idle = tr("{name} has nothing in hand.", name=single_line(line.name, 60))
        entries: list[_Entry] = [
            ("hint", tr("Send a hint…"), self.hint, gone or ("" if written else spoken)),
            ("presence", tr("Change presence…"), self.presence, gone or absent),
            ("work", tr("Work in hand"), self.work, "" if line.works else idle),
        ]
        if line.id in self._desk.board.hands:
            entries.append(("lower", tr("Lower the hand"), self.lower, gone))
        return entries

    def open_menu(self, at: QPoint) -> None:
        """The menu of the marked agent, at a place on the screen."""
        line = self._marked
        if line is None:
            return
        made = self.menu = menu(self._shell.theme, single_line(line.name, 60), self._page)
        made.aboutToHide.connect(made.deleteLater)
        for _, words, run, why in self._entries(line):
            action = made.addAction(words, partial(run, line))
            action.setEnabled(not why)
            action.setToolTip(why)
        made.popup(at)

    def commands(self) -> list[Command]:
        """The same for the palette."""
        section = tr("Supervision")
        titles = (
            ("hint", tr("Send a hint…"), "message-square-text"),
            ("presence", tr("Change presence…"), "user-round"),
            ("work", tr("Work in hand"), "list"),
            ("lower", tr("Lower the hand"), "hand"),
        )
        return [
            Command(
                f"supervise.agent.{name}",
                title,
                section,
                icon,
                partial(self._run, name),
                available=partial(self._can, name),
            )
            for name, title, icon in titles
        ]

    def _entry(self, name: str) -> tuple[AgentLine, Callable[[AgentLine], object]] | None:
        line = self._marked
        if line is None or not self._page.isVisible():
            return None
        found = next((one for one in self._entries(line) if one[0] == name and not one[3]), None)
        return None if found is None else (line, found[2])

    def _can(self, name: str) -> bool:
        return self._entry(name) is not None

    def _run(self, name: str) -> None:
        found = self._entry(name)
        if found is not None:
            found[1](found[0])

    def hint(self, line: AgentLine) -> None:
        """Words for the agent, about one of the written conversations."""
        works = [
            (one.conversation_id, work_words(one))
            for one in line.works
            if one.channel not in SPOKEN
        ]
        if works:
            self._asking.ask(hint_form(line.name, tuple(dict(works).items())), self._page)

    def presence(self, line: AgentLine) -> None:
        """Another presence, for a reason."""
        self._asking.ask(presence_form(line), self._page)

    def work(self, line: AgentLine) -> None:
        """What the agent has in hand, at the side."""
        self._page.show_work(line.id)

    def lower(self, line: AgentLine) -> None:
        """The lead has seen to it."""
        self._asking.do(LowerHand(agent_id=line.id))

    # -- rows

    def act(self, act: Act, rows: Sequence[SideRow]) -> None:
        """Do it with the chosen rows."""
        if not rows:
            return
        one = rows[0]
        match act:
            case Act.READ if one.conversation_id:
                self._desk.post(ReadAlong(conversation_id=one.conversation_id))
                self._shell.show_workspace("inbox")
            case Act.TAKE:
                form = take_over_form(one.interaction_id, one.title, one.agent_name)
                self._asking.ask(form, self._page, lambda: self._shell.show_workspace("inbox"))
            case Act.REASSIGN:
                ids = [each.interaction_id for each in rows if not each.over]
                held = any(each.agent_id for each in rows)
                self._asking.ask(reassign_form(ids, self._desk.board, held=held), self._page)
            case Act.HINT if one.conversation_id:
                works = ((one.conversation_id, one.title),)
                self._asking.ask(hint_form(one.agent_name, works), self._page)
            case Act.WHY if one.interaction_id:
                self._ask_why(one.interaction_id)
            case Act.LOWER:
                self._asking.do(LowerHand(agent_id=one.agent_id))
