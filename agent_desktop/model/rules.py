"""The rules by which the house routes: when something is so, work goes there and waits like this.

Promises rules that are whole sentences of records: every condition that is given must hold, and what is not given is
left to the queue. A fault names its rule, its line in the written form and its field. Refuses to evaluate anything: the
backend does.
"""

from enum import StrEnum
from typing import Final

from agent_desktop.model.base import Millis, Record, Tagged
from agent_desktop.model.words import later
from agent_desktop.model.work import Channel


class Band(StrEnum):
    """Where a customer's lifetime value stands among all of the house: the highest 5%, the next 15%, the rest."""

    TOP = "top"
    HIGH = "high"
    USUAL = "usual"


class Hour(StrEnum):
    """Whether a calendar is open at the moment."""

    OPEN = "open"
    CLOSED = "closed"


class Step(StrEnum):
    """What happens to somebody who waits too long."""

    DROP_SKILL = "drop_skill"
    ADD_QUEUE = "add_queue"
    CALLBACK = "callback"
    VOICEMAIL = "voicemail"
    MESSAGE = "message"
    CLOSE = "close"


class AfterHours(StrEnum):
    """What becomes of work that comes while the house is closed: it waits until the opening, or it ends at once."""

    HOLD = "hold"
    CLOSE = "close"


class Relaxed(Record, frozen=True):
    """After so long the skill is asked for at this level at most; None: no longer at all."""

    skill: str
    after_ms: Millis
    level: int | None = None


class Overflow(Record, frozen=True):
    """After so long, or as soon as more than so long must be expected, `step` happens; exactly one of both is given.

    `target` is the skill, the queue or the words of the message.
    """

    step: Step
    target: str = ""
    after_ms: Millis | None = None
    expected_ms: Millis | None = None


class Rule(Record, frozen=True):
    """One rule. Of a condition with several values one must hold, of all conditions that are given each.

    `address` may have `*` for anything. `countries` are those of telephone numbers (ISO 3166). `tags` are the profile's
    own fields, `name` or `name=value`. One of `words` stands in the first message. `waiting` wait at least already in
    the queue. `calendar` is `open` or `closed` by `hour`.

    `queue` is where it goes; empty: where it would go anyway. `agents` are asked first, and the agent of last time with
    `same_agent`, for `reserve_ms` (None: as the queue says). `points` are added to those of the queue. `strict`: work
    of a higher class (0 to 9) goes before all of a lower one, whenever it came. `hold` by the calendar `opens` (that of
    the condition where empty). The next rules are looked at too when it says `go_on`; else the first one that holds is
    the last.
    """

    id: str
    name: str = ""
    note: str = ""
    paused: bool = False
    channels: tuple[Channel, ...] = ()
    entry_points: tuple[str, ...] = ()
    queues: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    bands: tuple[Band, ...] = ()
    vip: bool | None = None
    tags: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    calendar: str = ""
    hour: Hour = Hour.OPEN
    waiting: int | None = None
    queue: str = ""
    skills: dict[str, int] = {}
    relaxed: tuple[Relaxed, ...] = ()
    points: int | None = None
    agents: tuple[str, ...] = ()
    same_agent: bool | None = None
    reserve_ms: Millis | None = None
    strict: int | None = None
    overflow: tuple[Overflow, ...] = ()
    tag: str = ""
    message: str = ""
    after_hours: AfterHours | None = None
    opens: str = ""
    go_on: bool = False


class Fact(Record, frozen=True):
    """A condition that was true: its name as in `Rule`, and the value that made it so."""

    name: str
    value: str


class Because(Record, frozen=True):
    """A rule that held, and why."""

    rule: str
    name: str
    facts: tuple[Fact, ...] = ()


class Plan(Record, frozen=True):
    """How a piece of work waits, and why so: `because` are the rules that held, in their order, of a `version`.

    `asked` is the queue to which it would have gone without rules. `held_until` is the moment before which nobody is
    offered it, and `told_opening` the one that its customer was told in writing; `closed`: it ends at once. None leaves
    to the queue.
    """

    queue: str
    asked: str = ""
    skills: dict[str, int] = {}
    relaxed: tuple[Relaxed, ...] = ()
    points: int | None = None
    agents: tuple[str, ...] = ()
    same_agent: bool | None = None
    reserve_ms: Millis | None = None
    strict: int = 0
    overflow: tuple[Overflow, ...] = ()
    tags: tuple[str, ...] = ()
    messages: tuple[str, ...] = ()
    held_until: Millis | None = None
    told_opening: Millis | None = None
    closed: bool = False
    version: int = 0
    because: tuple[Because, ...] = ()


class Fault(StrEnum):
    """What can be wrong with rules."""

    NO_SENTENCE = "no_sentence"
    NO_VALUE = "no_value"
    TWICE = "twice"
    RULE_TWICE = "rule_twice"
    NO_RULE = "no_rule"
    TOO_MUCH = "too_much"
    UNKNOWN_QUEUE = "unknown_queue"
    UNKNOWN_SKILL = "unknown_skill"
    UNKNOWN_AGENT = "unknown_agent"
    UNKNOWN_ENTRY_POINT = "unknown_entry_point"
    UNKNOWN_CALENDAR = "unknown_calendar"
    UNKNOWN_COUNTRY = "unknown_country"
    NEGATIVE = "negative"
    LEVEL = "level"
    UNREACHABLE = "unreachable"
    NOTHING = "nothing"
    CYCLE = "cycle"
    NOT_ASKED = "not_asked"
    ONE_TIME = "one_time"
    NO_CALENDAR = "no_calendar"
    NOT_HERE = "not_here"
    NOT_LOWER = "not_lower"
    OVER_BY_THEN = "over_by_then"
    DONE_BY_THEN = "done_by_then"
    DECIDED_BEFORE = "decided_before"


FAULT_WORDS: Final = {
    Fault.NO_SENTENCE: later("“{value}” is nothing that a rule can say."),
    Fault.NO_VALUE: later("“{value}” cannot be used here."),
    Fault.TWICE: later("“{value}” is said twice."),
    Fault.RULE_TWICE: later("There are two rules “{value}”."),
    Fault.NO_RULE: later("This stands before the first rule: “{value}”."),
    Fault.TOO_MUCH: later("This is too long or too much: “{value}”."),
    Fault.UNKNOWN_QUEUE: later("There is no queue “{value}”."),
    Fault.UNKNOWN_SKILL: later("No agent has the skill “{value}”."),
    Fault.UNKNOWN_AGENT: later("There is no agent “{value}”."),
    Fault.UNKNOWN_ENTRY_POINT: later("There is no entry point “{value}”."),
    Fault.UNKNOWN_CALENDAR: later("There is no calendar “{value}”."),
    Fault.UNKNOWN_COUNTRY: later("There is no country “{value}”."),
    Fault.NEGATIVE: later("“{value}” is below zero."),
    Fault.LEVEL: later("A skill has a level from 1 to 10: “{value}”."),
    Fault.UNREACHABLE: later("This rule is never reached: “{value}” holds whenever it would."),
    Fault.NOTHING: later("This rule does nothing."),
    Fault.CYCLE: later("Work would go in a circle: {value}."),
    Fault.NOT_ASKED: later("The skill “{value}” is not asked for, so it cannot be dropped."),
    Fault.ONE_TIME: later("Say after which time, or from which expected wait: “{value}”."),
    Fault.NO_CALENDAR: later("Say by which calendar the house opens."),
    Fault.NOT_HERE: later("“{value}” cannot be offered to who writes here."),
    Fault.NOT_LOWER: later("“{value}” relaxes nothing: no more is asked for by then."),
    Fault.OVER_BY_THEN: later("This never happens: the waiting ends before ({value})."),
    Fault.DONE_BY_THEN: later("This never happens: “{value}” is done by then."),
    Fault.DECIDED_BEFORE: later("These steps never happen: “{value}” holds first and decides."),
}
"""What each fault says, with its value."""

FAULT_REMEDIES: Final = {
    Fault.NO_SENTENCE: later("Write it as the guide says."),
    Fault.NO_VALUE: later("Choose another one."),
    Fault.TWICE: later("Take one of them away."),
    Fault.RULE_TWICE: later("Give one of them another name."),
    Fault.NO_RULE: later("Begin with a rule."),
    Fault.TOO_MUCH: later("Make it less."),
    Fault.UNKNOWN_QUEUE: later("Choose another one, or make it among the queues first."),
    Fault.UNKNOWN_SKILL: later(
        "Choose another one, or give it to somebody among the people first."
    ),
    Fault.UNKNOWN_AGENT: later("Choose another one."),
    Fault.UNKNOWN_ENTRY_POINT: later("Choose another one."),
    Fault.UNKNOWN_CALENDAR: later("Choose another one, or make it among the calendars first."),
    Fault.UNKNOWN_COUNTRY: later("Write two letters, like DE."),
    Fault.NEGATIVE: later("Choose 0 or more, or leave it empty."),
    Fault.LEVEL: later("Choose a level on this scale."),
    Fault.UNREACHABLE: later("Move it above that one, or ask for more there."),
    Fault.NOTHING: later("Say what it does, or remove it."),
    Fault.CYCLE: later("Take one of these steps away."),
    Fault.NOT_ASKED: later("Ask for it among the skills, or take the step away."),
    Fault.ONE_TIME: later("Choose one of both."),
    Fault.NO_CALENDAR: later("Choose a calendar."),
    Fault.NOT_HERE: later("Take the step away, or let the rule hold for others."),
    Fault.NOT_LOWER: later("Choose a lower level, or take it away."),
    Fault.OVER_BY_THEN: later("Let it come earlier, or take it away."),
    Fault.DONE_BY_THEN: later("Take one of both away."),
    Fault.DECIDED_BEFORE: later("Move it above that one, or take the steps away."),
}
"""What can be done about it."""


class RuleFault(Record, frozen=True):
    """Something wrong: in the `line` of the written form (from 1), of the rule `rule`, at its `field`."""

    fault: Fault
    value: str = ""
    line: int = 0
    rule: str = ""
    field: str = ""
    message: str = ""


class RulesVersion(Record, frozen=True):
    """A version that was published: when, by whom, and what it was good for."""

    number: int
    at: Millis
    agent_id: str = ""
    agent_name: str = ""
    note: str = ""
    rules: int = 0


class RoutingRules(Record, frozen=True):
    """The draft of the rules with what is wrong in it, and the versions, newest first. `running` is the number of the
    one by which the house routes, 0 for none; `changed`: the draft says something else. `mark` stands for what it says:
    another draft has another."""

    rules: tuple[Rule, ...] = ()
    faults: tuple[RuleFault, ...] = ()
    text: str = ""
    running: int = 0
    changed: bool = False
    versions: tuple[RulesVersion, ...] = ()
    mark: str = ""


class Difference(Record, frozen=True):
    """An interaction that the draft would have decided otherwise. Queues and rules are names; empty: no rule held."""

    interaction_id: str
    at: Millis
    channel: Channel
    conversation_id: str = ""
    customer_name: str = ""
    queue_before: str = ""
    queue_after: str = ""
    rule_before: str = ""
    rule_after: str = ""
    points_before: int | None = None
    points_after: int | None = None


class RuleCount(Record, frozen=True):
    """How often a rule of the draft held, by its id; empty for none."""

    rule: str
    name: str
    count: int


class QueueCount(Record, frozen=True):
    """How many came to a queue, and how many would have by the draft."""

    queue: str
    name: str
    before: int
    after: int


class DryRun(Tagged, frozen=True, tag="dry_run"):
    """What the draft would have decided on a day. `differences` are the first ones of `different`. Customers and
    calendars are as they are today."""

    day: str
    zone: str
    interactions: int = 0
    different: int = 0
    by_rule: tuple[RuleCount, ...] = ()
    by_queue: tuple[QueueCount, ...] = ()
    differences: tuple[Difference, ...] = ()


# --- what an administrator asks for


class KeepRule(Record, frozen=True):
    """Put a rule into the draft, or change it there; `before` is None for a new one, which stands last."""

    rule: Rule
    before: Rule | None = None


class RemoveRule(Record, frozen=True):
    """Take a rule out of the draft."""

    rule_id: str


class OrderRules(Record, frozen=True):
    """Put the rules of the draft into this order; `before` is the one that the administrator saw."""

    rules: tuple[str, ...]
    before: tuple[str, ...]


class PublishRules(Record, frozen=True):
    """Route by the draft from now on. Refused while anything is wrong with it, and where it is not the one with the
    mark `seen` any more; empty: whatever it is."""

    note: str = ""
    seen: str = ""


class RevertRules(Record, frozen=True):
    """Make a version the running one again, and the draft too."""

    number: int


class TryRules(Record, frozen=True):
    """Ask what the draft would have decided on a day (ISO 8601); empty: yesterday. Nothing changes."""

    day: str = ""
