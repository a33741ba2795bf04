"""What every `Administration` keeps of who may be written to."""

from msgspec.structs import replace

from agent_desktop.model.administration import Topic
from agent_desktop.model.administration_consents import AddressConsent, Consents, RecordConsent
from agent_desktop.model.people import AddressKind
from agent_desktop.model.ports import Administration
from tests.contracts.administration.suite_calls import Enter, refusal
from tests.contracts.asynchronous import asynchronous

PHONE = AddressConsent(
    kind=AddressKind.PHONE, address="+33612489017", reason="Said so by telephone"
)


async def listed(port: Administration) -> tuple[AddressConsent, ...]:
    """All that is kept."""
    kept = await port.read(Topic.CONSENTS)
    assert isinstance(kept, Consents)
    return kept.addresses


async def of_phone(port: Administration) -> list[AddressConsent]:
    """What is kept of one number."""
    return [one for one in await listed(port) if one.address == PHONE.address]


class ConsentsContract:
    """The part of the contract that is about consents."""

    @asynchronous
    async def test_each_word_stays_and_the_newest_counts(self, enter: Enter) -> None:
        async with enter() as port:
            assert await of_phone(port) == []
            await port.carry_out(RecordConsent(consent=PHONE))
            (first,) = await of_phone(port)
            assert (first.address, first.given, first.reason) == (PHONE.address, False, "")
            assert [one.words for one in first.said] == [PHONE.reason]
            again = replace(first, given=True, reason="Came by and asked")
            await port.carry_out(RecordConsent(consent=again, before=first))
            (second,) = await of_phone(port)
            assert [(one.given, one.words) for one in second.said] == [
                (True, "Came by and asked"),
                (False, PHONE.reason),
            ]
            assert second.given
            late = RecordConsent(consent=again, before=first)
            assert (await refusal(port.carry_out(late))).code == "conflict"

    @asynchronous
    async def test_an_address_is_found_by_what_is_known_of_it(self, enter: Enter) -> None:
        async with enter() as port:
            phone = replace(PHONE, address="+4930901820", reason="Told at the counter")
            mail = replace(phone, kind=AddressKind.EMAIL, address="zo_e@example.org", reason="Met")
            for wish in (phone, mail):
                await port.carry_out(RecordConsent(consent=wish))
            for words, found in (
                ("4930901", [phone.address]),
                ("COUNTER told", [phone.address]),
                ("o_e@", [mail.address]),
                ("zoXe", []),
                ("met 4930901", []),
            ):
                kept = await port.read(Topic.CONSENTS, words)
                assert isinstance(kept, Consents)
                assert sorted(one.address for one in kept.addresses) == found, words
                assert kept.more == 0
            assert {phone.address, mail.address} <= {one.address for one in await listed(port)}
            kept = await port.read(Topic.CONSENTS, "  ")
            assert kept == await port.read(Topic.CONSENTS), "no words find all"

    @asynchronous
    async def test_nothing_is_recorded_without_a_reason_or_a_country(self, enter: Enter) -> None:
        async with enter() as port:
            before = await listed(port)
            for wish, field in (
                (replace(PHONE, reason=" "), "reason"),
                (replace(PHONE, address="0612489017"), "address"),
            ):
                problem = await refusal(port.carry_out(RecordConsent(consent=wish)))
                assert (problem.code, problem.field) == ("refused", field)
            assert await listed(port) == before
