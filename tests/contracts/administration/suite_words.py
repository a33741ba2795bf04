"""What every `Administration` keeps of outcomes, saved replies and the chats of websites."""

import pytest
from msgspec.structs import replace

from agent_desktop.model.administration import Order, Topic
from agent_desktop.model.administration_words import (
    KeepOutcome,
    KeepReply,
    KeepWebsite,
    OrderOutcomes,
    OrderReplies,
    Outcomes,
    PauseWebsite,
    RemoveOutcome,
    RemoveReply,
    RemoveWebsite,
    Replies,
    Website,
    Websites,
)
from agent_desktop.model.base import new_id
from agent_desktop.model.ports import Administration
from agent_desktop.model.work import Disposition, SavedReply
from tests.contracts.administration.suite_calls import Enter, refusal
from tests.contracts.asynchronous import asynchronous

SITE = Website(id="", name="Shop", title="Halden Home", queue_id="support")
OUTCOME = Disposition(code="sent", label="Sent")


async def outcomes(port: Administration) -> dict[str, Disposition]:
    """Every outcome, in its order."""
    kept = await port.read(Topic.OUTCOMES)
    assert isinstance(kept, Outcomes)
    return {one.code: one for one in kept.outcomes}


async def replies(port: Administration) -> dict[str, SavedReply]:
    """Every prepared text, in its order."""
    kept = await port.read(Topic.REPLIES)
    assert isinstance(kept, Replies)
    return {one.shortcut: one for one in kept.replies}


async def websites(port: Administration) -> dict[str, Website]:
    """Every website's chat."""
    kept = await port.read(Topic.WEBSITES)
    assert isinstance(kept, Websites)
    assert kept.hub.startswith("http")
    return {one.id: one for one in kept.websites}


class WordsContract:
    """The part of the contract that is about these."""

    @asynchronous
    async def test_an_outcome_is_kept_in_its_place_and_retired(self, enter: Enter) -> None:
        async with enter() as port:
            wish = Disposition(code=new_id(), label="Sent", group="Solved", queue_id="support")
            await port.carry_out(KeepOutcome(outcome=wish))
            known = await outcomes(port)
            assert list(known)[-1] == wish.code, "what is new stands last"
            assert known[wish.code] == wish
            first = next(iter(known.values()))
            changed = replace(first, label="Another word", queue_id="")
            order = KeepOutcome(outcome=changed, before=first)
            await port.carry_out(order)
            now = await outcomes(port)
            assert list(now) == list(known), "what is changed keeps its place"
            assert now[first.code] == changed
            assert (await refusal(port.carry_out(order))).code == "conflict"
            again = KeepOutcome(outcome=wish)
            assert (await refusal(port.carry_out(again))).code == "conflict"
            await port.carry_out(RemoveOutcome(code=wish.code))
            assert wish.code not in await outcomes(port)

    @asynchronous
    async def test_the_last_outcome_of_a_queue_stays(self, enter: Enter) -> None:
        async with enter() as port:
            known = await outcomes(port)
            problem = None
            for code in known:
                if len(await outcomes(port)) == 1:
                    problem = await refusal(port.carry_out(RemoveOutcome(code=code)))
                else:
                    await port.carry_out(RemoveOutcome(code=code))
            assert problem is not None
            assert problem.code == "refused"
            assert "Support" in problem.message
            for one in known.values():  # the backend may be another test's, too
                if one.code not in await outcomes(port):
                    await port.carry_out(KeepOutcome(outcome=one))

    @asynchronous
    async def test_a_saved_reply_is_kept_in_its_place_and_forgotten(self, enter: Enter) -> None:
        async with enter() as port:
            text = "Good day,\n\nthank you for “waiting”.\n"
            wish = SavedReply(shortcut=f"thanks-{new_id()}", title="Thanks", text=text)
            await port.carry_out(KeepReply(reply=wish))
            known = await replies(port)
            assert list(known)[-1] == wish.shortcut
            assert known[wish.shortcut] == wish
            first = next(iter(known.values()))
            order = KeepReply(reply=replace(first, text="Otherwise"), before=first)
            await port.carry_out(order)
            assert list(await replies(port)) == list(known)
            assert (await refusal(port.carry_out(order))).code == "conflict"
            taken = await refusal(port.carry_out(KeepReply(reply=wish)))
            assert (taken.code, taken.field) == ("conflict", "shortcut")
            await port.carry_out(RemoveReply(shortcut=wish.shortcut))
            assert wish.shortcut not in await replies(port)

    @asynchronous
    async def test_a_website_is_kept_as_it_was_ordered(self, enter: Enter) -> None:
        async with enter() as port:
            origins = ("https://www.example.com", "https://shop.example.com:8443")
            wish = replace(SITE, id=new_id(), origins=origins, require_identity=True)
            await port.carry_out(KeepWebsite(website=wish))
            known = (await websites(port))[wish.id]
            assert known == wish
            order = KeepWebsite(website=replace(known, title="Other"), before=known)
            await port.carry_out(order)
            assert (await websites(port))[wish.id].title == "Other"
            assert (await refusal(port.carry_out(order))).code == "conflict"

    @asynchronous
    async def test_a_website_is_paused_and_removed(self, enter: Enter) -> None:
        async with enter() as port:
            wish = replace(SITE, id=new_id())
            await port.carry_out(KeepWebsite(website=wish))
            await port.carry_out(PauseWebsite(website_id=wish.id, paused=True))
            known = (await websites(port))[wish.id]
            assert known == replace(wish, paused=True)
            # A form that was opened before the pause is no conflict, and ends none.
            await port.carry_out(KeepWebsite(website=replace(wish, title="Other"), before=wish))
            known = (await websites(port))[wish.id]
            assert (known.title, known.paused) == ("Other", True)
            await port.carry_out(PauseWebsite(website_id=wish.id, paused=False))
            assert not (await websites(port))[wish.id].paused
            await port.carry_out(RemoveWebsite(website_id=wish.id))
            assert wish.id not in await websites(port)

    @asynchronous
    async def test_outcomes_and_replies_are_put_in_order(self, enter: Enter) -> None:
        async with enter() as port:
            await port.carry_out(KeepOutcome(outcome=replace(OUTCOME, code=new_id())))
            reply = SavedReply(shortcut=new_id(), title="Thanks", text="Thank you")
            await port.carry_out(KeepReply(reply=reply))
            codes, texts = tuple(await outcomes(port)), tuple(await replies(port))
            turned = OrderOutcomes(codes=codes[::-1], before=codes)
            await port.carry_out(turned)
            await port.carry_out(OrderReplies(shortcuts=texts[::-1], before=texts))
            assert tuple(await outcomes(port)) == codes[::-1]
            assert tuple(await replies(port)) == texts[::-1]
            assert (await refusal(port.carry_out(turned))).code == "conflict"
            late = OrderReplies(shortcuts=texts, before=texts)
            assert (await refusal(port.carry_out(late))).code == "conflict"
            await port.carry_out(OrderOutcomes(codes=codes, before=codes[::-1]))
            await port.carry_out(OrderReplies(shortcuts=texts, before=texts[::-1]))
            await port.carry_out(RemoveReply(shortcut=reply.shortcut))
            await port.carry_out(RemoveOutcome(code=codes[-1]))

    @pytest.mark.parametrize(
        ("order", "field"),
        [
            (KeepOutcome(outcome=replace(OUTCOME, label="")), "label"),
            (KeepOutcome(outcome=replace(OUTCOME, queue_id="nowhere")), "queue_id"),
            (KeepReply(reply=SavedReply(shortcut="a b", title="T", text="T")), "shortcut"),
            (KeepReply(reply=SavedReply(shortcut="ab", title="", text="T")), "title"),
            (KeepReply(reply=SavedReply(shortcut="ab", title="T", text="")), "text"),
            (KeepWebsite(website=replace(SITE, id="s", name="")), "name"),
            (KeepWebsite(website=replace(SITE, id="s", queue_id="nowhere")), "queue_id"),
            (KeepWebsite(website=replace(SITE, id="s", origins=("shop",))), "origins"),
        ],
        ids=lambda one: one if isinstance(one, str) else type(one).__name__,
    )
    @asynchronous
    async def test_a_refusal_of_words_names_the_field(
        self, enter: Enter, order: Order, field: str
    ) -> None:
        async with enter() as port:
            problem = await refusal(port.carry_out(order))
            assert (problem.code, problem.field) == ("refused", field)
            assert problem.message
            if field == "origins":
                assert "“shop”" in problem.message
