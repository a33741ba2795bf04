"""The figures of a hub, for who leads. Promises the hub's own numbers: nothing is counted here."""

from typing import TYPE_CHECKING, Final

from agent_desktop.model.figure_questions import FigureNames, FigureQuestion
from agent_desktop.model.figures import Figures

if TYPE_CHECKING:
    from agent_desktop.connectors.hub.door import Door

_FIGURES: Final = "/v1/figures"


async def read_figures(door: "Door", token: str, asked: FigureQuestion) -> Figures:
    """The figures that are asked for."""
    return await door.get(_FIGURES, Figures, token, **_query(asked))


async def read_names(door: "Door", token: str) -> FigureNames:
    """What figures can be about."""
    return await door.get(f"{_FIGURES}/names", FigureNames, token)


def _query(asked: FigureQuestion) -> dict[str, str]:
    made = {"by": asked.by or "", "every": asked.every.value}
    if asked.period is not None:
        made["period"] = asked.period.value
    else:
        made["days"] = str(asked.count)
        if asked.first is not None:
            made["from"] = asked.first.isoformat()
    narrowed = {
        "queue": asked.queue_id,
        "channel": asked.channel or "",
        "entry_point": asked.entry_point_id,
        "team": asked.team_id,
        "agent": asked.agent_id,
    }
    return made | {name: value for name, value in narrowed.items() if value}
