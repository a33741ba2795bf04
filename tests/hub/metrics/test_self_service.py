"""Containment: the specification's worked example, and its edges."""

from msgspec.structs import replace

from agent_desktop.hub.metrics.definitions import figure
from agent_desktop.hub.metrics.self_service import DEFINITIONS, share
from agent_desktop.hub.metrics.sums import Sums
from agent_desktop.model.figures import OF_SELF_SERVICE
from agent_desktop.model.self_service import RETURN_MS, Ended, SelfService
from agent_desktop.model.work import Channel

LATER = 10 * RETURN_MS
DONE = SelfService(id="one", channel=Channel.VOICE, began_at=0, ended=Ended.DONE, ended_at=0)


def of(how: Ended, again_at: int | None = None) -> SelfService:
    """A talk that ended so."""
    return replace(DONE, ended=how, again_at=again_at)


def sums_of(*talks: SelfService, now: int = LATER) -> dict[str, int]:
    """What is counted of them."""
    sums = Sums()
    for one in talks:
        sums.more(share(one, now))
    return sums.made()


def shown(sums: dict[str, int]) -> dict[str, float | None]:
    """The figures."""
    return {one.name: figure(one, sums) for one in DEFINITIONS}


def test_eight_hundred_of_a_thousand() -> None:
    """200 were handed off; of the others 40 left, 30 failed, 30 came after hours, and 60 came again within a day."""
    talks = [of(Ended.HANDED_OFF)] * 200
    talks += [of(Ended.LEFT)] * 40 + [of(Ended.FAILED)] * 30 + [of(Ended.AFTER_HOURS)] * 30
    talks += [of(Ended.DONE, RETURN_MS)] * 60 + [of(Ended.DONE, RETURN_MS + 1)] * 100
    talks += [DONE] * 540
    made = shown(sums_of(*talks))
    assert made["contained"] == 0.8
    assert made["contained_strictly"] == 0.64
    assert [made[f"self_service_{one.value}"] for one in Ended if one] == [700, 200, 40, 30, 30]


def test_strictly_a_talk_counts_when_its_day_is_over() -> None:
    young = shown(sums_of(DONE, now=RETURN_MS - 1))
    assert (young["contained"], young["contained_strictly"]) == (1.0, None)
    assert shown(sums_of(DONE, now=RETURN_MS))["contained_strictly"] == 1.0


def test_without_talks_there_is_no_containment() -> None:
    running = replace(DONE, ended=Ended.NOT_YET, ended_at=None)
    for made in (shown(sums_of()), shown(sums_of(running))):
        assert (made["self_service"], made["contained"], made["contained_strictly"]) == (
            0,
            None,
            None,
        )


def test_every_sum_of_a_definition_is_counted() -> None:
    named = {name for one in DEFINITIONS for name in (*one.numerator, *one.denominator)}
    assert named == set(OF_SELF_SERVICE)
    assert set(sums_of(*(of(one) for one in Ended))) == named
