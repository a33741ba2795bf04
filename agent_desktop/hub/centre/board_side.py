"""What the server asks of the centre for those who look at the live board."""

from collections.abc import Collection

from agent_desktop.hub.centre import alerting, board_lines, wallboards
from agent_desktop.hub.centre.board import BoardNews
from agent_desktop.hub.centre.writer import Writer
from agent_desktop.hub.protocol import WallFigures
from agent_desktop.model.base import Millis, Record
from agent_desktop.model.board import BoardListed, Listed
from agent_desktop.model.targets import Targets


class BoardRound(Record, frozen=True):
    """What is new since the last round; and where somebody begins to look, the whole. `board` tells boards apart."""

    news: BoardNews
    board: int
    targets: Targets
    whole: BoardNews | None = None


class BoardSide(Writer):
    """The door of the board."""

    def board_round(self, known: int, *, whole: bool) -> BoardRound:
        """What is new of the board; all of it when somebody wants the whole, or knows another board."""
        with self.request() as book:
            board = self.board
            news = board.round(book)
            everything = None
            if whole or board.number != known:
                everything = BoardNews(
                    at=news.at,
                    next_at=news.next_at,
                    queues=tuple(board.queues.values()),
                    agents=tuple(board.agents.values()),
                )
            return BoardRound(
                news=news, board=board.number, targets=board.targets.common, whole=everything
            )

    def alert_round(self) -> Millis | None:
        """Hold the board as it was told last against the rules of alerts; when to look again at the latest."""
        with self.request() as book:
            return alerting.watched(book, self.board)

    def watches(self) -> bool:
        """Whether there is any rule: of one that is switched off news may still be on their way."""
        with self.request() as book:
            return bool(book.live.alert_rules)

    def wall_figures(self, keys: Collection[str]) -> dict[str, WallFigures | None]:
        """What these wallboards show of the board as it was told last; None of one that is not to be shown."""
        with self.request() as book:
            kept = {one.id: one for one in wallboards.wallboards(book.storage)} if keys else {}
            return {
                key: wallboards.figures(book, self.board, kept[key]) if key in kept else None
                for key in keys
            }

    def board_listed(self, queue_id: str, which: Listed) -> BoardListed:
        """The interactions of a queue behind a figure; none of an unknown one."""
        with self.request() as book:
            return board_lines.listed(book, queue_id, which)
