"""What every `Administration` keeps of calls: numbers, menus, hours, prompts, waiting, the house."""

import io
import math
import struct
import wave
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import TypeAlias

import pytest
from msgspec.structs import replace

from agent_desktop.model.administration import (
    KeepQueue,
    QueueRules,
    Topic,
)
from agent_desktop.model.administration_calls import (
    CallMenu,
    CallNumber,
    CallRules,
    Destination,
    Goal,
    KeepCallMenu,
    KeepCallNumber,
    KeepHouseCalls,
    KeepQueueCalls,
    OpenHours,
    QueueCalls,
    RemoveCallMenu,
    RemoveCallNumber,
)
from agent_desktop.model.administration_prompts import (
    KeepPrompt,
    Prompt,
    Prompts,
    PromptWish,
    RemovePrompt,
)
from agent_desktop.model.base import new_id
from agent_desktop.model.calendars import Calendar, KeepCalendar, RemoveCalendar
from agent_desktop.model.errors import DeskError, Problem
from agent_desktop.model.ports import Administration
from tests.contracts.asynchronous import asynchronous

NO_LETTERS = str.maketrans("abcdef", "123456")
Enter: TypeAlias = Callable[[], AbstractAsyncContextManager[Administration]]


async def calls(port: Administration) -> CallRules:
    """What happens to calls."""
    kept = await port.read(Topic.WAITING)
    assert isinstance(kept, CallRules)
    assert kept == await port.read(Topic.NUMBERS) == await port.read(Topic.MENUS)
    return kept


async def refusal(asked: Awaitable[object]) -> Problem:
    """Why it was refused."""
    with pytest.raises(DeskError) as caught:
        await asked
    return caught.value.problem


def a_sound() -> bytes:
    """Half a second of a WAV file."""
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8_000)
        values = (round(9_000 * math.sin(0.3 * at)) for at in range(4_000))
        file.writeframes(b"".join(struct.pack("<h", one) for one in values))
    return out.getvalue()


class CallsContract:
    """The part of the contract that is about calls."""

    @asynchronous
    async def test_numbers_and_menus_are_kept_and_what_is_led_to_stays(self, enter: Enter) -> None:
        async with enter() as port:
            to_support = Destination(goal=Goal.QUEUE, target="support")
            menu = CallMenu(
                id=f"Menu {new_id()}",
                prompt="menu_practice",
                choices={
                    "1": replace(to_support, skills={"German": 3}, priority=2),
                    "2": Destination(goal=Goal.VOICEMAIL, target="support"),
                    "0": Destination(goal=Goal.NUMBER, target="+49301234567"),
                    "9": Destination(goal=Goal.REPEAT),
                    "#": Destination(goal=Goal.GOODBYE, target="goodbye"),
                },
                on_fail=to_support,
                timeout_ms=9_000,
                wrong_limit=1,
                silent_limit=0,
            )
            await port.carry_out(KeepCallMenu(menu=menu))
            fresh = f"+49{new_id()[:9].translate(NO_LETTERS)}"
            number = CallNumber(
                id=f"Sales {new_id()}",
                numbers=(fresh, f"{fresh}1*"),
                language="de",
                greeting="welcome",
                menu=menu.id,
                then=to_support,
            )
            await port.carry_out(KeepCallNumber(number=number))
            rules = await calls(port)
            assert menu in rules.menus
            assert number in rules.numbers
            problem = await refusal(port.carry_out(RemoveCallMenu(menu_id=menu.id)))
            assert (problem.code, "leads" in problem.message) == ("refused", True)
            taken = replace(number, id="Another", numbers=(fresh,))
            problem = await refusal(port.carry_out(KeepCallNumber(number=taken)))
            assert problem.field == "numbers"
            alone = KeepCallNumber(number=replace(number, menu=""), before=number)
            await port.carry_out(alone)
            assert (await refusal(port.carry_out(alone))).code == "conflict"
            await port.carry_out(RemoveCallMenu(menu_id=menu.id))
            await port.carry_out(RemoveCallNumber(number_id=number.id))
            rules = await calls(port)
            assert menu.id not in [one.id for one in rules.menus]
            assert number.id not in [one.id for one in rules.numbers]

    @asynchronous
    async def test_the_house_has_a_country_and_numbers_that_are_seen(self, enter: Enter) -> None:
        async with enter() as port:
            queue = QueueRules(id=new_id(), name="Shown")
            await port.carry_out(KeepQueue(queue=queue))
            before = (await calls(port)).house
            wish = replace(
                before,
                region="AT",
                caller_id="+431234567",
                caller_ids={queue.id: "+431234568"},
                internal_digits=3,
                internal_by_trunk=True,
                emergency=("112", "144"),
                emergency_caller_id="+431234567",
                payment_pages=("till *", "card office"),
                tell_listening=False,
            )
            order = KeepHouseCalls(house=wish, before=before)
            await port.carry_out(order)
            kept = (await calls(port)).house
            assert kept == replace(wish, region_used="AT")
            assert (await refusal(port.carry_out(order))).code == "conflict"
            unknown = KeepHouseCalls(house=replace(kept, region="AQ"), before=kept)
            assert (await refusal(port.carry_out(unknown))).field == "region"
            nobody = replace(kept, caller_ids={})
            await port.carry_out(KeepHouseCalls(house=nobody, before=kept))
            kept = (await calls(port)).house
            assert kept == nobody
            await port.carry_out(KeepHouseCalls(house=before, before=kept))

    @asynchronous
    async def test_a_number_is_closed_at_times(self, enter: Enter) -> None:
        async with enter() as port:
            week = (OpenHours(weekday=0, opens=540, closes=1020),)
            office = Calendar(id=f"c{new_id()}", name="Office", zone="Europe/Berlin", hours=week)
            await port.carry_out(KeepCalendar(calendar=office))
            number = CallNumber(
                id=f"Hours {new_id()}",
                calendar=office.id,
                closed_prompt="goodbye",
                closed=Destination(goal=Goal.VOICEMAIL, target="support"),
            )
            await port.carry_out(KeepCallNumber(number=number))
            rules = {one.id: one for one in (await calls(port)).numbers}
            assert rules[number.id] == number
            await refusal(port.carry_out(RemoveCalendar(calendar_id=office.id)))
            nowhere = KeepCallNumber(number=replace(number, calendar="gone"), before=number)
            assert (await refusal(port.carry_out(nowhere))).field == "calendar"
            await port.carry_out(RemoveCallNumber(number_id=number.id))
            await port.carry_out(RemoveCalendar(calendar_id=office.id))

    @asynchronous
    async def test_prompts_are_replaced_and_taken_back(self, enter: Enter, tmp_path: Path) -> None:
        async with enter() as port:

            async def kept() -> dict[str, Prompt]:
                known = await port.read(Topic.PROMPTS)
                assert isinstance(known, Prompts)
                return {one.id: one for one in known.prompts}

            shipped = (await kept())["de/welcome"]
            assert (shipped.own, shipped.shipped, bool(shipped.text)) == (False, True, True)
            good, bad = tmp_path / "good.wav", tmp_path / "bad.wav"
            good.write_bytes(a_sound())
            bad.write_bytes(b"no sound at all")
            for file in (bad, tmp_path / "none.wav"):
                wrong = replace(shipped, wish=PromptWish(file=str(file)))
                problem = await refusal(port.carry_out(KeepPrompt(prompt=wrong, before=shipped)))
                assert (problem.code, problem.field) == ("refused", "wish")
            wish = replace(shipped, wish=PromptWish(file=str(good)))
            order = KeepPrompt(prompt=wish, before=shipped)
            await port.carry_out(order)
            own = (await kept())["de/welcome"]
            assert (own.own, own.shipped, own.text) == (True, True, shipped.text)
            assert own.sound is not None
            assert own.sound != shipped.sound
            assert own.wish == PromptWish()
            assert (await refusal(port.carry_out(order))).code == "conflict"
            await port.carry_out(RemovePrompt(name="welcome", language="de"))
            assert (await kept())["de/welcome"] == shipped
            fresh = Prompt(name="hello", wish=PromptWish(file=str(good)))
            await port.carry_out(KeepPrompt(prompt=fresh))
            assert not (await kept())["/hello"].shipped
            await port.carry_out(RemovePrompt(name="hello", language=""))
            assert "/hello" not in await kept()

    @asynchronous
    async def test_what_a_queue_is_by_telephone(self, enter: Enter) -> None:
        async with enter() as port:
            queue = QueueRules(id=new_id(), name="Calls")
            await port.carry_out(KeepQueue(queue=queue))

            async def kept() -> QueueCalls:
                return next(one for one in (await calls(port)).queues if one.id == queue.id)

            usual = await kept()
            assert usual == QueueCalls(id=queue.id, name="Calls")
            wish = replace(
                usual,
                music="music/calm",
                first_ms=5_000,
                every_ms=45_000,
                callback=True,
                callback_after_ms=90_000,
                overflow_ms=300_000,
                recording="all",
                by_hand=True,
                pause_allowed=False,
                keep_days=None,
                agents_gone="requeue",
            )
            await port.carry_out(KeepQueueCalls(queue=wish, before=usual))
            assert await kept() == wish
            quiet = replace(wish, announced=False, callback=False, keep_days=30)
            await port.carry_out(KeepQueueCalls(queue=quiet, before=wish))
            said = await kept()
            assert (said.announced, said.callback, said.keep_days) == (False, False, 30)
            late = KeepQueueCalls(queue=wish, before=wish)
            assert (await refusal(port.carry_out(late))).code == "conflict"
