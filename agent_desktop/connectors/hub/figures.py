"""The figures of a hub, for who leads. Promises the hub's own numbers: nothing is counted here."""

from typing import TYPE_CHECKING, Final, TypeVar

from agent_desktop.model.base import Record
from agent_desktop.model.behind import Behind, BehindQuestion
from agent_desktop.model.errors import Unsupported
from agent_desktop.model.figure_questions import FigureNames, FigureQuestion
from agent_desktop.model.figures import Figures
from agent_desktop.model.manifest import Capability, Manifest

if TYPE_CHECKING:
    from agent_desktop.connectors.hub.door import Door

R = TypeVar("R", bound=Record)
_FIGURES: Final = "/v1/figures"
_ALSO: Final = "issues,self_service"


class FigureReads:
    """The part of a session that reads figures: see `Session`."""

    _door: "Door"
    _token: str
    _manifest: Manifest

    async def figures(self, asked: FigureQuestion) -> Figures:
        """See `Session`."""
        return await self._read_figures(_FIGURES, Figures, _query(asked))

    async def figure_names(self) -> FigureNames:
        """See `Session`."""
        return await self._read_figures(f"{_FIGURES}/names", FigureNames, {})

    async def figure_behind(self, asked: BehindQuestion, after: str) -> Behind:
        """See `Session`."""
        query = _query_behind(asked) | ({"after": after} if after else {})
        return await self._read_figures(f"{_FIGURES}/behind", Behind, query)

    async def _read_figures(self, path: str, kind: type[R], query: dict[str, str]) -> R:
        if not self._manifest.can(Capability.FIGURES):
            raise Unsupported("This account may not see figures.", remedy="Ask your administrator.")
        return await self._door.get(path, kind, self._token, **query)


def _query_behind(asked: BehindQuestion) -> dict[str, str]:
    made = _query(asked.figures) | {"measure": asked.measure, "which": asked.which.value}
    del made["by"], made["every"], made["also"]
    made |= {by.value: key for by, key in asked.about}
    if asked.since is not None and asked.until is not None:
        made |= {"since": str(asked.since), "until": str(asked.until)}
    if asked.disposition is not None:
        made["disposition"] = asked.disposition
    return made | ({"mostly": asked.mostly} if asked.mostly else {})


def _query(asked: FigureQuestion) -> dict[str, str]:
    made = {"by": asked.by or "", "every": asked.every.value, "also": _ALSO}
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
        "tag": asked.tag,
    }
    return made | {name: value for name, value in narrowed.items() if value}
