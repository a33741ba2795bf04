"""The page of surveys."""

from agent_desktop.desk.api import SoundLine
from agent_desktop.model.administration import QueueRules, Topic
from agent_desktop.model.attachments import Attachment, AudioFacts, AudioKind
from agent_desktop.model.changes import SoundShown
from agent_desktop.model.errors import Problem
from agent_desktop.model.listening import Listen
from agent_desktop.model.sounds import PlayState
from agent_desktop.model.surveys import (
    WRITTEN,
    KeepSurvey,
    RemoveSurvey,
    Survey,
    SurveyKind,
    question_sound,
)
from agent_desktop.model.timeline import Author, AuthorKind, LineKind, SystemLine
from agent_desktop.model.work import Channel
from agent_desktop.ui.conversation.timeline.sound_looks import sound_look
from agent_desktop.ui.conversation.timeline.words import line_words
from agent_desktop.ui.settings.rows import ChoiceRow
from agent_desktop.ui.settings.survey_rows import SpokenRow, WordsRow, WrittenRow
from agent_desktop.ui.settings.tables import PickRow, SomeRow
from tests.ui.settings.conftest import Office


def test_a_survey_is_written_kept_and_removed(office: Office) -> None:
    office.team.queues["support"] = QueueRules(id="support", name="Support")
    page = office.open(Topic.SURVEYS)
    page.begin_new()
    office.work()
    office.type(page, "name", "After help")
    kind = page.form.rows["kind"]
    assert isinstance(kind, ChoiceRow)
    kind.choice.select("nps")
    words = page.form.rows["words"]
    assert isinstance(words, WordsRow)
    words.area.setPlainText("de: Wie war es?\nHow was it?")
    low = page.form.rows["low"].about
    assert low.text().endswith("of 1 (worst) to 5 (best).")
    kind.edited.emit()
    assert low.text().endswith("of 0 (worst) to 10 (best).")
    queues = page.form.rows["queues"]
    assert isinstance(queues, SomeRow)
    queues.boxes["support"].click()
    office.type(page, "delay_ms", "5")
    office.type(page, "share", "50")
    office.type(page, "low", "6")
    page.form.submit()
    office.work()
    (order,) = office.asked(KeepSurvey)
    survey = order.survey
    assert order.before is None
    assert survey == Survey(
        id=survey.id,
        name="After help",
        kind=SurveyKind.NPS,
        queues=("support",),
        words={"de": "Wie war es?", "": "How was it?"},
        delay_ms=300_000,
        share=50,
        low=6,
    )
    (entry,) = page.rows.entries
    assert entry.detail == "Recommendation (0–10) · Support · 50% are asked"
    page.open(survey.id)
    assert words.value() == survey.words
    page.form.removed.emit()
    office.work()
    assert office.asked(RemoveSurvey) == [RemoveSurvey(survey_id=survey.id)]
    assert page.rows.entries == ()


def test_callers_are_asked_in_words_of_their_own_that_can_be_heard(office: Office) -> None:
    page = office.open(Topic.SURVEYS)
    page.begin_new()
    office.work()
    office.type(page, "name", "After the call")
    channels = page.form.rows["channels"]
    assert isinstance(channels, SomeRow)
    assert channels.value() == WRITTEN
    for box in channels.boxes.values():
        box.click()  # all others
    spoken = page.form.rows["spoken"]
    assert isinstance(spoken, SpokenRow)
    spoken.area.setPlainText("de: Wie war der Anruf?")
    office.type(page, "comment_ms", "30")
    spoken.button.click()
    (asked,) = office.desk.posted(Listen)
    sound = question_sound(SurveyKind.CSAT, "de", "", "Wie war der Anruf?")
    assert asked.attachment == sound
    office.desk.sounds[sound.id] = SoundLine(state=PlayState.PLAYING)
    office.desk.publish(SoundShown(sound_id=sound.id))
    office.frames()
    assert spoken.button.text() == "Pause"
    gone = Problem(code="refused", message="Nothing can speak here.")
    office.desk.sounds[sound.id] = SoundLine(problem=gone)
    office.desk.publish(SoundShown(sound_id=sound.id))
    office.frames()
    assert "Nothing can speak" in spoken.notice.words
    prompt = page.form.rows["prompt"]
    assert isinstance(prompt, PickRow)
    prompt.list.chosen.emit("welcome")
    prompt.show_value("welcome")
    spoken.button.click()
    assert office.desk.posted(Listen)[-1].attachment == question_sound(
        SurveyKind.CSAT, "de", "welcome", "Wie war der Anruf?"
    )
    page.form.submit()
    office.work()
    (order,) = office.asked(KeepSurvey)
    survey = order.survey
    assert survey.channels == (Channel.VOICE,)
    assert (survey.spoken, survey.prompt) == ({"de": "Wie war der Anruf?"}, "welcome")
    assert survey.comment_ms == 30_000
    (entry,) = page.rows.entries
    assert entry.detail == "Satisfaction (1–5) · everywhere · Telephone"


def test_languages_that_nobody_speaks_or_explains_are_said_while_they_are_typed(
    office: Office,
) -> None:
    page = office.open(Topic.SURVEYS)
    page.begin_new()
    office.work()
    spoken = page.form.rows["spoken"]
    assert isinstance(spoken, SpokenRow)
    assert not spoken.warning.isVisibleTo(spoken)
    spoken.area.setPlainText("fr: C'était comment ?")
    assert not spoken.warning.isVisibleTo(spoken)  # all of it is said in French
    spoken.area.setPlainText("fr: Oui ?\npl: Jak było?\ntlh: nuq?\nHow was it?")
    assert spoken.warning.isVisibleTo(spoken)
    assert "Nothing speaks tlh" in spoken.warning.text()
    assert "In polski what the keys mean is heard in English" in spoken.warning.text()
    office.team.speech = False
    office.open(Topic.PROMPTS)
    page = office.open(Topic.SURVEYS)
    assert "Nothing can speak here" in spoken.warning.text()
    spoken.area.setPlainText("")
    assert not spoken.warning.isVisibleTo(spoken)


def test_what_a_question_costs_by_sms_is_said_while_it_is_typed(office: Office) -> None:
    page = office.open(Topic.SURVEYS)
    page.begin_new()
    office.work()
    words, channels = page.form.rows["words"], page.form.rows["channels"]
    assert isinstance(words, WrittenRow)
    assert isinstance(channels, SomeRow)
    assert not words.cost.isVisibleTo(words), "the usual question is one SMS"
    words.area.setPlainText("How was it? 1 (bad) to 5 (good).")
    assert words.cost.text() == "By SMS, with how to refuse:\n1 SMS, 79 left"
    words.area.setPlainText("fr: Êtes-vous contents de nous ?\nde: Wie war's?\nHow was it?")
    assert words.cost.text().splitlines()[1:] == [
        "français: 2 SMS, 56 left · Unicode because of Ê",
        "Deutsch: 1 SMS, 86 left",
        "All others: 1 SMS, 100 left",
    ]
    channels.boxes["sms"].click()
    assert not words.cost.isVisibleTo(words), "nobody is asked by SMS"
    channels.boxes["sms"].click()
    assert words.cost.isVisibleTo(words)
    words.area.setPlainText("")
    assert not words.cost.isVisibleTo(words)


def test_a_language_that_comes_twice_and_a_share_of_nobody_are_refused(office: Office) -> None:
    page = office.open(Topic.SURVEYS)
    page.begin_new()
    office.work()
    office.type(page, "name", "After help")
    words = page.form.rows["words"]
    assert isinstance(words, WordsRow)
    words.area.setPlainText("One?\nTwo?")
    page.form.submit()
    assert words.notice.isVisible()
    words.area.setPlainText("")
    office.type(page, "share", "0")
    page.form.submit()
    office.work()
    assert page.form.rows["share"].notice.isVisible()


def test_an_answer_is_told_in_the_timeline() -> None:
    def said(detail: str) -> str:
        author = Author(kind=AuthorKind.CUSTOMER, name="Layla")
        line = SystemLine(
            id="l",
            conversation_id="c",
            kind=LineKind.SURVEYED,
            sent_at=0,
            author=author,
            detail=detail,
        )
        return line_words(line, "me", "Layla")

    assert said("csat 4") == "Layla’s satisfaction: 4 of 5"
    assert said("nps 9\nQuick") == "Layla’s recommendation: 9 of 10 · “Quick”"
    late = "How easy it was for Layla: 7 of 7 (too late or once more: not counted)"
    assert said("ces 7 late") == late
    assert said("mood 3") == "Layla answered a survey"
    refused = SystemLine(
        id="l",
        conversation_id="c",
        kind=LineKind.SURVEY_REFUSED,
        sent_at=0,
        author=Author(kind=AuthorKind.CUSTOMER),
    )
    assert line_words(refused, "me", "Layla") == "Layla wants to answer no more surveys"


def test_a_comment_by_telephone_is_heard_in_the_timeline() -> None:
    audio = AudioFacts(length_ms=4_000, kind=AudioKind.COMMENT)
    file = Attachment(id="a", name="c.ogg", media_type="audio/ogg", size=9, audio=audio)
    assert sound_look(file).title == "Comment on the survey"
