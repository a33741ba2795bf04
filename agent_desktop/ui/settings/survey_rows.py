"""The rows of a survey's questions: words by language, what they cost by SMS, and what callers hear of them.

Promises that what a question costs by SMS stands beside it while it is typed, with the words about STOP that the hub
adds, and which letters make it dear; that callers' words can be heard before they are kept, those of the line in which
the caret stands, and that a language in which nothing speaks, or what the keys mean does not, is said as it is typed.
Refuses to speak: the backend does.
"""

from collections.abc import Callable

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QHBoxLayout

from agent_desktop.desk.api import DeskView
from agent_desktop.model.attachments import Attachment
from agent_desktop.model.listening import Listen, PauseListening
from agent_desktop.model.sounds import PlayState
from agent_desktop.model.surveys import SCALES, Survey, SurveyKind, question_sound
from agent_desktop.ui.kit.sms_words import sms_words
from agent_desktop.ui.kit.widgets.buttons import Button
from agent_desktop.ui.kit.widgets.labels import Label
from agent_desktop.ui.settings.number_rows import NumberRow
from agent_desktop.ui.settings.places import language_words
from agent_desktop.ui.settings.rows import LinesRow, NoValue
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import problem_words, tr


def _worded(line: str) -> tuple[str, str]:
    """A line as its language, empty for all others, and its words."""
    head, colon, words = line.partition(":")
    named = bool(colon) and 2 <= len(head) <= 3 and head.isalpha()
    return (head.lower(), words.strip()) if named else ("", line.strip())


class WordsRow(LinesRow):
    """A question by language, one a line: "de: Wie war es?"; without a language it is for all others."""

    def value(self) -> dict[str, str]:  # type: ignore[override]
        """The words by language."""
        found: dict[str, str] = {}
        for line in self.lines():
            language, words = _worded(line)
            if language in found or not words:
                raise NoValue(tr("Write one question a line, each language once."))
            found[language] = words
        return found

    def show_value(self, value: object) -> None:
        """Show words by language."""
        assert isinstance(value, dict)
        self.show_lines(tuple(f"{key}: {words}" if key else words for key, words in value.items()))


class WrittenRow(WordsRow):
    """The same in writing; below it what each question costs where it is `asked` by SMS."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        label: str,
        about: str,
        *,
        hint: str,
        asked: Callable[[], bool],
    ) -> None:
        super().__init__(theme, name, label, about, hint=hint)
        self._asked = asked
        self.cost = Label(theme, "", "caption", "text.secondary", wrap=True)
        self._column.insertWidget(1, self.cost)
        self.area.textChanged.connect(self.count)
        self.count()

    def show_value(self, value: object) -> None:
        """See `WordsRow`."""
        super().show_value(value)
        self.count()

    def count(self) -> None:
        """Say what the questions cost now."""
        typed = [(key, words) for key, words in map(_worded, self.lines()) if words]
        said = "\n".join(_cost(*one, alone=len(typed) == 1) for one in typed)
        shown = bool(typed) and self._asked()
        self.cost.setText(tr("By SMS, with how to refuse:\n{costs}", costs=said) if shown else "")
        self.cost.setVisible(shown)


class LowRow(NumberRow):
    """From which answer downwards leads are alerted, on the scale of what is asked about."""

    def __init__(self, theme: Theme, kind: Callable[[], SurveyKind]) -> None:
        about = " "  # said as soon as there is a value
        super().__init__(theme, "low", tr("Alert the leads"), about, empty=tr("never"))
        self._kind = kind

    def show_value(self, value: object) -> None:
        """See `NumberRow`."""
        super().show_value(value)
        self.measure()

    def measure(self) -> None:
        """Say of which scale the number is."""
        kind = self._kind()
        lowest, highest = SCALES[kind]
        if kind is SurveyKind.CES:
            said = tr(
                "When an answer is this number or less, of {low} (very hard) to {high} (very easy).",
                low=lowest,
                high=highest,
            )
        else:
            said = tr(
                "When an answer is this number or less, of {low} (worst) to {high} (best).",
                low=lowest,
                high=highest,
            )
        self.about.setText(said)


def _cost(language: str, words: str, *, alone: bool) -> str:
    """What one line costs; the only one without a language needs no name."""
    cost = sms_words(Survey(id="", words={language: words}).written_question(language))
    if alone and not language:
        return cost
    name = language_words(language) if language else tr("All others")
    return tr("{language}: {cost}", language=name, cost=cost)


class SpokenRow(WordsRow):
    """The same for callers, with a button to hear it. `asked` says what is asked, and which prompt is chosen."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        label: str,
        about: str,
        desk: DeskView,
        asked: Callable[[], tuple[SurveyKind, str]],
    ) -> None:
        super().__init__(theme, name, label, about)
        self._desk, self._asked = desk, asked
        self._sound: Attachment | None = None
        self._plays = False
        self.button = Button(theme, tr("Play"), icon="play")
        self.button.setToolTip(tr("Hear what callers hear"))
        self.button.clicked.connect(self._toggle)
        line = QHBoxLayout()
        line.addWidget(self.button)
        line.addStretch(1)
        self._column.insertLayout(1, line)
        self.warning = Label(theme, "", "caption", "status.warnText", wrap=True)
        self.warning.hide()
        self._column.insertWidget(2, self.warning)
        self._spoken: frozenset[str] = frozenset()
        self._explained: frozenset[str] = frozenset()
        self.area.textChanged.connect(self._warn)

    def set_voices(self, spoken: frozenset[str], explained: frozenset[str]) -> None:
        """In these languages words can be spoken, and in these callers are told what the keys mean."""
        self._spoken, self._explained = spoken, explained
        self._warn()

    def _warn(self) -> None:
        typed = [language for language, _ in map(_worded, self.lines())]
        named = sorted({one for one in typed if one})
        mute = [one for one in named if one not in self._spoken]
        half = [one for one in named if one in self._spoken and one not in self._explained]
        said = []
        if typed and not self._spoken:
            said.append(tr("Nothing can speak here: callers hear the usual question."))
        elif mute:
            shown = ", ".join(language_words(one) for one in mute)
            said.append(
                tr("Nothing speaks {languages}: the usual question is heard.", languages=shown)
            )
        if half:
            shown = ", ".join(language_words(one) for one in half)
            words = tr(
                "In {languages} what the keys mean is heard in English, until there are prompts for it.",
                languages=shown,
            )
            said.append(words)
        self.warning.setText(" ".join(said))
        self.warning.setVisible(bool(said))

    def _toggle(self) -> None:
        if self._sound is not None and self._plays:
            self._desk.post(PauseListening(attachment=self._sound))
            return
        kind, prompt = self._asked()
        language, words = _worded(self.area.textCursor().block().text())
        here = QLocale().name().partition("_")[0]
        self._sound = question_sound(kind, language or here, prompt, words)
        self._desk.post(Listen(attachment=self._sound))

    def follow(self, sound_id: str) -> None:
        """A sound stands otherwise."""
        if self._sound is None or self._sound.id != sound_id:
            return
        line = self._desk.sound(sound_id)
        self._plays = line.state is PlayState.PLAYING
        self.button.setText(tr("Pause") if self._plays else tr("Play"))
        self.button.set_icon_name("pause" if self._plays else "play")
        self.set_problem("" if line.problem is None else problem_words(line.problem))

    def stop(self) -> None:
        """The form is left: nothing plays on."""
        if self._sound is not None and self._plays:
            self._desk.post(PauseListening(attachment=self._sound))
        self._sound, self._plays = None, False
        self.button.setText(tr("Play"))
        self.button.set_icon_name("play")
