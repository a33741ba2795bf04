"""Values for random floors: small pools, so that they meet."""

from __future__ import annotations

from hypothesis import strategies as st

from agent_desktop.hub.routing import Blending, Overflow, Profile, QueueDefined, Ring

START = 1_000_000_000
AGENTS = ("ann", "bob", "cid", "dee")
QUEUES = ("orders", "help")
SKILLS = ("german", "billing")
CHANNELS = ("voice", "chat", "email")

agents = st.sampled_from(AGENTS)
queues = st.sampled_from(QUEUES)
channels = st.sampled_from(CHANNELS)
conversations = st.sampled_from(("", "", "dora", "emil"))
skills = st.dictionaries(st.sampled_from(SKILLS), st.integers(0, 3), max_size=2)
points = st.sampled_from((0, 0, 0, 1, 2, 5))
spans = st.sampled_from((1, 500, 5_000, 19_999, 20_000, 30_000, 60_000, 120_000))
several = st.lists(channels, unique=True, max_size=3).map(tuple)
limits = st.fixed_dictionaries(
    {}, optional={"voice": st.integers(0, 2), "chat": st.integers(0, 3), "email": st.integers(0, 2)}
)
rings = st.sampled_from(
    (
        (),
        (),
        (Ring(0, "german"),),
        (Ring(5_000, "german"), Ring(30_000, "billing")),
        (Ring(5_000, "german", 1), Ring(20_000, "billing", 0), Ring(60_000, "german")),
    )
)
steps = st.builds(
    Overflow,
    step=st.sampled_from(
        ("add_queue", "add_queue", "drop_skill", "message", "callback", "voicemail", "close")
    ),
    target=st.sampled_from((*QUEUES, *SKILLS)),
    after_ms=st.sampled_from((0, 500, 5_000, 30_000, 60_000)),
    expected_ms=st.sampled_from((None, None, 0, 60_000, 300_000)),
) | st.builds(
    Overflow,
    step=st.sampled_from(("add_queue", "message")),
    target=queues,
    expected_ms=st.sampled_from((0, 60_000, 300_000)),
)
overflows = st.just(()) | st.lists(steps, max_size=3).map(tuple)
several_agents = st.lists(agents, unique=True, max_size=2).map(tuple)
definitions = st.builds(
    QueueDefined,
    id=queues,
    weight=points,
    priority=points,
    skills=skills,
    offer_ms=st.sampled_from(({}, {"chat": 5_000})),
    wrap_up_ms=st.sampled_from((0, 0, 10_000, None)),
    max_waiting=st.sampled_from((None, None, 0, 1, 3)),
    sticky_ms=st.sampled_from((0, 5_000, 60_000)),
    pick=st.sampled_from(("idle", "best")),
    rings=rings,
)
profiles = st.builds(
    Profile,
    queues=st.lists(queues, unique=True, max_size=2).map(tuple),
    channels=limits,
    skills=skills,
    units=st.sampled_from((100, 100, 66, 10, 250)),
    blending=st.builds(
        Blending, others_while_exclusive=st.booleans(), exclusive_while_others=st.booleans()
    ),
)
capable = st.builds(
    Profile,
    queues=st.just(QUEUES),
    channels=st.just({"voice": 1, "chat": 3, "email": 2}),
    skills=st.just({"german": 3, "billing": 3}),
    units=st.sampled_from((100, 200)),
)
