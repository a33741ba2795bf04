"""A hub with everything on is killed at every kind of write, at commits and before answers, on either database.

What was committed stays as it was, what was not never happened, and every start from it gives the same state: who
waits, where and since when, who has what, what each page and desk is shown, and what is replayed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from agent_desktop.hub.centre import shifts
from agent_desktop.hub.server.voice_settings import keep_policy
from agent_desktop.hub.storage.settings import EntryPointSettings
from agent_desktop.hub.storage.shift_tables import metadata
from agent_desktop.hub.voice import inputs as i
from agent_desktop.hub.written.records import Sent
from agent_desktop.model.commands import (
    AddNote,
    AnswerOffer,
    ChoosePresence,
    CompleteWrapUp,
    Cursor,
    EditCustomer,
    EndInteraction,
    MergeCustomers,
)
from agent_desktop.model.consulting import AnswerConsult, ConsultWork, HandOverConsult
from agent_desktop.model.errors import DeskError
from agent_desktop.model.people import PresenceState
from agent_desktop.model.rearranging import SplitConversation
from agent_desktop.model.rules import Overflow, Rule, Step
from agent_desktop.model.shifts import Shift, ShiftPart
from agent_desktop.model.supervising import (
    Announce,
    FollowConversation,
    GiveHint,
    RaiseHand,
    SeeAnnouncement,
    TakeOver,
    TransferWork,
)
from agent_desktop.model.surveys import Survey
from agent_desktop.model.work import Blending, Channel
from tests.hub import databases
from tests.hub.centre.call_words import come, take
from tests.hub.centre.crashes import Killed, Points, dump
from tests.hub.centre.floor import AGENTS, QUEUES, Floor
from tests.hub.centre.leading import scopes
from tests.hub.centre.post import LAYLA, PHONE, TEXTS, Post
from tests.hub.centre.telephones import POLICY, Telephones
from tests.hub.centre.test_ruled_machine import waiting
from tests.hub.centre.test_ruling import run

pytestmark = pytest.mark.timeout(300)

ELSEWHERE = {
    "the administrator's pages, one statement each": (
        *("accounts", "attachments", "consent_words", "entry_points", "dispositions"),
        *("memories", "networks", "queues", "report_schedules", "rule_versions"),
        *("saved_replies", "teams", "team_people", "tokens", "tagged"),
    ),
    "sums, which are made anew from passages, shares and talks, and tested so": (
        *("days_by_agent", "days_by_customer", "days_by_tag", "days_due", "days_followed"),
        *("days_followed_made", "days_spent", "days_spent_made", "outcome_days"),
        *("quarters_by_agent", "quarters_by_queue", "quarters_by_tag", "share_days"),
        *("share_days_by_tag", "share_quarters_by_agent", "share_quarters_by_queue"),
        *("share_quarters_by_tag", "shares", "self_service_due", "self_service_quarters"),
    ),
    "the server's own rounds and doors": ("alert_sends", "alerts", "audit"),
    "networks, whose suites give the same news again after a crash": (
        *("consents", "said", "strangers", "threads"),
    ),
    "telephones, in the machine of calls": ("recordings",),
    "the start itself, which writes the same again": ("epochs",),
}
"""Tables that no step below writes, and why. Who adds one adds a step, or says here who tests it."""


class House:
    """A floor with telephones and networks, rules, surveys and leads, that dies when it is told to."""

    def __init__(self, path: Path) -> None:
        self.target = databases.fresh(path)
        self.live: tuple[int, dict[str, tuple[Any, ...]]] = (0, {})
        self.points = Points(self._look)
        self.visitors = self.letters = 0
        self.known: list[str] = []
        self.floor = Floor(self.target)
        self.floor.furnish(wrap_up_ms=None)
        self.lines = Telephones(self.floor)
        self.post = Post(self.floor)
        page = EntryPointSettings(
            id="support-web", channel=Channel.CHAT, name="Web", queue_id="support", calls="main"
        )
        self.floor.centre.define_entry_point(page)
        keep_policy(self.floor.centre, POLICY)
        with self.floor.centre.request() as book:
            known = [book.live.agents[name].profile for name in AGENTS]
        for one in known:
            wide = replace(one, queues=QUEUES, capacity=dict.fromkeys(Channel, 40), units=9_000)
            able = replace(wide, may_exceed=True, skills={"German": 5}, blending=Blending.CALLS)
            self.floor.centre.define_agent(able)
        scopes(self.floor, "cleo", "supervisor", "admin")
        late = (
            Overflow(step=Step.ADD_QUEUE, target="billing", after_ms=5_000),
            Overflow(step=Step.CALLBACK, after_ms=6_000),
        )
        run(self.floor, Rule(id="all", overflow=late, strict=1, points=2))
        every = Survey(
            id="s",
            name="S",
            channels=(Channel.CHAT, Channel.EMAIL, Channel.VOICE),
            pause_ms=0,
            delay_ms=0,
        )
        self.floor.centre.define_survey(every)
        self.begun = Cursor(epoch=self.floor.centre.epoch, seq=self.floor.centre.position)
        self.points.watch(self.floor.centre.storage)
        self.return_to_work()

    def close(self) -> None:
        self.floor.centre.storage.close()
        databases.done(self.target)

    def _look(self) -> None:
        """A transaction begins: what is live was committed."""
        book = self.floor.centre._book
        if book is not None:
            self.live = (self.floor.now, waiting(book))

    def reopen(self) -> None:
        """Nothing but the database remains."""
        self.floor.crash()
        self.points.watch(self.floor.centre.storage)
        self.lines.die()
        self.lines.begin()

    def return_to_work(self) -> None:
        """Everybody is at their desk again."""
        self.post.open_networks()
        come(self.lines, *AGENTS)

    def state(self) -> object:
        """All that every start must bring back."""
        centre = self.floor.centre
        centre.tick()
        with centre.request() as book:
            routing = [replace(one, look_at=0) for one in book.engine.snapshot().interactions]
        desks = [centre.snapshot(agent)[1] for agent in AGENTS]
        shown = [(one.conversations, one.interactions, one.items, one.offers) for one in desks]
        pages = [centre.chat_state(name) for name in self.known]
        return routing, shown, pages

    def replayed(self, since: Cursor) -> list[Any]:
        """What an agent's desk is told again."""
        told, centre = [], self.floor.centre
        while True:
            replay = centre.entries("anna", since, 500)
            told += [(one.seq, one.event) for one in replay.entries]
            since = Cursor(epoch=centre.epoch, seq=replay.position)
            if not replay.more:
                return told

    def died(self, point: str) -> None:
        """What was committed stays, and each start from it brings back the same."""
        before = dump(self.target, metadata)
        (at, live), since = self.live, self.begun
        self.floor.centre.storage.close()
        assert dump(self.target, metadata) == before, f"half of it was kept: {point}"
        self.reopen()
        with self.floor.centre.request() as book:
            if self.floor.now == at and point != "answer":
                assert waiting(book) == live, f"routing knows something else: {point}"
        if point in ("commit", "answer"):  # of each step: two starts from one place
            state, told = self.state(), self.replayed(since)
            self.reopen()
            assert self.state() == state, f"the second start differs: {point}"
            assert self.replayed(since)[: len(told)] == told
        self.return_to_work()

    # --- what happens

    def visitor(self) -> str:
        self.visitors += 1
        name = f"v{self.visitors}"
        self.floor.visitor(name)
        self.known.append(name)
        return name

    def chat(self, agent: str = "anna") -> tuple[str, str, str]:
        """A new chat in the agent's hands: visitor, interaction and conversation."""
        name, floor = self.visitor(), self.floor
        floor.centre.introduce(name, floor.id(), name.title(), "", "Hello?")
        thread = floor.centre.chat(name).conversation_id or ""
        key = self.work_of(thread)
        floor.ask(agent, TakeOver(interaction_id=key))
        return name, key, thread

    def work_of(self, thread: str) -> str:
        with self.floor.centre.request() as book:
            return next(iter(book.thread(thread).work))

    def done(self, agent: str, key: str) -> None:
        self.floor.ask(agent, EndInteraction(interaction_id=key))
        self.floor.ask(agent, CompleteWrapUp(interaction_id=key, disposition="solved"))


def written(house: House) -> None:
    name, key, thread = house.chat()
    house.floor.send("anna", thread, "Yes?")
    note = AddNote(client_id=house.floor.id(), conversation_id=thread, text="Late again")
    house.floor.ask("anna", note, note.client_id)
    house.floor.centre.say(name, house.floor.id(), "My lamp")
    house.done("anna", key)
    with suppress(DeskError):
        house.floor.centre.rate(name, 5)


def offered(house: House) -> None:
    name = house.visitor()
    house.floor.centre.introduce(name, house.floor.id(), name, "", "Hello?")
    for agent in AGENTS:
        for offer in house.floor.centre.snapshot(agent)[1].offers:
            answer = AnswerOffer(
                interaction_id=offer.interaction_id, epoch=offer.epoch, accept=False, reason="Lunch"
            )
            house.floor.ask(agent, answer)


def waited(house: House) -> None:
    """Overflow, the callback offered in the chat, and asked for."""
    for agent in AGENTS:
        house.floor.ask(agent, ChoosePresence(state=PresenceState.BREAK))
    name = house.visitor()
    house.floor.centre.introduce(name, house.floor.id(), name, "", "Hello?")
    house.floor.wait(7_000)
    house.floor.centre.call_me_back(name, f"+49301112{house.visitors:03}")
    house.lines.carry()
    house.return_to_work()


def sent_on(house: House) -> None:
    _, key, _ = house.chat()
    wish = TransferWork(interaction_id=key, queue_id="billing", note="She paid twice")
    house.floor.ask("anna", wish)
    _, other, _ = house.chat()
    house.floor.ask("anna", ConsultWork(interaction_id=other, agent_id="ben"))
    consults = house.floor.centre.snapshot("ben")[1].consults
    consult = next(one for one in consults if one.interaction_id == other)
    house.floor.ask("ben", AnswerConsult(consult_id=consult.id, accept=True))
    house.floor.ask("anna", HandOverConsult(consult_id=consult.id))


def by_mail(house: House) -> None:
    house.letters += 1
    address = replace(LAYLA, value=f"lea{house.letters}@shop.example")
    lamp = house.post.arrived("My lamp", subject="Lamp", address=address)
    house.post.take(lamp, house.post.arrived("A chair too!", address=address))
    known = house.floor.centre.snapshot("anna")[1].interactions
    mail = [one for one in known if one.channel is Channel.EMAIL and one.agent_id is None][-1]
    thread = mail.conversation_id
    house.floor.ask("anna", TakeOver(interaction_id=mail.id))
    house.post.answer("A new one.", conversation_id=thread)
    house.floor.centre.settle_letter(house.post.claim().id, Sent(remote_ids=(house.floor.id(),)))
    second = [one for one in house.post.messages(thread) if one.incoming][1]
    house.floor.ask("anna", SplitConversation(conversation_id=thread, item_id=second.id))
    stop = house.post.arrived("STOP", address=replace(PHONE, value=f"+491701{house.letters:06}"))
    house.post.take(stop, entry=TEXTS)


def spoken(house: House) -> None:
    lines = house.lines
    call = lines.call_in(caller=f"+49301113{house.visitors:03}")
    for agent in AGENTS:
        if any(one.interaction_id == call for one in house.floor.centre.snapshot(agent)[1].offers):
            take(lines, agent)
            lines.wait(5_000)
            house.floor.ask(agent, EndInteraction(interaction_id=call))
            lines.carry()
            lines.tell(i.DigitPressed(f"{call}/in", "4"))


def led(house: House) -> None:
    _, key, thread = house.chat()
    floor = house.floor
    floor.ask("anna", RaiseHand(text="Refund?", interaction_id=key))
    floor.ask("cleo", FollowConversation(conversation_id=thread))
    floor.ask("cleo", GiveHint(conversation_id=thread, text="Half of it"))
    floor.ask("cleo", Announce(text="Outage", until=floor.now + 60_000))
    said = floor.centre.snapshot("anna")[1].announcements[0]
    floor.ask("anna", SeeAnnouncement(announcement_id=said.id))
    with floor.centre.request() as book:
        day = "2023-11-16"
        parts = (ShiftPart(starts=80, ends=90),)
        shift = Shift(id=floor.id(), agent_id="anna", day=day, starts=60, ends=120, parts=parts)
        shifts.define(book, "cleo", shift)


def one_person(house: House) -> None:
    first, second = house.chat()[2], house.chat()[2]
    ids = [house.floor.centre.timeline(one).customer.id for one in (first, second)]
    house.floor.ask("anna", EditCustomer(customer_id=ids[0], vip=True))
    house.floor.ask("anna", MergeCustomers(kept_id=ids[0], merged_id=ids[1]))


STEPS: tuple[Callable[[House], None], ...] = (
    written,
    offered,
    waited,
    sent_on,
    by_mail,
    spoken,
    led,
    one_person,
)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    made = House(tmp_path_factory.mktemp("crashes") / "hub.db")
    yield made
    made.close()


@pytest.mark.parametrize("step", STEPS, ids=lambda one: one.__name__)
def test_killed_at_every_point(house: House, step: Callable[[House], None]) -> None:
    """Each time at a point where nobody was killed before, until there is none left in the step."""
    commits = [one for one in house.points.walked if " " not in one]
    for one in commits:
        del house.points.walked[one]  # those of each step count on their own
    killed = 0
    while True:
        house.points.armed = True
        try:
            step(house)
        except Killed as point:
            killed += 1
            house.died(str(point))
        else:
            break
    house.points.armed = False
    assert killed >= 2, "at least at its commits and before its answers"


def test_no_point_is_forgotten(house: House) -> None:
    """Every table has a step that writes it and was killed there, or somebody else who tests that."""
    elsewhere = [one for tables in ELSEWHERE.values() for one in tables]
    walked = {one.partition(" ")[2] for one in house.points.walked}
    missing = set(metadata.tables) - walked - set(elsewhere)
    assert not missing, (
        f"{sorted(missing)}: add a step to this test that writes them, or say who tests it"
    )
    both = sorted(walked & set(elsewhere))
    assert not both, f"{both}: take them off the list, they are walked"
