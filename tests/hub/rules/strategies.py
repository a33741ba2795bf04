"""Rules as an administrator, or nobody in their right mind, could write them."""

from enum import StrEnum
from typing import TypeVar

from hypothesis import strategies as st

from agent_desktop.model.rules import AfterHours, Band, Hour, Overflow, Relaxed, Rule, Step
from agent_desktop.model.work import Channel

IDS = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_-]{0,10}", fullmatch=True)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
TIMES = st.integers(0, 2**40)
NUMBERS = st.integers(-(10**9), 10**9)
LISTS = st.lists(TEXTS, max_size=3).map(tuple)


E = TypeVar("E", bound=StrEnum)


def _some(kind: type[E]) -> st.SearchStrategy[tuple[E, ...]]:
    return st.lists(st.sampled_from(list(kind)), max_size=3).map(tuple)


@st.composite
def overflows(draw: st.DrawFn) -> Overflow:
    step = draw(st.sampled_from(Step))
    targeted = step in (Step.DROP_SKILL, Step.ADD_QUEUE, Step.MESSAGE)
    target = draw(TEXTS) if targeted else ""
    if draw(st.booleans()):
        return Overflow(step=step, target=target, after_ms=draw(TIMES))
    return Overflow(step=step, target=target, expected_ms=draw(TIMES))


RULES = st.builds(
    Rule,
    id=IDS,
    name=st.text(max_size=10),
    note=st.text(max_size=20),
    paused=st.booleans(),
    channels=_some(Channel),
    entry_points=LISTS,
    queues=LISTS,
    addresses=LISTS,
    countries=LISTS,
    languages=LISTS,
    bands=_some(Band),
    vip=st.none() | st.booleans(),
    tags=LISTS,
    words=LISTS,
    calendar=st.just("") | TEXTS,
    hour=st.sampled_from(Hour),
    waiting=st.none() | NUMBERS,
    queue=st.just("") | TEXTS,
    skills=st.dictionaries(TEXTS, NUMBERS, max_size=3),
    relaxed=st.lists(
        st.builds(Relaxed, skill=TEXTS, after_ms=TIMES, level=st.none() | NUMBERS), max_size=3
    ).map(tuple),
    points=st.none() | NUMBERS,
    agents=LISTS,
    same_agent=st.none() | st.booleans(),
    reserve_ms=st.none() | TIMES,
    strict=st.none() | NUMBERS,
    overflow=st.lists(overflows(), max_size=3).map(tuple),
    tag=st.just("") | TEXTS,
    message=st.just("") | TEXTS,
    after_hours=st.none() | st.sampled_from(AfterHours),
    opens=st.just("") | TEXTS,
    go_on=st.booleans(),
)
