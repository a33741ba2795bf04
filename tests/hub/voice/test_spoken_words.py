"""What callers hear around a survey where no clip speaks their language: spoken words, else English."""

from pathlib import Path

import numpy as np
import pytest

from agent_desktop.hub.voice.prompts import synthesis, wav
from agent_desktop.hub.voice.prompts.catalogue import Catalogue
from agent_desktop.hub.voice.prompts.loudness import RATE
from agent_desktop.hub.voice.studio.library import Library
from agent_desktop.media.tones import tone
from agent_desktop.model.survey_words import USUAL_SPOKEN
from tests.contracts.asynchronous import asynchronous

#: All that is said around a survey's question, in each language in which a usual one is spoken.
AROUND = sorted(USUAL_SPOKEN["fr"])


def test_each_language_of_a_question_has_every_word_around_it() -> None:
    catalogue = Catalogue()
    for language in ("en", "de", *USUAL_SPOKEN):
        for prompt in AROUND:
            path = catalogue.find(prompt, language)
            assert path is not None
            shipped = path.parent.name == language
            assert shipped is (catalogue.words(prompt, language) == ""), (language, prompt)
    assert catalogue.words("survey_stop", "fr-CA") == USUAL_SPOKEN["fr"]["survey_stop"]
    assert catalogue.words("survey_stop", "pl") == ""
    assert catalogue.words("survey_stop", "../fr") == ""


def test_a_prompt_of_the_house_goes_before_spoken_words(tmp_path: Path) -> None:
    own = tmp_path / "own.wav"
    own.write_bytes(wav.write(tone((440,), 500, RATE)))
    catalogue = Catalogue({("fr", "survey_stop"): own})
    assert catalogue.words("survey_stop", "fr") == ""
    assert catalogue.words("survey_thanks", "fr") != ""


@asynchronous
async def test_what_has_no_clip_is_spoken_in_the_callers_language(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    library = Library(Catalogue())
    english = await library.sound("survey_csat_keys", "en")
    assert english is not None
    if synthesis.available():
        assert {"de", "en", "fr", "es", "ar"} <= {*synthesis.languages()}
        for language in ("fr", "es", "ar"):
            sound = await library.sound("survey_csat_keys", language)
            assert sound is not None
            spoken = synthesis.speak(USUAL_SPOKEN[language]["survey_csat_keys"], language)
            assert np.array_equal(sound, spoken)
    monkeypatch.setattr(synthesis, "available", lambda: False)
    silent = Library(Catalogue())
    assert np.array_equal(await silent.sound("survey_csat_keys", "fr"), english)  # type: ignore[arg-type]


def test_no_synthesiser_speaks_no_language() -> None:
    assert synthesis.languages("no-such-program") == ()
