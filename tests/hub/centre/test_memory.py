"""What the writer remembers of finished work is bounded, and what it forgot is read again."""

import random
from pathlib import Path

import pytest

from agent_desktop.hub.centre import live
from agent_desktop.hub.storage.threads import KeptConversation
from agent_desktop.model.timeline import Conversation
from agent_desktop.model.work import Channel
from tests.chances import tries
from tests.hub.centre.floor import opened


def test_finished_work_is_forgotten_and_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "MAX_IDLE", 5)
    with opened(tmp_path / "hub.db") as floor:
        floor.furnish()
        floor.arrive("waiting")
        for number in range(40):
            visitor = f"v{number}"
            floor.arrive(visitor)
            floor.centre.leave(visitor)
        remembered = floor.centre._loaded.live
        assert len(remembered.threads) <= 1 + 5
        assert len(remembered.customers) <= 1 + 2 * 5
        assert len(remembered.visitors) <= 1 + 2 * 5
        # neither who waits nor who was forgotten is lost
        assert floor.centre.chat_state("waiting").phase == "waiting"
        floor.centre.say("v0", "again", "Still here")
        said = [one.text for one in floor.centre.chat_items("v0") if one.mine]
        assert said == ["Hello?", "Still here"]
        floor.ready("anna")
        names = [one.customer_name for one in floor.centre.snapshot("anna")[1].offers]
        assert names == ["Waiting", "V0"]


@pytest.mark.parametrize("seed", range(tries(3)))
def test_conversations_of_a_customer_are_found_however_they_come_change_hands_and_go(
    seed: int,
) -> None:
    chance = random.Random(seed)
    threads = live.LiveThreads()
    for number in range(600):
        key, customer = f"t{chance.randrange(30)}", f"c{chance.randrange(5)}"
        shown = Conversation(
            id=key, customer_id=customer, number=number, channel=Channel.CHAT, opened_at=0
        )
        kept = KeptConversation(shown=shown)
        match chance.randrange(4):
            case 0:
                threads[key] = live.LiveThread(kept)
            case 1 if key in threads:
                del threads[key]
            case 2 if key in threads:
                threads.move_to_end(key)
            case _ if key in threads:
                threads[key].kept = kept
        for one in range(5):
            scanned = {
                thread.shown.id
                for thread in threads.values()
                if thread.shown.customer_id == f"c{one}"
            }
            assert {thread.shown.id for thread in threads.of(f"c{one}")} == scanned
