"""What every `Administration` tells of its audit trail."""

from agent_desktop.model.administration import Topic
from agent_desktop.model.administration_audit import AuditTrail, CheckTrail
from tests.contracts.administration.suite_calls import Enter
from tests.contracts.asynchronous import asynchronous


class AuditContract:
    """The trail is read and judged."""

    @asynchronous
    async def test_the_trail_is_whole_and_its_newest_entry_first(self, enter: Enter) -> None:
        async with enter() as port:
            kept = await port.read(Topic.AUDIT)
            assert isinstance(kept, AuditTrail)
            numbers = [int(one.id) for one in kept.lines]
            assert numbers == sorted(numbers, reverse=True)
            assert await port.carry_out(CheckTrail()) == ()
