"""The rows of a routing rule that no other form has: steps for long waits, skills that relax, yes or no or either.

Promises values as a rule has them. Refuses to judge them: the backend does, at the rule.
"""

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from agent_desktop.model.rules import AfterHours, Overflow, Relaxed, Step
from agent_desktop.ui.kit.widgets.dropdown import DropDown
from agent_desktop.ui.kit.widgets.fields import TextField
from agent_desktop.ui.kit.widgets.labels import Label
from agent_desktop.ui.settings.line_rows import Line, LineRow, minutes_of, minutes_words
from agent_desktop.ui.settings.rows import ChoiceRow, NoValue
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import later, tr

STEP_WORDS = {
    Step.DROP_SKILL: later("drop the skill"),
    Step.ADD_QUEUE: later("also wait in"),
    Step.CALLBACK: later("offer a callback"),
    Step.VOICEMAIL: later("offer the voicemail"),
    Step.MESSAGE: later("say"),
    Step.CLOSE: later("end it"),
}
_TARGETED = (Step.DROP_SKILL, Step.MESSAGE)
_AFTER, _EXPECTED = "after", "expected"
_LEVELS = ("", *(str(level) for level in range(1, 11)))


class StepLine(Line):
    """When, after how many minutes, and what happens."""

    def __init__(self, theme: Theme, kept: Overflow | None, queues: Mapping[str, str]) -> None:
        super().__init__(theme)
        one = kept or Overflow(step=Step.ADD_QUEUE, after_ms=300_000)
        expected = one.after_ms is None
        span = (one.expected_ms if expected else one.after_ms) or 0
        self._shown = (minutes_words(span), span)
        self.when = DropDown(theme, tr("When"), width=160, compact=True)
        self.when.show_options(
            ((_AFTER, tr("After")), (_EXPECTED, tr("Expected wait over"))),
            _EXPECTED if expected else _AFTER,
        )
        self.time = TextField(theme, tr("Minutes"), minutes_words(span), compact=True)
        self.time.setFixedWidth(56)
        self.step = DropDown(theme, tr("Step"), width=180, compact=True)
        self.step.show_options([(key.value, tr(STEP_WORDS[key])) for key in Step], one.step.value)
        self.text = TextField(theme, tr("What"), one.target, compact=True)
        self.text.setMaxLength(2_000)
        self.queue = DropDown(theme, tr("Queue"), width=260, compact=True)
        self._queues = dict(queues)
        queue = one.target if one.step is Step.ADD_QUEUE else ""
        self._offer(queue)
        for widget in (self.when, self.time, Label(theme, tr("min"), color="text.secondary")):
            self.row.addWidget(widget)
        self.row.addWidget(self.step, 1)
        for target in (self.text, self.queue):
            self.below.addWidget(target)
        self.closed()
        for box in (self.when, self.queue):
            box.chosen.connect(self.touch)
        self.step.chosen.connect(self._stepped)
        for field in (self.time, self.text):
            field.textEdited.connect(self.touch)
        self._show_target()

    def _offer(self, queue: str) -> None:
        offered = [("", tr("Choose…")), *self._queues.items()]
        if queue not in dict(offered):
            offered.append((queue, queue))
        self.queue.show_options(offered, queue)

    def offer(self, queues: Mapping[str, str]) -> None:
        """These queues can be chosen."""
        self._queues = dict(queues)
        self._offer(self.queue.current)

    def _stepped(self) -> None:
        self._show_target()
        self.touch()

    def _show_target(self) -> None:
        step = Step(self.step.current)
        self.text.setVisible(step in _TARGETED)
        self.queue.setVisible(step is Step.ADD_QUEUE)

    def first(self) -> QWidget:
        """When."""
        return self.when

    def value(self) -> Overflow:
        """The step. Raises NoValue."""
        step = Step(self.step.current)
        shown, span = self._shown
        if self.time.text() != shown:
            span = minutes_of(self.time.text())
        target = self.queue.current if step is Step.ADD_QUEUE else ""
        if step in _TARGETED:
            target = self.text.text().strip()
        if not target and (step in _TARGETED or step is Step.ADD_QUEUE):
            raise NoValue(tr("A step is not finished."))
        if self.when.current == _EXPECTED:
            return Overflow(step=step, target=target, expected_ms=span)
        return Overflow(step=step, target=target, after_ms=span)


class StepsRow(LineRow):
    """What happens to those who wait too long; a tuple of `Overflow`."""

    def __init__(self, theme: Theme, name: str, label: str, about: str) -> None:
        self._queues: dict[str, str] = {}
        super().__init__(theme, name, label, about, tr("Add a step"))

    def made(self, value: object | None) -> Line:
        """See `LineRow`."""
        assert value is None or isinstance(value, Overflow)
        return StepLine(self.theme, value, self._queues)

    def offer(self, queues: Mapping[str, str]) -> None:
        """These queues can be chosen."""
        self._queues = dict(queues)
        for one in self.lines:
            assert isinstance(one, StepLine)
            one.offer(queues)


class RelaxLine(Line):
    """A skill, after how many minutes, and down to which level."""

    def __init__(self, theme: Theme, kept: Relaxed | None) -> None:
        super().__init__(theme)
        span = 60_000 if kept is None else kept.after_ms
        self._shown = (minutes_words(span), span)
        self.skill = TextField(theme, tr("Skill"), kept.skill if kept else "", compact=True)
        self.skill.setMaxLength(120)
        self.time = TextField(theme, tr("Minutes"), minutes_words(span), compact=True)
        self.time.setFixedWidth(56)
        level = "" if kept is None or kept.level is None else str(kept.level)
        self.level = DropDown(theme, tr("Level"), width=150, compact=True)
        self.level.show_options(
            [(one, tr("level {n}", n=one) if one else tr("not at all")) for one in _LEVELS], level
        )
        self.row.addWidget(self.skill, 1)
        self.row.addWidget(Label(theme, tr("after"), color="text.secondary"))
        self.row.addWidget(self.time)
        self.row.addWidget(Label(theme, tr("min"), color="text.secondary"))
        self.row.addWidget(self.level)
        self.closed()
        for field in (self.skill, self.time):
            field.textEdited.connect(self.touch)
        self.level.chosen.connect(self.touch)

    def first(self) -> QWidget:
        """The skill."""
        return self.skill

    def value(self) -> Relaxed | None:
        """The ring; None without a skill. Raises NoValue."""
        skill = self.skill.text().strip()
        if not skill:
            return None
        shown, span = self._shown
        if self.time.text() != shown:
            span = minutes_of(self.time.text())
        level = int(self.level.current) if self.level.current else None
        return Relaxed(skill=skill, after_ms=span, level=level)


class RelaxRow(LineRow):
    """Which skills are asked for less after a while; a tuple of `Relaxed`."""

    def __init__(self, theme: Theme, name: str, label: str, about: str) -> None:
        super().__init__(theme, name, label, about, tr("Add a ring"))

    def made(self, value: object | None) -> Line:
        """See `LineRow`."""
        assert value is None or isinstance(value, Relaxed)
        return RelaxLine(self.theme, value)


class EitherRow(ChoiceRow):
    """Yes, no, or either, which is None."""

    def __init__(
        self, theme: Theme, name: str, label: str, about: str, *, either: str, yes: str, no: str
    ) -> None:
        options = (("", either), ("yes", yes), ("no", no))
        super().__init__(theme, name, label, about, options=options)

    def value(self) -> bool | None:  # type: ignore[override]
        """True, False or None."""
        return {"yes": True, "no": False}.get(self.choice.current)

    def show_value(self, value: object) -> None:
        """Choose."""
        self.choice.select("" if value is None else "yes" if value else "no")


class AfterHoursRow(ChoiceRow):
    """What becomes of work while the house is closed; None: it waits as usual."""

    def __init__(self, theme: Theme, name: str, label: str, about: str) -> None:
        options = (
            ("", tr("Waits")),
            (AfterHours.HOLD.value, tr("Waits for the opening")),
            (AfterHours.CLOSE.value, tr("Ends")),
        )
        super().__init__(theme, name, label, about, options=options)

    def value(self) -> AfterHours | None:  # type: ignore[override]
        """The choice, or None."""
        return AfterHours(self.choice.current) if self.choice.current else None

    def show_value(self, value: object) -> None:
        """Choose."""
        self.choice.select("" if value is None else str(value))
