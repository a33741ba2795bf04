"""The page of routing rules: the draft's rules in their order, each as a sentence, and what is wrong with which.

Promises that nothing here routes before it is published on the page of versions, and that a rule which cannot be used
says so in the list and at its field. Refuses to judge rules: the backend does, whenever the draft changes.
"""

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from agent_desktop.desk.administration_state import Administration
from agent_desktop.model.administration import Kept, Order, People, Topic
from agent_desktop.model.administration_calls import CallRules
from agent_desktop.model.administration_networks import Networks
from agent_desktop.model.administration_words import Websites
from agent_desktop.model.rules import Hour, KeepRule, OrderRules, RemoveRule, RoutingRules, Rule
from agent_desktop.ui.settings.book import Book, Words, calendar_names, known_skills, queue_names
from agent_desktop.ui.settings.editing import id_of
from agent_desktop.ui.settings.form import Form, Group
from agent_desktop.ui.settings.listing import Entry
from agent_desktop.ui.settings.number_rows import NumberRow
from agent_desktop.ui.settings.numbers import called
from agent_desktop.ui.settings.rows import ChoiceRow, LinesRow, SwitchRow, TextRow
from agent_desktop.ui.settings.rule_rows import AfterHoursRow, EitherRow, RelaxRow, StepsRow
from agent_desktop.ui.settings.rule_words import (
    BANDS,
    CHANNELS,
    fault_words,
    mending_words,
    sentence,
)
from agent_desktop.ui.settings.tables import PickRow, SkillsRow, SomeRow
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr


def place_names(known: Administration) -> dict[str, str]:
    """The entry points that were read, by their ids: websites, networks, numbers."""
    found: dict[str, str] = {}
    websites = known.topic(Topic.WEBSITES).kept
    if isinstance(websites, Websites):
        found |= {one.id: one.name for one in websites.websites}
    networks = known.topic(Topic.NETWORKS).kept
    if isinstance(networks, Networks):
        found |= {one.id: one.name for one in networks.entries}
    numbers = known.topic(Topic.NUMBERS).kept
    if isinstance(numbers, CallRules):
        found |= {one.id: f"{one.id} ({called(one)})" for one in numbers.numbers}
    return found


def people_names(known: Administration) -> dict[str, str]:
    """The people who were read, by their ids."""
    kept = known.topic(Topic.PEOPLE).kept
    return {one.id: one.name for one in kept.members} if isinstance(kept, People) else {}


def _skills(known: Administration) -> str:
    kept = known.topic(Topic.PEOPLE).kept
    return known_skills([one.skills for one in kept.members]) if isinstance(kept, People) else ""


class RuleForm(Form[Rule]):
    """The form of a rule: what the backend found wrong stands at the fields."""

    def show_faults(self, kept: RoutingRules, names: Mapping[str, str]) -> None:
        """Say what is wrong with the rule that is shown, until somebody changes it."""
        if self.changed or self._record is None:
            return
        said: dict[str, list[str]] = {}
        for fault in kept.faults:
            if fault.rule == self._record.id:
                field = fault.field if fault.field in self.rows else ""
                said.setdefault(field, []).append(mending_words(fault, names))
        for field, words in said.items():
            told = " ".join(words)
            if field:
                self.rows[field].set_problem(told)
            else:
                self.notice.show_problem(told)


class RulesBook(Book[Rule]):
    """See the module."""

    topic = Topic.ROUTING
    needs = (
        Topic.QUEUES,
        Topic.PEOPLE,
        Topic.CALENDARS,
        Topic.WEBSITES,
        Topic.NETWORKS,
        Topic.NUMBERS,
    )
    kind = Rule
    removes = arranges = True

    def words(self) -> Words:
        """See `Book`."""
        return Words(
            title=tr("Routing rules"),
            icon="arrow-left-right",
            about=tr(
                "Where work goes and how it waits there. The first rule that holds decides, else the entry point."
            ),
            add=tr("Add a rule"),
            new=tr("New rule"),
            empty=tr("There are no rules: everything goes where its entry point leads."),
        )

    def form(self, theme: Theme) -> Form[Rule]:
        """See `Book`."""
        whole = (
            TextRow(theme, "name", tr("Name"), required=True),
            TextRow(theme, "note", tr("Note"), tr("For those who read the rules after you.")),
            SwitchRow(theme, "paused", tr("Paused"), words=tr("This rule holds for nothing now")),
        )
        when = _when(theme)
        then = _then(theme)
        late = (
            RelaxRow(
                theme,
                "relaxed",
                tr("Relaxing skills"),
                tr("After a while a skill is asked for at a lower level, or not at all."),
            ),
            StepsRow(
                theme,
                "overflow",
                tr("Overflow"),
                tr("What happens to somebody who waits too long."),
            ),
        )
        closed = (
            AfterHoursRow(
                theme,
                "after_hours",
                tr("Then work"),
                tr(
                    "Who calls keeps the place and is called at the opening, or hears it and is hung up."
                ),
            ),
            PickRow(
                theme,
                "opens",
                tr("Opening by"),
                tr("The calendar that says when the house opens again."),
                none=tr("as in the condition"),
            ),
            TextRow(
                theme,
                "message",
                tr("Say"),
                tr(
                    "Said at once, written or spoken. {opens}: the opening, {place}: the place, {wait}: the wait."
                ),
            ),
        )
        last = (
            TextRow(theme, "tag", tr("Tag")),
            SwitchRow(theme, "go_on", tr("Go on"), words=tr("Look at the next rules, too")),
        )
        groups = (
            Group(theme, tr("The rule"), whole),
            Group(
                theme,
                tr("When all of this is so"),
                when,
                tr("What is left empty does not matter. Of several values one must fit."),
            ),
            Group(theme, tr("Then"), then),
            Group(theme, tr("Whoever waits long"), late),
            Group(theme, tr("While the house is closed"), closed),
            Group(theme, tr("And"), last),
        )
        rows = (*whole, *when, *then, *late, *closed, *last)
        return RuleForm(theme, groups, rows, removes=True)

    def offer(self, form: Form[Rule], known: Administration) -> None:
        """See `Book`."""
        queues = queue_names(known)
        for name, options in (
            ("entry_points", place_names(known)),
            ("queues", queues),
            ("agents", people_names(known)),
        ):
            row = form.rows[name]
            assert isinstance(row, SomeRow)
            row.set_options(tuple(options.items()))
        for name, choices in (
            ("queue", queues),
            ("calendar", calendar_names(known)),
            ("opens", calendar_names(known)),
        ):
            pick = form.rows[name]
            assert isinstance(pick, PickRow)
            pick.set_options(tuple(choices.items()))
        steps, skills = form.rows["overflow"], form.rows["skills"]
        assert isinstance(steps, StepsRow)
        assert isinstance(skills, SkillsRow)
        steps.offer(queues)
        skills.set_known(_skills(known))
        kept = known.topic(self.topic).kept
        if isinstance(form, RuleForm) and isinstance(kept, RoutingRules):
            form.show_faults(kept, queues)

    def records(self, kept: Kept) -> Mapping[str, Rule]:
        """See `Book`."""
        assert isinstance(kept, RoutingRules)
        return {one.id: one for one in kept.rules}

    def warnings(self, kept: Kept) -> str:
        """See `Book`."""
        assert isinstance(kept, RoutingRules)
        if not kept.changed:
            return ""
        if kept.running:
            return tr(
                "This is a draft: the house routes by version {n} until it is published.",
                n=kept.running,
            )
        return tr("This is a draft: the house has no rules until it is published.")

    def lead(self, kept: Kept) -> tuple[str, Topic] | None:
        """See `Book`."""
        assert isinstance(kept, RoutingRules)
        return (tr("Try and publish"), Topic.VERSIONS) if kept.changed else None

    def entry(self, record: Rule, known: Administration) -> Entry:
        """See `Book`."""
        kept = known.topic(self.topic).kept
        assert isinstance(kept, RoutingRules)
        number = [one.id for one in kept.rules].index(record.id) + 1
        fault = next((one for one in kept.faults if one.rule == record.id), None)
        names = (
            place_names(known) | people_names(known) | calendar_names(known) | queue_names(known)
        )
        return Entry(
            key=record.id,
            title=f"{number}. {record.name or record.id}",
            detail=sentence(record, names) if fault is None else fault_words(fault, names),
            icon="arrow-left-right",
            state=tr("Not possible") if fault else tr("Paused") if record.paused else "",
            level="danger" if fault else None,
            paused=record.paused and not fault,
        )

    def blank(self) -> Rule:
        """See `Book`."""
        return Rule(id="")

    def named(self, record: Rule, chance: str) -> Rule:
        """See `Book`."""
        return replace(record, id=id_of(record.name, chance))

    def key(self, record: Rule) -> str:
        """See `Book`."""
        return record.id

    def title(self, record: Rule) -> str:
        """See `Book`."""
        return record.name or record.id

    def keep(self, record: Rule, before: Rule | None, form: Form[Rule]) -> Order:
        """See `Book`."""
        return KeepRule(rule=record, before=before)

    def remove(self, record: Rule) -> Order:
        """See `Book`."""
        return RemoveRule(rule_id=record.id)

    def arrange(self, keys: tuple[str, ...], before: tuple[str, ...]) -> Order:
        """See `Book`."""
        return OrderRules(rules=keys, before=before)


Rows = Sequence[TextRow | SomeRow | LinesRow | EitherRow | PickRow | ChoiceRow | NumberRow]


def _when(theme: Theme) -> Rows:
    """The conditions."""
    return (
        SomeRow(
            theme,
            "channels",
            tr("Channel"),
            options=[(key.value, tr(words)) for key, words in CHANNELS.items()],
        ),
        SomeRow(theme, "entry_points", tr("Entry point"), none=tr("There are none yet.")),
        SomeRow(
            theme,
            "queues",
            tr("Would go to"),
            tr("The queue to which the entry point or an earlier rule leads."),
        ),
        LinesRow(
            theme,
            "addresses",
            tr("Address"),
            tr("Numbers or mail addresses, one a line; * stands for anything."),
            hint="*@example.com",
        ),
        LinesRow(
            theme,
            "countries",
            tr("Country"),
            tr("Of the customer's number: two letters, one a line."),
            hint="DE",
        ),
        LinesRow(theme, "languages", tr("Language"), hint="de"),
        SomeRow(
            theme,
            "bands",
            tr("Value"),
            tr("Where the customer's lifetime value stands among all."),
            options=[(key.value, tr(words)) for key, words in BANDS.items()],
        ),
        EitherRow(
            theme, "vip", tr("VIP"), "", either=tr("Either"), yes=tr("VIP"), no=tr("Not VIP")
        ),
        LinesRow(
            theme,
            "tags",
            tr("Profile"),
            tr("Fields of the customer's profile, one a line: name, or name=value."),
            hint="segment=partner",
        ),
        LinesRow(
            theme,
            "words",
            tr("Words"),
            tr("One of them stands in the first message; refund* finds refunding, too."),
        ),
        PickRow(theme, "calendar", tr("Calendar"), none=tr("at any time")),
        ChoiceRow(
            theme,
            "hour",
            tr("The house then"),
            options=((Hour.OPEN.value, tr("Is open")), (Hour.CLOSED.value, tr("Is closed"))),
        ),
        NumberRow(
            theme,
            "waiting",
            tr("Already waiting"),
            tr("So many or more wait in that queue already."),
            unit=tr("customers"),
            empty=tr("any number"),
        ),
    )


def _then(
    theme: Theme,
) -> Sequence[TextRow | PickRow | SkillsRow | NumberRow | SomeRow | EitherRow]:
    """What a rule does."""
    return (
        PickRow(theme, "queue", tr("Queue"), none=tr("as without this rule")),
        SkillsRow(theme, "skills", tr("Skills"), tr("Asked for, from this level on.")),
        NumberRow(
            theme,
            "points",
            tr("Points"),
            tr("Each is worth a minute of waiting, on top of those of the queue."),
            empty=tr("none"),
        ),
        NumberRow(
            theme,
            "strict",
            tr("Class"),
            tr("From 0 to 9. A higher class goes before all of a lower one, whenever it came."),
            empty="0",
        ),
        EitherRow(
            theme,
            "same_agent",
            tr("Agent of last time"),
            "",
            either=tr("As usual"),
            yes=tr("First"),
            no=tr("Not first"),
        ),
        SomeRow(theme, "agents", tr("Ask first"), none=tr("There are none yet.")),
        NumberRow(
            theme,
            "reserve_ms",
            tr("Reserved"),
            tr("So long it waits for them alone."),
            unit=tr("seconds"),
            scale=1_000,
            empty=tr("as the queue says"),
        ),
    )
