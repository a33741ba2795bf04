"""The pages of menus, and of waiting and recording by queue.

Promises the words of somebody who knows the house and not the telephone system. Refuses what has no place here: all
that a backend keeps besides stays as it is.
"""

from collections.abc import Mapping

from agent_desktop.desk.administration_state import Administration
from agent_desktop.model.administration import Kept, Order, Topic
from agent_desktop.model.administration_calls import (
    CallMenu,
    CallRules,
    KeepCallMenu,
    KeepQueueCalls,
    QueueCalls,
    RemoveCallMenu,
)
from agent_desktop.ui.settings.book import Book, Words, menu_names, queue_names
from agent_desktop.ui.settings.destinations import DestinationRow, DigitsRow, destination_words
from agent_desktop.ui.settings.form import Form, Group
from agent_desktop.ui.settings.listing import Entry
from agent_desktop.ui.settings.number_rows import NumberRow
from agent_desktop.ui.settings.prompt_rows import PromptRow, music, sentences
from agent_desktop.ui.settings.rows import ChoiceRow, Row, SwitchRow, TextRow
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import plural, tr

_SECOND = 1_000


class MenusBook(Book[CallMenu]):
    """The menus that callers hear."""

    topic = Topic.MENUS
    needs = (Topic.QUEUES, Topic.PROMPTS)
    kind = CallMenu
    removes = True

    def words(self) -> Words:
        """See `Book`."""
        return Words(
            title=tr("Menus"),
            icon="grid-3x3",
            about=tr("What callers choose from with the keys of their telephone."),
            add=tr("Add a menu"),
            new=tr("New menu"),
            empty=tr("There are no menus. Calls go straight to their queues."),
        )

    def form(self, theme: Theme) -> Form[CallMenu]:
        """See `Book`."""
        name = TextRow(theme, "id", tr("Name"), required=True)
        name.fixed = True
        prompt = PromptRow(theme, "prompt", tr("Prompt"), tr("It says the choices."))
        choices = DigitsRow(theme, "choices", tr("Keys"))
        on_fail = DestinationRow(
            theme,
            "on_fail",
            tr("Otherwise"),
            tr("For who presses nothing, or the wrong key too often."),
        )
        wait = NumberRow(
            theme, "timeout_ms", tr("Waits for a key"), unit=tr("seconds"), scale=_SECOND
        )
        wrong = NumberRow(theme, "wrong_limit", tr("Wrong keys"), unit=tr("are forgiven"))
        silent = NumberRow(theme, "silent_limit", tr("Silences"), unit=tr("are forgiven"))
        rows = (name, prompt, choices, on_fail, wait, wrong, silent)
        groups = (
            Group(theme, tr("Menu"), (name, prompt)),
            Group(theme, tr("What the keys do"), (choices, on_fail)),
            Group(theme, tr("Patience"), (wait, wrong, silent)),
        )
        return Form(theme, groups, rows, removes=True)

    def offer(self, form: Form[CallMenu], known: Administration) -> None:
        """See `Book`."""
        prompt, choices, on_fail = (form.rows[one] for one in ("prompt", "choices", "on_fail"))
        assert isinstance(prompt, PromptRow)
        prompt.set_options(sentences(known))
        assert isinstance(choices, DigitsRow)
        assert isinstance(on_fail, DestinationRow)
        choices.set_options(queue_names(known), menu_names(known))
        on_fail.set_options(queue_names(known), menu_names(known))

    def records(self, kept: Kept) -> Mapping[str, CallMenu]:
        """See `Book`."""
        assert isinstance(kept, CallRules)
        return {one.id: one for one in kept.menus}

    def entry(self, record: CallMenu, known: Administration) -> Entry:
        """See `Book`."""
        queues = queue_names(known)
        choices = [
            f"{digit} {destination_words(one, queues)}" for digit, one in record.choices.items()
        ]
        return Entry(key=record.id, title=record.id, detail=" · ".join(choices), icon="grid-3x3")

    def blank(self) -> CallMenu:
        """See `Book`."""
        return CallMenu(id="")

    def named(self, record: CallMenu, chance: str) -> CallMenu:
        """See `Book`: its name is its id."""
        return record

    def key(self, record: CallMenu) -> str:
        """See `Book`."""
        return record.id

    def title(self, record: CallMenu) -> str:
        """See `Book`."""
        return record.id

    def keep(self, record: CallMenu, before: CallMenu | None, form: Form[CallMenu]) -> Order:
        """See `Book`."""
        return KeepCallMenu(menu=record, before=before)

    def remove(self, record: CallMenu) -> Order:
        """See `Book`."""
        return RemoveCallMenu(menu_id=record.id)


class WaitingBook(Book[QueueCalls]):
    """Waiting and recording, by queue."""

    topic = Topic.WAITING
    needs = (Topic.PROMPTS,)
    kind = QueueCalls
    adds = False

    def words(self) -> Words:
        """See `Book`."""
        return Words(
            title=tr("Waiting, recording"),
            icon="headset",
            about=tr(
                "What callers hear while they wait in a queue, and whether its calls are recorded."
            ),
            add="",
            new="",
            empty=tr("There are no queues yet."),
        )

    def form(self, theme: Theme) -> Form[QueueCalls]:
        """See `Book`."""
        waiting = _waiting(theme)
        recording = _recording(theme)
        ends = _ends(theme)
        groups = (
            Group(theme, tr("While callers wait"), waiting),
            Group(theme, tr("Recording"), recording),
            Group(theme, tr("Calls"), ends),
        )
        rows = (*waiting, *recording, *ends)
        return Form(theme, groups, rows)

    def offer(self, form: Form[QueueCalls], known: Administration) -> None:
        """See `Book`."""
        tune = form.rows["music"]
        assert isinstance(tune, PromptRow)
        tune.set_options(music(known))

    def records(self, kept: Kept) -> Mapping[str, QueueCalls]:
        """See `Book`."""
        assert isinstance(kept, CallRules)
        return {one.id: one for one in kept.queues}

    def entry(self, record: QueueCalls, known: Administration) -> Entry:
        """See `Book`."""
        parts = [tr("announcements") if record.announced else tr("music only")]
        if record.callback:
            parts.append(tr("callers may be called back"))
        state = {"off": "", "all": tr("All calls recorded"), "consent": tr("Recorded with consent")}
        if record.recording != "off" and record.keep_days is not None:
            parts.append(plural(record.keep_days, "kept for {n} day", "kept for {n} days"))
        return Entry(
            key=record.id,
            title=record.name or record.id,
            detail=" · ".join(parts),
            icon="headset",
            state=state[record.recording],
        )

    def key(self, record: QueueCalls) -> str:
        """See `Book`."""
        return record.id

    def title(self, record: QueueCalls) -> str:
        """See `Book`."""
        return record.name or record.id

    def keep(self, record: QueueCalls, before: QueueCalls | None, form: Form[QueueCalls]) -> Order:
        """See `Book`."""
        assert before is not None
        return KeepQueueCalls(queue=record, before=before)


def _waiting(theme: Theme) -> tuple[Row, ...]:
    """What who waits hears, is offered and is told."""
    tune = PromptRow(theme, "music", tr("Music"))
    announced = SwitchRow(
        theme, "announced", tr("Announcements"), words=tr("Say the place and the expected wait")
    )
    first = NumberRow(theme, "first_ms", tr("First after"), unit=tr("seconds"), scale=_SECOND)
    every = NumberRow(theme, "every_ms", tr("Then every"), unit=tr("seconds"), scale=_SECOND)
    callback = SwitchRow(
        theme,
        "callback",
        tr("Being called back"),
        words=tr("Callers may keep their place and hang up"),
    )
    after = NumberRow(
        theme, "callback_after_ms", tr("Offered after"), unit=tr("seconds"), scale=_SECOND
    )
    overflow = NumberRow(
        theme,
        "overflow_ms",
        tr("Longest wait"),
        tr("Who waits longer is asked to leave a message."),
        unit=tr("seconds"),
        scale=_SECOND,
        empty=tr("no limit"),
    )
    return (
        tune,
        announced,
        first,
        every,
        callback,
        after,
        overflow,
    )


def _recording(theme: Theme) -> tuple[Row, ...]:
    """Which calls are recorded, and for how long that is kept."""
    recording = ChoiceRow(
        theme,
        "recording",
        tr("Recording"),
        tr(
            "All calls: after a notice, unless the caller objects. With consent: only who agrees when asked."
        ),
        options=(
            ("off", tr("Never")),
            ("all", tr("All calls")),
            ("consent", tr("With consent")),
        ),
    )
    by_hand = SwitchRow(theme, "by_hand", tr("By hand"), words=tr("Agents may start a recording"))
    pause = SwitchRow(
        theme,
        "pause_allowed",
        tr("Pausing"),
        words=tr("Agents may pause for what is confidential"),
    )
    keep = NumberRow(theme, "keep_days", tr("Kept for"), unit=tr("days"), empty=tr("for ever"))
    return (
        recording,
        by_hand,
        pause,
        keep,
    )


def _ends(theme: Theme) -> tuple[Row, ...]:
    """How a call goes on without an agent."""
    gone = ChoiceRow(
        theme,
        "agents_gone",
        tr("When agents hang up"),
        options=(("end", tr("The call ends")), ("requeue", tr("The customer waits again"))),
    )
    return (gone,)
