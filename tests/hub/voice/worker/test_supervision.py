"""Who hears whom, by ear: a customer, two agents and a supervisor, each with a tone of their own."""

from pathlib import Path

from agent_desktop.hub.voice import decisions as d
from agent_desktop.hub.voice import inputs as i
from agent_desktop.hub.voice.records import Target
from tests.contracts.asynchronous import asynchronous
from tests.hub.voice.worker.house import DOMAIN, house

CUSTOMER, ANN, BOB, SUE = 440.0, 700.0, 1150.0, 1900.0


@asynchronous
async def test_monitor_whisper_and_barge(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        customer = home.telephone(CUSTOMER)
        ann, bob = await home.agent("ann", ANN), await home.agent("bob", BOB)
        sue = await home.agent("sue", SUE)
        call = await home.talking(customer, "ann")
        tell = home.worker.tell
        tell(i.PartyAdded(call, "ann", Target(kind="agent", id="bob", number=f"sip:bob@{DOMAIN}")))
        await customer.hears_only(ANN, BOB)
        await ann.hears_only(CUSTOMER, BOB)
        await bob.hears_only(CUSTOMER, ANN)

        number = f"sip:sue@{DOMAIN}"
        tell(i.Supervised(call=call, supervisor="sue", mode="monitor", number=number))
        await sue.hears_only(CUSTOMER, ANN, BOB)
        await customer.hears_only(ANN, BOB)
        await ann.hears_only(CUSTOMER, BOB)
        await bob.hears_only(CUSTOMER, ANN)

        tell(i.Supervised(call=call, supervisor="sue", mode="whisper"))
        await ann.hears_only(CUSTOMER, BOB, SUE)
        await sue.hears_only(CUSTOMER, ANN, BOB)
        await customer.hears_only(ANN, BOB)
        await bob.hears_only(CUSTOMER, ANN)

        tell(i.Supervised(call=call, supervisor="sue", mode="barge"))
        await customer.hears_only(ANN, BOB, SUE)
        await ann.hears_only(CUSTOMER, BOB, SUE)
        await bob.hears_only(CUSTOMER, ANN, SUE)
        await sue.hears_only(CUSTOMER, ANN, BOB)

        sue.leave()
        await home.desk.until(d.Noted, lambda one: one.what == "supervision_ended")
        await customer.hears_only(ANN, BOB)


@asynchronous
async def test_a_consultation_is_private_until_it_is_joined(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        customer = home.telephone(CUSTOMER)
        ann, bob = await home.agent("ann", ANN), await home.agent("bob", BOB)
        call = await home.talking(customer, "ann")
        target = Target(kind="agent", id="bob", number=f"sip:bob@{DOMAIN}")
        home.worker.tell(i.ConsultStarted(call, "ann", target, "for-bob"))
        await ann.hears_only(BOB)
        await bob.hears_only(ANN)
        await customer.hears_only()
        assert bob.tokens == ["for-bob"]
        home.worker.tell(i.ConsultCompleted(call, "ann"))
        await customer.hears_only(BOB)
        await bob.hears_only(CUSTOMER)
        assert (await home.desk.until(d.HandedOver)).to == "bob"
