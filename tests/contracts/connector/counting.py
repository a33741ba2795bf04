"""The exercise of figures."""

from agent_desktop.model.figure_questions import By, FigureQuestion, Period
from agent_desktop.model.manifest import Capability
from tests.contracts.connector.backend import Backend
from tests.contracts.connector.capabilities import Exercise
from tests.contracts.connector.watched import Watched


async def _figures(backend: Backend, watched: Watched) -> None:
    """Figures can be had by everything that rows are told apart by, each with its definition."""
    names = await watched.session.figure_names()
    for by in By:
        made = await watched.session.figures(FigureQuestion(period=Period.LAST_WEEK, by=by))
        assert made.zone == names.zone
        assert {one.name for one in made.definitions} == set(made.total.figures)
        assert made.from_at < made.until_at


EXERCISES: dict[Capability, Exercise] = {Capability.FIGURES: _figures}
