"""The rows about prompts: one chosen from the list, one heard, and what one shall become.

Promises that a prompt which is not offered here stays chosen; that a sound is heard as all others are, out of the
device for calls. Refuses to read files: the path of one is all that leaves here.
"""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QDir, QLocale, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from agent_desktop.desk.administration_state import Administration
from agent_desktop.desk.api import DeskView
from agent_desktop.model.administration import Topic
from agent_desktop.model.administration_prompts import Prompt, Prompts, PromptWish
from agent_desktop.model.attachments import Attachment
from agent_desktop.model.listening import Listen, PauseListening
from agent_desktop.model.sounds import PlayState
from agent_desktop.ui.kit.widgets.buttons import Button
from agent_desktop.ui.kit.widgets.choices import SegmentedControl
from agent_desktop.ui.kit.widgets.fields import TextArea
from agent_desktop.ui.kit.widgets.labels import Label
from agent_desktop.ui.settings.prompt_titles import prompt_title
from agent_desktop.ui.settings.rows import CONTROL_WIDTH, NoValue, Row
from agent_desktop.ui.settings.tables import PickRow
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import problem_words, tr

_NO_SENTENCES = ("music/", "tone/", "number/", "caller/")
_LONGEST = 60
_LONGEST_TEXT = 2_000


def known_prompts(known: Administration) -> tuple[Prompt, ...]:
    """The prompts that were read."""
    kept = known.topic(Topic.PROMPTS).kept
    return kept.prompts if isinstance(kept, Prompts) else ()


def sentences(known: Administration) -> list[tuple[str, str]]:
    """Prompts that say something, each with its words as far as they are known."""
    prompts = [one for one in known_prompts(known) if not one.name.startswith(_NO_SENTENCES)]
    return _offered(prompts)


def music(known: Administration) -> list[tuple[str, str]]:
    """Prompts to wait with: music, and what the team uploaded under names of its own."""
    prompts = known_prompts(known)
    own = [one for one in prompts if one.own and not one.shipped]
    more = [one for one in own if not one.name.startswith(_NO_SENTENCES)]
    return _offered([one for one in prompts if one.name.startswith("music/")] + more)


def _offered(prompts: Sequence[Prompt]) -> list[tuple[str, str]]:
    texts: dict[str, str] = {}
    here = QLocale().name().partition("_")[0]
    for one in prompts:
        if one.text and (one.name not in texts or one.language == here):
            texts[one.name] = one.text
    names = {one.name for one in prompts}
    named = [(name, _words(prompt_title(name), texts.get(name, ""))) for name in names]
    return sorted(named, key=lambda one: one[1].casefold())


def _words(title: str, text: str) -> str:
    if len(text) > _LONGEST:
        text = text[: _LONGEST - 1].rstrip() + "…"
    return f"{title} · {text}" if text else title


class PromptRow(PickRow):
    """A prompt. None is refused."""

    def __init__(self, theme: Theme, name: str, label: str, about: str = "") -> None:
        super().__init__(theme, name, label, about, none=tr("Choose…"), width=CONTROL_WIDTH)

    def words_of(self, key: str) -> str:
        """See `PickRow`."""
        return prompt_title(key)

    def value(self) -> str:
        """The name. Raises NoValue."""
        name = super().value()
        if not name:
            raise NoValue(tr("This is needed."))
        return name


class ListenRow(Row):
    """The sound of a prompt, to be heard; nobody changes it here."""

    def __init__(self, theme: Theme, name: str, label: str, desk: DeskView) -> None:
        super().__init__(theme, name, label)
        self._desk = desk
        self._sound: Attachment | None = None
        self.button = Button(theme, tr("Play"), icon="play")
        self.button.clicked.connect(self._toggle)
        self._plays = False
        line = QHBoxLayout()
        line.addWidget(self.button)
        self.seat(line)

    def control(self) -> QWidget:
        """The button."""
        return self.button

    def value(self) -> Attachment | None:
        """What can be heard."""
        return self._sound

    def show_value(self, value: object) -> None:
        """Let this be heard; without anything the row is hidden."""
        assert value is None or isinstance(value, Attachment)
        self._sound = value
        self.setVisible(value is not None)
        self.follow()

    def follow(self) -> None:
        """Show how the sound stands."""
        if self._sound is None:
            return
        line = self._desk.sound(self._sound.id)
        self._plays = line.state is PlayState.PLAYING
        self.button.setText(tr("Pause") if self._plays else tr("Play"))
        self.button.set_icon_name("pause" if self._plays else "play")
        self.set_problem("" if line.problem is None else problem_words(line.problem))

    def _toggle(self) -> None:
        if self._sound is not None:
            kind = PauseListening if self._plays else Listen
            self._desk.post(kind(attachment=self._sound))

    def stop(self) -> None:
        """The form is left: nothing plays on."""
        if self._sound is not None and self._plays:
            self._desk.post(PauseListening(attachment=self._sound))


class _File(QWidget):
    """A WAV file of this computer, chosen in a dialog."""

    chosen = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.path = ""
        self.button = Button(theme, tr("Choose a WAV file…"), icon="file")
        self.button.clicked.connect(self.choose)
        self._name = Label(theme, "", color="text.secondary", elide=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self.button)
        row.addWidget(self._name, 1)

    def choose(self) -> None:
        """Let the administrator choose, in a dialog over the window."""
        dialog = QFileDialog(self.window(), tr("Choose a WAV file"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(tr("Sounds (*.wav)"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._take)
        dialog.open()

    def _take(self, path: str) -> None:
        self.show_path(QDir.toNativeSeparators(path))
        self.chosen.emit()

    def show_path(self, path: str) -> None:
        """Show the file's name."""
        self.path = path
        self._name.setText(Path(path).name)


class WishRow(Row):
    """What a prompt shall become: a file, or a text where the backend can speak."""

    def __init__(self, theme: Theme, name: str, label: str) -> None:
        super().__init__(
            theme,
            name,
            label,
            tr("16 bit, any rate. Silence around it is cut, and it is made as loud as the others."),
        )
        options = [("file", tr("A file"), "", ""), ("text", tr("A spoken text"), "", "")]
        self.how = SegmentedControl(theme, options, label)
        self.file = _File(theme)
        self.text = TextArea(theme, tr("Text"), tr("What callers shall hear"))
        self.text.setFixedHeight(72)
        self.text.setFixedWidth(CONTROL_WIDTH)
        holder = QVBoxLayout()
        holder.setSpacing(8)
        holder.addWidget(self.how)
        holder.addWidget(self.file)
        holder.addWidget(self.text)
        self._showing = False
        self.seat(holder)
        self.how.chosen.connect(self._turned)
        self.file.chosen.connect(self._touched)
        self.text.textChanged.connect(self._typed)
        self._show_how()

    def set_speech(self, speech: bool) -> None:
        """Whether texts can be spoken."""
        self.how.setVisible(speech)
        if not speech:
            self.how.select("file")
        self._show_how()

    def _turned(self) -> None:
        self._show_how()
        self._touched()

    def _show_how(self) -> None:
        spoken = self.how.current == "text"
        self.file.setVisible(not spoken)
        self.text.setVisible(spoken)

    def _typed(self) -> None:
        if not self._showing:
            self._touched()

    def control(self) -> QWidget:
        """The text, or the button that chooses a file."""
        return self.text if self.how.current == "text" else self.file.button

    def value(self) -> PromptWish:
        """The wish. Raises NoValue where nothing is wished."""
        if self.how.current == "text":
            text = self.text.toPlainText().strip()
            if not text:
                raise NoValue(tr("Type what shall be heard."))
            if len(text) > _LONGEST_TEXT:
                raise NoValue(tr("A prompt has 2,000 characters at the most."))
            return PromptWish(text=text)
        if not self.file.path:
            raise NoValue(tr("Choose a file first."))
        return PromptWish(file=self.file.path)

    def show_value(self, value: object) -> None:
        """Show a wish."""
        assert isinstance(value, PromptWish)
        self._showing = True
        self.how.select("text" if value.text else "file")
        self.text.setPlainText(value.text)
        self.file.show_path(value.file)
        self._show_how()
        self._showing = False
