"""What one passage, one offer or any other one adds to a metric: the same sums as everywhere, for one alone.

Promises that what all of them add, above and below, makes the figure; of the longest wait, that those who waited so
long add it and nobody else anything.
"""

from collections.abc import Mapping
from typing import NamedTuple

from agent_desktop.hub.metrics.definitions import total
from agent_desktop.hub.metrics.sums import COMES, Sums, asked
from agent_desktop.model.base import Millis
from agent_desktop.model.behind import Which, is_longest
from agent_desktop.model.figures import Definition, FigureRules
from agent_desktop.model.passages import Passage, PassageOffer


class Adds(NamedTuple):
    """What one adds to what is divided, and to what that is divided by."""

    above: int
    below: int

    def wanted(self, which: Which) -> bool:
        """Whether it counts at all, and as it is asked for."""
        match which:
            case Which.COUNTED:
                return self.above != 0
            case Which.OTHERS:
                return self.above == 0 and self.below != 0
        return self.above != 0 or self.below != 0


def waited(passage: Passage, now: Millis) -> Millis | None:
    """How long somebody waits, or waited; None where nobody did."""
    if passage.came not in COMES:
        return None
    return max(0, (now if passage.left_at is None else passage.left_at) - passage.came_at)


def adds(
    passage: Passage, definition: Definition, rules: FigureRules, now: Millis, longest: Millis
) -> Adds:
    """What a passage adds. `longest` is how long the one waited who waited longest."""
    if is_longest(definition):
        here = waited(passage, now)
        return Adds(longest, 1) if here == longest else Adds(0, 0)
    sums = Sums()
    sums.count(passage, rules, now)
    return of(definition, sums.made())


def offer_adds(offer: PassageOffer, definition: Definition) -> Adds:
    """What an offer adds."""
    return of(definition, asked(offer))


def of(definition: Definition, sums: Mapping[str, int]) -> Adds:
    """What these sums of one add to a metric."""
    above = total(definition.numerator, sums)
    return Adds(above, total(definition.denominator, sums) if definition.denominator else 0)
