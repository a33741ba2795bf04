"""Under which headings the administrator's pages stand at the side.

Promises every topic under exactly one heading, and the same order whichever of them an account may see.
"""

from collections.abc import Collection

from agent_desktop.model.administration import Topic
from agent_desktop.ui.words import later, tr

_GROUPS: tuple[tuple[str, tuple[Topic, ...]], ...] = (
    (later("The team"), (Topic.PEOPLE, Topic.TEAMS, Topic.SHIFTS)),
    (
        later("Routing"),
        (Topic.QUEUES, Topic.ROUTING, Topic.VERSIONS, Topic.CALENDARS),
    ),
    (
        later("Conversations"),
        (Topic.OUTCOMES, Topic.REPLIES, Topic.SURVEYS, Topic.CONSENTS),
    ),
    (
        later("Supervision"),
        (Topic.ALERTS, Topic.FIGURES, Topic.WALLBOARDS, Topic.REPORTS),
    ),
    (later("Messages"), (Topic.WEBSITES, Topic.NETWORKS, Topic.JOINING)),
    (
        later("Telephone"),
        (
            *(Topic.HOUSE, Topic.TRUNKS, Topic.NUMBERS, Topic.MENUS),
            *(Topic.WAITING, Topic.PROMPTS, Topic.FIREWALLS),
        ),
    ),
    (later("Security"), (Topic.SCANNER, Topic.QUARANTINE, Topic.AUDIT)),
)


def grouped(topics: Collection[Topic]) -> list[tuple[Topic, str]]:
    """These topics in the order of the side, each with its heading."""
    return [(one, tr(heading)) for heading, group in _GROUPS for one in group if one in topics]
