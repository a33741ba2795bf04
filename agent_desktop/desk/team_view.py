"""What the window may read of the desk about the team: for leads and administrators. A part of `desk.api`."""

from collections.abc import Sequence
from typing import Protocol

from agent_desktop.desk.administration_state import Administration
from agent_desktop.desk.board_state import Board
from agent_desktop.desk.figures_state import FiguresState
from agent_desktop.desk.guidance_state import Guidance
from agent_desktop.desk.reports_state import ReportsState
from agent_desktop.model.people import Customer


class TeamView(Protocol):
    """The part of the reading side that is about the team as a whole."""

    @property
    def guidance(self) -> Guidance:
        """Acts of leading, hints and announcements."""

    @property
    def board(self) -> Board:
        """The live board, as far as it is followed."""

    @property
    def figures(self) -> FiguresState:
        """The figures that were asked for."""

    @property
    def reports(self) -> ReportsState:
        """The report that was asked for."""

    def find_customers(self, words: str, limit: int) -> Sequence[Customer]:
        """Cached customers whose name, organisation or any address fits, the best known first."""

    @property
    def administration(self) -> Administration:
        """What is known of the team's settings, and how orders about them stand."""
