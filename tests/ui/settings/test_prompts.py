"""The page of prompts: shipped ones with their words, a file or a text in their place, and the way back."""

from pathlib import Path

from msgspec.structs import replace
from PySide6.QtWidgets import QFileDialog

from agent_desktop.desk.api import SoundLine
from agent_desktop.hub.voice.prompts.catalogue import shipped_clips
from agent_desktop.model.administration import Topic
from agent_desktop.model.administration_calls import Destination, Goal, KeepCallNumber
from agent_desktop.model.administration_prompts import KeepPrompt, PromptWish, RemovePrompt
from agent_desktop.model.attachments import Attachment
from agent_desktop.model.changes import SoundShown
from agent_desktop.model.errors import Problem
from agent_desktop.model.listening import Listen, PauseListening
from agent_desktop.model.sounds import PlayState
from agent_desktop.ui.settings.page import AnyPage
from agent_desktop.ui.settings.prompt_rows import ListenRow, PromptRow, WishRow
from agent_desktop.ui.settings.prompt_titles import prompt_title
from agent_desktop.ui.theme.theme import Theme
from tests.desk.fake_team import SHIPPED
from tests.ui.settings.conftest import Office

WELCOME = SHIPPED["de/welcome"]
SOUND = Attachment(id="prompt:1", name="welcome", media_type="audio/wav", size=9)


def wish_of(page: AnyPage) -> WishRow:
    row = page.form.rows["wish"]
    assert isinstance(row, WishRow)
    return row


def test_shipped_prompts_stand_with_their_words(office: Office) -> None:
    page = office.open(Topic.PROMPTS)
    entries = {one.key: one for one in page.rows.entries}
    assert entries["de/welcome"].title == "Welcome"
    assert entries["de/welcome"].detail == "Deutsch · Willkommen."
    assert entries["/music/waiting"].title == "Music to wait with"
    assert entries["/music/waiting"].detail == "every language"
    assert list(entries)[-1] == "/music/waiting"
    page.open("de/welcome")
    assert page.form.title.text() == "Welcome, Deutsch"
    assert page.form.rows["name"].isHidden()
    assert page.form.rows["language"].isHidden()
    assert page.form.bar.remove.isHidden(), "what is shipped cannot be taken away"
    assert page.form.rows["text"].control().accessibleName() == "Willkommen."


def test_a_file_takes_the_place_of_a_shipped_prompt_until_it_is_taken_back(
    office: Office, tmp_path: Path
) -> None:
    page = office.open(Topic.PROMPTS)
    page.open("de/welcome")
    page.form.submit()
    assert "file" in wish_of(page).notice.words
    file = tmp_path / "ours.wav"
    file.write_bytes(b"no sound")
    row = wish_of(page)
    row.file.button.click()
    dialog = office.shell.findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    dialog.fileSelected.emit(str(file))
    dialog.close()
    page.form.submit()
    office.work()
    assert "no WAV" in row.notice.words
    assert row.value() == PromptWish(file=str(file)), "what was chosen stays"
    file.write_bytes(b"RIFF and so on")
    page.form.submit()
    office.work()
    wish = replace(WELCOME, wish=PromptWish(file=str(file)))
    assert office.asked(KeepPrompt)[-1] == KeepPrompt(prompt=wish, before=WELCOME)
    entry = next(one for one in page.rows.entries if one.key == "de/welcome")
    assert (entry.state, entry.detail) == ("Your own", "Deutsch")
    page.open("de/welcome")
    assert page.form.bar.remove.text() == "Back to the shipped one"
    page.form.bar.remove.click()
    page.form.bar.sure.click()
    office.work()
    assert office.asked(RemovePrompt) == [RemovePrompt(name="welcome", language="de")]
    assert office.team.own == {}


def test_a_text_is_spoken_where_the_backend_can(office: Office) -> None:
    page = office.open(Topic.PROMPTS)
    page.begin_new()
    row = wish_of(page)
    assert not row.how.isHidden()
    row.how._segments["text"].click()
    office.type(page, "name", "sale")
    office.type(page, "language", "en")
    row.text.setPlainText("Everything must go.")
    page.form.submit()
    office.work()
    (order,) = office.asked(KeepPrompt)
    assert (order.prompt.id, order.prompt.wish) == (
        "en/sale",
        PromptWish(text="Everything must go."),
    )
    office.team.speech = False
    page.look()
    office.work()
    assert row.how.isHidden()
    assert row.how.current == "file"


def test_a_prompt_is_heard_and_silent_again(office: Office) -> None:
    office.team.own[WELCOME.id] = replace(WELCOME, own=True, sound=SOUND)
    page = office.open(Topic.PROMPTS)
    page.open("de/welcome")
    row = page.form.rows["sound"]
    assert isinstance(row, ListenRow)
    row.button.click()
    assert office.desk.posted(Listen) == [Listen(attachment=SOUND)]
    office.desk.sounds[SOUND.id] = SoundLine(state=PlayState.PLAYING)
    office.desk.publish(SoundShown(sound_id=SOUND.id))
    assert row.button.text() == "Pause"
    page.form.leave()
    assert office.desk.posted(PauseListening) == [PauseListening(attachment=SOUND)]
    why = Problem(code="conflict", message="There is a call.")
    office.desk.sounds[SOUND.id] = SoundLine(problem=why)
    office.desk.publish(SoundShown(sound_id=SOUND.id))
    assert row.notice.words == "There is a call."


def test_other_pages_offer_the_list(office: Office) -> None:
    page = office.open(Topic.NUMBERS)
    page.begin_new()
    office.type(page, "id", "Main")
    greeting = page.form.rows["greeting"].control()
    offered = dict(greeting._options)  # type: ignore[attr-defined]
    assert list(offered) == ["", "closed", "welcome"]
    assert offered["closed"] == "Outside opening hours · We are closed."
    greeting._choose("closed")  # type: ignore[attr-defined]
    page.form.submit()
    office.work()
    (order,) = office.asked(KeepCallNumber)
    assert order.number.greeting == "closed"
    assert order.number.then == Destination(goal=Goal.GOODBYE, target="goodbye")
    waiting = office.open(Topic.WAITING)
    waiting.open("support")
    tune = waiting.form.rows["music"].control()
    assert dict(tune._options) == {"": "Choose…", "music/waiting": "Music to wait with"}  # type: ignore[attr-defined]


def test_every_shipped_prompt_has_a_title() -> None:
    names = {clip.name for clip in shipped_clips()}
    assert {name for name in names if prompt_title(name) == name} == set()
    assert prompt_title("music/jazz") == "Music: jazz"
    assert prompt_title("summer_sale") == "summer_sale"


def test_a_prompt_that_is_gone_stays_chosen_by_its_title(theme: Theme) -> None:
    row = PromptRow(theme, "prompt", "Prompt")
    row.set_options([("closed", "Outside opening hours")])
    row.show_value("goodbye")
    assert row.value() == "goodbye"
    assert row.list.text() == "Goodbye"
