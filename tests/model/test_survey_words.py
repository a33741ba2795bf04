"""The usual questions of surveys, as they cost money by SMS."""

import re

import pytest

from agent_desktop.model import sms_text
from agent_desktop.model.sms_text import Alphabet
from agent_desktop.model.survey_words import USUAL_STOP
from agent_desktop.model.surveys import SCALES, USUAL_WORDS, Survey, SurveyKind

OTHER_ALPHABETS = {"ru", "ar"}
"""Written in letters that GSM's alphabet cannot have: an SMS is 70 characters there."""


@pytest.mark.parametrize("kind", SurveyKind)
@pytest.mark.parametrize("language", USUAL_STOP)
def test_a_usual_question_is_one_sms(kind: SurveyKind, language: str) -> None:
    """Also where its number takes two digits, and with how to refuse."""
    said = Survey(id="", kind=kind).written_question(language)
    size = sms_text.count(said)
    assert size.parts == 1, f"{size.units} units: {said}"
    assert (size.alphabet is Alphabet.UCS2) is (language in OTHER_ALPHABETS), size.forcing
    assert said.startswith(USUAL_WORDS[kind][language])
    assert said.endswith(USUAL_STOP[language])
    assert "STOP" in USUAL_STOP[language]


@pytest.mark.parametrize("kind", SurveyKind)
def test_a_usual_question_names_both_ends_of_its_scale(kind: SurveyKind) -> None:
    assert set(USUAL_WORDS[kind]) == set(USUAL_STOP)
    for words in USUAL_WORDS[kind].values():
        assert tuple(map(int, re.findall(r"\d+", words))) == SCALES[kind], words
        assert len(re.findall(r"\d \(|10 \(", words)) == 2, f"says what a number means: {words}"
