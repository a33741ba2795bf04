"""The live board on the screen: what stands first, what is pressed, what runs, what is said without a link."""

from collections.abc import Iterator
from random import Random

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from agent_desktop.desk.board_state import Board
from agent_desktop.model.backend_calls import Listening, Supervise
from agent_desktop.model.board import (
    BoardListed,
    Listed,
    ListedLine,
    LookAtBoard,
    WatchBoard,
)
from agent_desktop.model.changes import BoardShown, LinkShown
from agent_desktop.model.events import LinkChanged, LinkState
from agent_desktop.model.manifest import Capability
from agent_desktop.model.people import Activity, PresenceState
from agent_desktop.model.supervising import Hand
from agent_desktop.model.work import Channel
from agent_desktop.ui.supervisor.live_board import PAGE
from agent_desktop.ui.supervisor.queue_table import COLUMNS, QUEUE, SERVICE, WAITING
from agent_desktop.ui.supervisor.standing_tiles import StandingTiles
from agent_desktop.ui.theme.theme import Theme
from tests.ui.fake_desk import NOON
from tests.ui.supervisor.boards import crowd, designed
from tests.ui.supervisor.conftest import LeadsOffice, anns_call


class BoardOffice(LeadsOffice):
    """A lead who looks at the board."""

    def __init__(self, theme: Theme, qtbot: QtBot, board: Board) -> None:
        super().__init__(theme, qtbot)
        self.there(anns_call(interaction_id="i-Miriam Cohen"))
        self.shell.show_workspace(PAGE)
        self.put(board)

    def put(self, board: Board) -> None:
        """The board is so now."""
        self.desk.board = board
        changed = BoardShown(queues=frozenset(board.queues), agents=frozenset(board.agents))
        self.desk.publish(changed)
        self.frames()

    def wishes(self) -> list[LookAtBoard]:
        """What was asked to follow."""
        return self.desk.posted(LookAtBoard)

    def names(self) -> list[str]:
        """Whose tiles there are, in their order."""
        return [one.name for one in self.board.agents.cells.tiles]


@pytest.fixture
def lead(theme: Theme, qtbot: QtBot) -> Iterator[BoardOffice]:
    made = BoardOffice(theme, qtbot, designed())
    yield made
    made.spaces.leave()


def cell(lead: BoardOffice, row: int, column: int) -> QRect:
    """Where a cell of the queues is."""
    return lead.board.queues.visualRect(lead.board.queues.rows.index(row, column))


def test_who_needs_attention_stands_first(lead: BoardOffice) -> None:
    assert lead.names() == [
        "Ann Lee",
        "Kwame Mensah",
        "Tomás Herrera",
        "Zanele Dlamini",
        "Mei Tanaka",
        "Yusuf Demir",
        "Ana Popescu",
        "Grace Mwangi",
        "Thandi Nkosi",
    ]
    model = lead.board.agents.cells
    assert model.data(model.index(0, 0)) == (
        "Ann Lee, Talking, 3:12, hand raised, Billing · Miriam Cohen"
    )
    kwame = lead.board.agents.cells.tiles[1]
    assert (kwame.word, kwame.late, kwame.clock(NOON)) == ("Hold", "danger", "4:12")
    assert "Service level 79%" not in lead.board.figures.accessibleName()
    assert "Waiting 56" in lead.board.figures.accessibleName()
    table = lead.board.queues.rows
    assert table.data(table.index(0, QUEUE)) == "Billing, call"
    assert table.data(table.index(0, SERVICE)) == "Service level: 61%"


def test_it_is_followed_while_it_is_seen(lead: BoardOffice) -> None:
    assert lead.wishes() == [LookAtBoard(on=True)]
    lead.shell.show_workspace("inbox")
    lead.shell.show_workspace("search")
    assert lead.wishes()[1:] == [LookAtBoard(on=False)]
    lead.shell.show_workspace(PAGE)
    assert lead.wishes()[2:] == [LookAtBoard(on=True)]


def test_time_alone_brings_a_long_wrap_up_to_the_front(lead: BoardOffice) -> None:
    board = lead.desk.board
    soon = replace(board.agents["tomás"], since=NOON - 119_000, active_since=NOON - 119_000)
    lead.put(replace(board, agents={**board.agents, "tomás": soon}))
    assert lead.names()[:3] == ["Ann Lee", "Kwame Mensah", "Zanele Dlamini"]
    lead.board.agents.mark("mei")
    lead.desk.now_ms = NOON + 1_000
    lead.shell.ticked.emit(lead.desk.now())
    assert lead.names()[2] == "Tomás Herrera"
    marked = lead.board.agents.marked_tile
    assert marked is not None
    assert marked.id == "mei"


def test_the_waiting_of_a_queue_leads_to_who_waits_and_on(lead: BoardOffice) -> None:
    table = lead.board.queues
    QTest.mouseClick(
        table.viewport(), Qt.MouseButton.LeftButton, pos=cell(lead, 0, WAITING).center()
    )
    assert lead.wishes()[-1] == LookAtBoard(queue_id="billing")
    waits = ListedLine(
        interaction_id="i9",
        conversation_id="c9",
        customer_name="Layla\nHaddad",
        channel=Channel.CHAT,
        since=NOON - 401_000,
        preview="Where is it?",
    )
    listed = BoardListed(queue_id="billing", listed=Listed.WAITING, lines=(waits,), total=1)
    wish = WatchBoard(queue_id="billing")
    lead.put(replace(lead.desk.board, wish=wish, listed=listed))
    side = lead.board.side
    assert side.head.text() == "Waiting in Billing · 1"
    assert side.list.rows.data(side.list.rows.index(0, 0)) == "Layla Haddad, 6:41, Where is it?"
    side.close_list.click()
    assert lead.wishes()[-1] == LookAtBoard(queue_id="")


def test_a_queue_narrows_the_agents_to_its_own(lead: BoardOffice) -> None:
    board = lead.desk.board
    mei = replace(board.agents["mei"], queues=("sms",))
    lead.put(replace(board, agents={**board.agents, "mei": mei}))
    at = cell(lead, 3, QUEUE).center()
    QTest.mouseClick(lead.board.queues.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert lead.names() == ["Mei Tanaka"]
    assert lead.board.count.text() == "SMS · 1 of 9 agents"
    lead.board.every.click()
    assert len(lead.names()) == 9


def test_the_keyboard_reaches_tiles_and_their_buttons(lead: BoardOffice) -> None:
    grid = lead.board.agents
    grid.setFocus()
    grid.mark("ann")
    ways = grid.ways
    assert ways is not None
    assert ways.isVisible()
    QTest.keyClick(grid, Qt.Key.Key_Return)
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Space)
    (order,) = lead.orders()
    assert order == Supervise(interaction_id="i-Miriam Cohen", mode=Listening.MONITOR)
    grid.setFocus()
    QTest.keyClick(grid, Qt.Key.Key_Right)
    marked = grid.marked_tile
    assert marked is not None
    assert marked.name == "Kwame Mensah"
    assert grid.ways is None  # nobody told us of his call


def test_without_a_link_it_says_how_old_it_is(lead: BoardOffice) -> None:
    assert lead.board.state.text() == "Live"
    lead.desk.link = LinkChanged(state=LinkState.OFFLINE, since=NOON)
    lead.desk.publish(LinkShown())
    lead.frames()
    assert lead.board.state.text().startswith("Not connected. As of ")
    assert lead.names()[0] == "Ann Lee"


def test_before_the_first_word_it_says_so(theme: Theme, qtbot: QtBot) -> None:
    office = BoardOffice(theme, qtbot, Board(wish=WatchBoard()))
    assert office.board.empty.isVisible()
    office.put(Board(wish=WatchBoard(), at=NOON))
    assert office.board.count.text() == "No agents signed in."
    office.spaces.leave()


def test_who_may_not_supervise_has_no_board(lead: BoardOffice) -> None:
    assert PAGE in lead.shell.rail.buttons
    manifest = lead.desk.manifest
    less = manifest.capabilities - {Capability.SUPERVISOR}
    lead.desk.manifest = replace(manifest, capabilities=less)
    lead.there()
    assert PAGE not in lead.shell.rail.buttons
    assert lead.shell.workspace == "inbox"


def test_a_change_paints_its_own_tile_alone(lead: BoardOffice) -> None:
    lead.put(crowd(100, 2_000))
    model = lead.board.agents.cells
    assert model.rowCount() * model.columns >= 2_000
    before = {one.id: one for one in model.tiles}
    told: list[int] = []
    model.dataChanged.connect(lambda first, last: told.append(first.row() * model.columns))
    model.modelReset.connect(lambda: told.append(-1))
    board = lead.desk.board
    busy = next(one for one in board.agents.values() if one.presence is PresenceState.READY)
    other = replace(busy, name=f"{busy.name} the second")
    lead.put(replace(board, agents={**board.agents, busy.id: other}))
    assert len(told) == 1
    same = [one for one in model.tiles if one is before[one.id]]
    assert len(same) == 1_999


@pytest.mark.parametrize("width", [1024, 1440])
def test_nothing_stands_beyond_the_window(lead: BoardOffice, width: int) -> None:
    lead.shell.resize(width, 800)
    lead.frames()
    grid = lead.board.agents
    assert grid.horizontalScrollBar().maximum() == 0
    last = grid.visualRect(grid.cells.index(0, grid.cells.columns - 1))
    assert last.right() <= grid.viewport().width()
    table = lead.board.queues
    assert sum(table.columnWidth(one) for one in range(COLUMNS)) <= table.viewport().width()
    assert lead.board.side.isVisible() is (width == 1440)
    assert lead.board.figures.apart is (width == 1024)  # then remarks have a line of their own
    lead.put(replace(lead.desk.board, wish=WatchBoard(queue_id="billing")))
    assert lead.board.side.isVisible()
    assert sum(table.columnWidth(one) for one in range(COLUMNS)) <= table.viewport().width()


def test_kept_tiles_are_those_that_all_lines_would_give(theme: Theme) -> None:
    chance = Random(3)
    board, kept, now = crowd(4, 60), StandingTiles(), NOON
    known = dict(board.agents)
    for _ in range(150):
        now += chance.choice((0, 1_000, 40_000))
        agent_id = chance.choice(list(known))
        line = replace(
            known[agent_id],
            presence=chance.choice(list(PresenceState)),
            activity=chance.choice(list(Activity)),
            active_since=now - chance.randrange(300_000),
            name=f"Agent {chance.randrange(50)}",
        )
        if chance.random() < 0.1:
            del known[agent_id]
        known |= {agent_id: line} if chance.random() < 0.9 else {f"new{now}": line}
        known = {key: replace(one, id=key) if one.id != key else one for key, one in known.items()}
        hand = Hand(agent_id=agent_id, name="Ann", at=now)
        hands = {agent_id: hand} if chance.random() < 0.3 else {}
        board = replace(board, agents=known, hands=hands)
        shown = kept.follow(list(known.values()), board, {}, now)
        assert shown == StandingTiles().follow(list(known.values()), board, {}, now)


def test_the_ground_of_raised_hands_follows_a_change_of_looks(
    lead: BoardOffice, theme: Theme
) -> None:
    lead.shell.resize(1440, 900)
    lead.frames()
    rows = lead.board.side.list
    assert rows.isVisible()
    for look in ("dark", "light"):
        theme.set_choice(look)
        ground = rows.grab().toImage().pixelColor(rows.rect().bottomRight() - QPoint(20, 20))
        assert ground == theme.color("bg.window"), look
