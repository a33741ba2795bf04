"""What every `Administration` keeps of wallboards."""

import secrets

from msgspec.structs import replace

from agent_desktop.model.administration import Topic
from agent_desktop.model.ports import Administration
from agent_desktop.model.wallboards import KeepWallboard, RemoveWallboard, Wallboard, Wallboards
from tests.contracts.administration.suite_calls import Enter, refusal
from tests.contracts.asynchronous import asynchronous

BOARD = Wallboard(id="hall", name="Hall")


async def wallboards(port: Administration) -> tuple[Wallboard, ...]:
    """What is kept, without what the backend alone tells."""
    kept = await port.read(Topic.WALLBOARDS)
    assert isinstance(kept, Wallboards)
    assert kept.hub.startswith("http")
    return tuple(replace(one, owner="", made_at=0) for one in kept.wallboards)


class WallboardsContract:
    """Big screens and their links."""

    @asynchronous
    async def test_a_wallboard_is_made_changed_and_removed(self, enter: Enter) -> None:
        async with enter() as port:
            without = await refusal(port.carry_out(KeepWallboard(wallboard=BOARD)))
            assert (without.code, without.field) == ("refused", "secret")
            order = KeepWallboard(wallboard=BOARD, secret=secrets.token_urlsafe(32))
            await port.carry_out(order)
            assert await wallboards(port) == (BOARD,)
            assert (await refusal(port.carry_out(order))).code == "conflict"
            kept = await port.read(Topic.WALLBOARDS)
            assert isinstance(kept, Wallboards)
            changed = replace(kept.wallboards[0], name="Front hall")
            await port.carry_out(KeepWallboard(wallboard=changed, before=kept.wallboards[0]))
            assert await wallboards(port) == (replace(BOARD, name="Front hall"),)
            await port.carry_out(RemoveWallboard(wallboard_id="hall"))
            assert await wallboards(port) == ()
            gone = await refusal(port.carry_out(RemoveWallboard(wallboard_id="hall")))
            assert gone.code in ("not_found", "refused")
