"""Customers' channels: packed days beside counting by hand, whatever is taken out and put in."""

from collections import Counter as Bag
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from agent_desktop.hub.metrics.preferred import Counter, Preference, digest, packed
from agent_desktop.model.shares import Coming, Key

DAY = 86_400_000
KEYS: tuple[Key, ...] = (
    ("support", "chat", "web", "anna"),
    ("support", "voice", "", ""),
    ("billing", "chat", "web", ""),
    ("billing", "email", "mailbox", "ben"),
)

comings = st.lists(
    st.builds(
        Coming,
        st.sampled_from(("ann", "bob", "cid", "dora", "Ünal \ud800")),
        st.integers(0, 3),
        st.sampled_from(KEYS),
    ),
    max_size=12,
)


def by_hand(found: Sequence[Coming]) -> list[Preference]:
    """The same, customer by customer."""
    mostly: Bag[str] = Bag()
    for customer in {one.customer_id for one in found}:
        mine = [one for one in found if one.customer_id == customer]
        counts = Bag(one.key[1] for one in mine)
        last = {one.key[1]: one.at for one in sorted(mine, key=lambda one: one.at)}
        mostly[min(counts, key=lambda channel: (-counts[channel], -last[channel], channel))] += 1
    made = [
        Preference(channel, mostly[channel], came)
        for channel, came in Bag(one.key[1] for one in found).items()
    ]
    return sorted(made, key=lambda one: (-one.customers, -one.contacts, one.channel))


@given(days=st.lists(comings, max_size=4), into=comings, data=st.data())
def test_days_together_are_what_they_are_by_hand(
    days: list[list[Coming]], into: list[Coming], data: st.DataObject
) -> None:
    days = [
        [one._replace(at=number * DAY + one.at) for one in day] for number, day in enumerate(days)
    ]
    allowed = data.draw(st.sets(st.sampled_from(KEYS)))
    counter = Counter(0, allowed.__contains__)
    rest: list[Coming] = []
    for number, day in enumerate(days):
        out = data.draw(st.lists(st.sampled_from(day), unique_by=id)) if day else []
        more = [one._replace(at=number * DAY + one.at) for one in into]
        counter.add(packed(day), out, more)
        rest += (Bag(day) - Bag(out)).elements()
        rest += more
    assert counter.made() == by_hand([one for one in rest if one.key in allowed])


@given(days=st.lists(comings, min_size=1, max_size=4))
def test_who_comes_most_by_a_channel_is_found_with_the_last_time(days: list[list[Coming]]) -> None:
    counter = Counter(0)
    for number, day in enumerate(days):
        counter.add(packed([one._replace(at=number * DAY + one.at) for one in day]))
    every = [one._replace(at=n * DAY + one.at) for n, day in enumerate(days) for one in day]
    for preference in counter.made():
        found = counter.comers(preference.channel)
        assert len(found.times) == preference.customers
        assert found.times.tolist() == sorted(found.times.tolist(), reverse=True)
        assert {found.names[one] for one in found.channels} <= {preference.channel}
        last = {
            digest(one.customer_id): one.at
            for one in sorted(every, key=lambda one: one.at)
            if one.key[1] == preference.channel
        }
        assert {last[one] for one in found.customers.tolist()} == set(found.times.tolist())
    whole = counter.comers("")
    assert {*whole.customers.tolist()} == {digest(one.customer_id) for one in every}


@given(comings)
def test_a_day_is_packed_the_same_in_whatever_order(day: list[Coming]) -> None:
    assert packed(day) == packed(sorted(day, reverse=True))
