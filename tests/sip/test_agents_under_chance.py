"""Two user agents and a third to hand calls to, over a network that loses, repeats and reorders, driven by chance.

What must hold: no exception whatever crosses what; and when the network works again and all have hung up, both sides
agree that every call is over, and nothing is left of any call, dialog, transaction or alarm.
"""

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from agent_desktop.sip.agent.call import Call
from agent_desktop.sip.agent.config import Config
from agent_desktop.sip.agent.events import CallChanged, TransferAsked
from agent_desktop.sip.audio_terms import Unacceptable
from agent_desktop.sip.transactions import Times
from tests.sip.agent_script import PCMA, PCMU, Stage, terms_of

#: A datagram arrives within this time or never; see the test of the transactions.
LIFETIME_S = 0.45


class Phones(RuleBasedStateMachine):
    """Three people who do whatever comes to their minds."""

    def __init__(self) -> None:
        super().__init__()
        config = Config(session_s=1800, ring_s=120, transfer_s=90, times=Times())
        self.stage = Stage("a", "b", "c", config=config)
        self.stage.slow = True
        self.dark = False

    def choose(self, which: int, *states: str) -> Call | None:
        calls = [one for name in "abc" for one in self.stage.calls[name]]
        fit = [one for one in calls if one.state in states]
        return fit[which % len(fit)] if fit else None

    def settle(self) -> None:
        self.stage.run()

    # What people do

    @rule(who=st.sampled_from(["ab", "ba", "ac", "cb"]), late=st.booleans())
    def place(self, who: str, late: bool) -> None:
        if sum(one.state != "ended" for one in self.stage.calls[who[0]]) < 3:
            self.stage.call(who[0], who[1], late=late)
            self.settle()

    @rule(who=st.sampled_from(["ab", "ba", "ac"]), late=st.booleans())
    def talk(self, who: str, late: bool) -> None:
        """A call that stands, with nothing else going wrong meanwhile."""
        if sum(one.state != "ended" for one in self.stage.calls[who[0]]) < 3:
            self.stage.call(who[0], who[1], late=late)
            self.deliver_all()
            for call in self.stage.calls[who[1]]:
                call.answer(terms_of(5000), self.stage.now)
            self.deliver_all()

    @rule(which=st.integers(0, 9), how=st.sampled_from(["ring", "progress", "answer", "refuse"]))
    def deal_with(self, which: int, how: str) -> None:
        call = self.choose(which, "ringing")
        if call is None:
            return
        now = self.stage.now
        match how:
            case "ring":
                call.ring(now)
            case "refuse":
                call.refuse(now, 486)
            case "progress":
                call.progress(terms_of(5000), now)
            case "answer":
                call.answer(terms_of(5000), now)
        self.settle()

    @rule(which=st.integers(0, 9), sure=st.integers(0, 2))
    def hang_up(self, which: int, sure: int) -> None:
        if sure:
            return
        call = self.choose(which, "dialing", "early", "ringing", "active", "held", "transferring")
        if call is not None:
            call.hang_up(self.stage.now)
            self.settle()

    @rule(which=st.integers(0, 9), hold=st.booleans())
    def hold(self, which: int, hold: bool) -> None:
        call = self.choose(which, "active", "held", "early", "transferring")
        if call is not None:
            (call.hold if hold else call.resume)(self.stage.now)
            self.settle()

    @rule(which=st.integers(0, 9))
    def change(self, which: int) -> None:
        call = self.choose(which, "active", "held")
        if call is not None:
            call.renew(terms_of(6000, PCMA, PCMU), self.stage.now)
            self.settle()

    @rule(which=st.integers(0, 9), other=st.integers(0, 9))
    def transfer(self, which: int, other: int) -> None:
        call = self.choose(which, "active", "held")
        if call is None:
            return
        mine = [one for one in self.stage.calls[call.line.account.name] if one is not call]
        if mine and other % 2:
            call.transfer_to(mine[other % len(mine)], self.stage.now)
        else:
            call.transfer("sip:c@192.0.2.3", self.stage.now)
        self.settle()

    @rule(which=st.integers(0, 9), follow=st.booleans())
    def answer_referral(self, which: int, follow: bool) -> None:
        found = [
            (name, one.referral)
            for name in "abc"
            for one in self.stage.events[name]
            if isinstance(one, TransferAsked)
        ]
        if not found:
            return
        name, referral = found[which % len(found)]
        if follow:
            made = referral.follow(terms_of(7000), self.stage.now)
            if made is not None:
                self.stage.calls[name].append(made)
        else:
            referral.refuse(self.stage.now)
        self.settle()

    @rule(which=st.integers(0, 9))
    def press(self, which: int) -> None:
        call = self.choose(which, "active", "held")
        if call is not None:
            call.send_digit("5", self.stage.now)
            self.settle()

    # What the network does

    @precondition(lambda self: self.stage.travelling)
    @rule(which=st.integers(0, 99), twice=st.booleans())
    def deliver(self, which: int, twice: bool) -> None:
        self.arrive(which % len(self.stage.travelling), twice)

    @rule()
    def deliver_all(self) -> None:
        for _ in range(30):
            if self.stage.travelling:
                self.arrive(0)

    @precondition(lambda self: self.stage.travelling)
    @rule(which=st.integers(0, 99))
    def lose(self, which: int) -> None:
        self.stage.travelling.pop(which % len(self.stage.travelling))

    @rule(dark=st.booleans())
    def change_weather(self, dark: bool) -> None:
        """In the dark every datagram is lost that `deliver` does not choose."""
        self.dark = dark

    @rule(seconds=st.sampled_from([0.05, 0.3, 0.6, 2.0, 10.0, 40.0, 1000.0]))
    def wait(self, seconds: float) -> None:
        self.pass_time(self.stage.now + seconds)

    def arrive(self, which: int, twice: bool = False) -> None:
        if twice:
            self.stage.travelling.append(self.stage.travelling[which])
        self.stage.deliver(which)
        self.settle()

    def pass_time(self, until: float) -> None:
        stage = self.stage
        agents = stage.agents.values()
        while True:
            moments = [one[0] + LIFETIME_S for one in stage.travelling]
            moments += [due for one in agents if (due := one.due()) is not None]
            if not moments or min(moments) > until:
                break
            assert min(moments) >= stage.now - 1e-6, "an alarm was forgotten"
            stage.now = max(stage.now, min(moments))
            while (old := self.oldest()) is not None:
                if self.dark:
                    stage.travelling.pop(old)
                else:
                    self.arrive(old)
            for agent in agents:
                agent.tick(stage.now)
            self.settle()
        stage.now = until

    def oldest(self) -> int | None:
        """Which message has been under way for as long as one can be."""
        sent = enumerate(one[0] for one in self.stage.travelling)
        return next((n for n, at in sent if at + LIFETIME_S <= self.stage.now), None)

    # What must hold

    @invariant()
    def ends_once(self) -> None:
        for name in "abc":
            over = [
                id(one.call)
                for one in self.stage.events[name]
                if isinstance(one, CallChanged) and one.state == "ended"
            ]
            assert len(over) == len(set(over)), "a call ended twice"

    def teardown(self) -> None:
        """When the network works and all hang up, everything is over."""
        self.dark = False
        self.pass_time(self.stage.now + 40)
        for name in "abc":
            for call in self.stage.calls[name]:
                call.hang_up(self.stage.now)
        self.settle()
        self.pass_time(self.stage.now + 400)
        for name, agent in self.stage.agents.items():
            assert all(one.state == "ended" for one in self.stage.calls[name])
            assert agent.idle, (
                name,
                agent._core.dialogs,
                agent._core.exchanges,
                agent.calls.by_name,
                agent._core.wakeups._at,
                len(agent._core.layer),
            )


def test_terms_that_do_not_fit_are_refused() -> None:
    stage = Stage()
    stage.call("a", "b")
    stage.run()
    try:
        stage.calls["b"][0].answer(terms_of(5000, PCMA), 0)
    except Unacceptable:
        stage.calls["b"][0].refuse(0, 488)
    stage.run()
    outcome = stage.calls["a"][0].outcome
    assert outcome is not None
    assert (outcome.status, outcome.can_do) == (488, "check_sound")
    stage.ends_clean()


TestPhones = Phones.TestCase
TestPhones.settings = settings(max_examples=100, stateful_step_count=50, deadline=None)
