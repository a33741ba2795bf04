"""What every `Administration` keeps of where messages go."""

import pytest

from agent_desktop.model.administration import Topic
from agent_desktop.model.joining import DAY_MS, Joining, KeepJoining
from agent_desktop.model.ports import Administration
from agent_desktop.model.work import Channel
from tests.contracts.administration.suite_calls import Enter, refusal
from tests.contracts.asynchronous import asynchronous


async def rules(port: Administration) -> Joining:
    """What is kept."""
    kept = await port.read(Topic.JOINING)
    assert isinstance(kept, Joining)
    return kept


class JoiningContract:
    """The rules of the house."""

    @asynchronous
    async def test_the_house_says_how_long_conversations_go_on(self, enter: Enter) -> None:
        async with enter() as port:
            before = await rules(port)
            wish = Joining(
                reopen_ms={Channel.EMAIL: 2 * DAY_MS, Channel.SMS: 0},
                answer_ms=90 * DAY_MS,
                subject_ms=0,
                orders=("AB-######",),
            )
            order = KeepJoining(joining=wish, before=before)
            await port.carry_out(order)
            assert await rules(port) == wish
            assert (await refusal(port.carry_out(order))).code == "conflict"
            await port.carry_out(KeepJoining(joining=before, before=wish))
            assert await rules(port) == before

    @pytest.mark.parametrize(
        ("wish", "field"),
        [
            (Joining(answer_ms=400 * DAY_MS), "answer_ms"),
            (Joining(reopen_ms={Channel.SMS: -1}), "reopen_ms"),
            (Joining(orders=("##",)), "orders"),
        ],
    )
    @asynchronous
    async def test_rules_without_sense_name_the_field(
        self, enter: Enter, wish: Joining, field: str
    ) -> None:
        async with enter() as port:
            order = KeepJoining(joining=wish, before=await rules(port))
            problem = await refusal(port.carry_out(order))
            assert (problem.code, problem.field) == ("refused", field)
