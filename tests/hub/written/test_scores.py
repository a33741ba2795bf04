"""Numbers as customers write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_desktop.hub.written.scores import Score, score_of
from agent_desktop.model.survey_words import USUAL_STOP
from agent_desktop.model.surveys import SCALES, Answered, SurveyKind, answer_in, detail_of


@pytest.mark.parametrize(
    ("text", "scale", "said"),
    [
        ("5", (1, 5), (5, "")),
        (" 5. ", (1, 5), (5, "")),
        ("Five!", (1, 5), (5, "")),
        ("FÜNF", (1, 5), (5, "")),
        ("fuenf Sterne", (1, 5), (5, "")),
        ("9/10", (0, 10), (9, "")),
        ("9 / 10, because you are quick", (0, 10), (9, "because you are quick")),
        ("4 out of 5", (1, 5), (4, "")),
        ("4 von 5 Punkten", (1, 5), (4, "")),
        ("5 ⭐", (1, 5), (5, "")),
        ("5 ★ quick", (1, 5), None),
        ("5 👍🏽", (1, 5), (5, "")),
        ("5 😊 so quick", (1, 5), (5, "so quick")),
        ("5 thanks", (1, 5), (5, "thanks")),
        ("5 Danke schön!", (1, 5), (5, "Danke schön!")),
        ("5 thanksgiving cards", (1, 5), None),
        ("5\n\n-- \nLayla\n+33 612 48 90 17", (1, 5), (5, "")),
        ("Five stars!", (1, 5), (5, "")),
        ("1. Where is my lamp? 2. And my chair?", (1, 5), None),
        ("1) Where is my lamp?", (1, 5), None),
        ("2. Lamps\n3. Chairs", (1, 5), None),
        ("4711", (0, 10), None),
        ("10023-7", (0, 10), None),
        ("5?", (1, 5), None),
        ("4 von 5 Punkte", (1, 5), (4, "")),
        ("⭐⭐⭐⭐", (1, 5), (4, "")),
        ("⭐️⭐️⭐️ okay", (1, 5), None),
        ("★★★ - okay", (1, 5), (3, "okay")),
        ("4️⃣", (1, 5), (4, "")),
        ("🔟", (0, 10), (10, "")),
        ("0", (0, 10), (0, "")),
        ("5\nThank you, Anna.", (1, 5), (5, "Thank you, Anna.")),
        ("4 - quick", (1, 5), (4, "quick")),
        ("٤", (1, 5), (4, "")),
        ("6", (1, 5), None),
        ("0", (1, 5), None),
        ("9/10", (1, 5), None),
        ("4 or 5", (1, 5), None),
        ("4, or 5", (1, 5), None),
        ("4-5", (1, 5), None),
        ("4.5", (1, 5), None),
        ("5%", (1, 5), None),
        ("5€", (1, 5), None),
        ("5th time I ask", (1, 5), None),
        ("2 lamps are missing", (1, 5), None),
        ("one more thing", (1, 5), None),
        ("Thank you", (1, 5), None),
        ("", (1, 5), None),
        ("+33 612 48 90 17", (1, 5), None),
        ("*5*", (1, 5), (5, "")),
        ("“Cinco”!", (1, 5), (5, "")),
        ("(1) lamp (2) chairs", (1, 5), None),
        ("five out of five", (1, 5), (5, "")),
        ("Ocho de diez", (0, 10), (8, "")),
        ("nove em dez, obrigada", (0, 10), (9, "obrigada")),
        ("fünf von zehn", (1, 5), None),
        ("on", (0, 10), (10, "")),
        ("on time", (0, 10), None),
        ("5 из 5, спасибо", (1, 5), (5, "спасибо")),
        ("ALTI puan", (1, 7), (6, "")),
        ("4 teşekkürler", (1, 5), (4, "teşekkürler")),
        ("٥ من ٥", (1, 5), (5, "")),
        ("خمسة شكرا", (1, 5), (5, "شكرا")),
    ],
)
def test_what_is_an_answer(text: str, scale: tuple[int, int], said: tuple[int, str] | None) -> None:
    assert score_of(text, *scale) == (None if said is None else Score(*said))


def test_words_may_follow_as_they_like_where_the_question_itself_is_answered() -> None:
    assert score_of("5 great help", 1, 5, direct=True) == Score(5, "great help")
    assert score_of("4 or 5", 1, 5, direct=True) is None


@pytest.mark.parametrize(
    "text",
    [
        *("Un grand merci à Anna", "One of your people was rude", "Una pregunta, por favor"),
        *("En hora buena", "On Monday nobody answered", "Bir sorum var"),
    ],
)
def test_an_article_is_no_number_even_in_a_reply(text: str) -> None:
    assert score_of(text, 0, 10, direct=True) is None


_IN_WORDS = {
    "en": "zero two five seven ten",
    "de": "null zwei fünf sieben zehn",
    "fr": "zéro deux cinq sept dix",
    "es": "cero dos cinco siete diez",
    "pt": "zero dois cinco sete dez",
    "it": "zero due cinque sette dieci",
    "nl": "nul twee vijf zeven tien",
    "pl": "zero dwa pięć siedem dziesięć",
    "tr": "sıfır iki beş yedi on",
    "ru": "ноль два пять семь десять",
    "ar": "صفر اثنان خمسة سبعة عشرة",
}


def test_every_language_of_a_question_may_be_answered_in_its_words() -> None:
    assert set(_IN_WORDS) == set(USUAL_STOP)
    for words in _IN_WORDS.values():
        for word, value in zip(words.split(), (0, 2, 5, 7, 10), strict=True):
            for said in (word, word.capitalize(), f"{word}!"):
                assert score_of(said, 0, 10) == Score(value), said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Hello Anna,\n\n5\n\nBest regards\nLayla", (5, "Hello Anna,\n\n\nBest regards\nLayla")),
        ("Guten Tag,\nvier Sterne.\nL.", (4, "Guten Tag,\nL.")),
        ("Hello,\n4\nor\n5", None),
        ("Hello,\nmy order is\n4711", None),
        ("a\nb\nc\nd\ne\n5", None),
        ("Dear team,\n1. lamp\n2. chair", None),
    ],
)
def test_a_reply_may_greet_first(text: str, said: tuple[int, str] | None) -> None:
    assert score_of(text, 1, 5, direct=True) == (None if said is None else Score(*said))
    assert score_of(text, 1, 5) is None


@given(
    st.sampled_from(list(SCALES.values())),
    st.sampled_from(["", "!", ".", " thanks", " 👍", "\n\n-- \nLayla 7", " - good", "\nGood"]),
    st.data(),
)
def test_a_number_of_the_scale_is_an_answer_however_it_ends(
    scale: tuple[int, int], end: str, data: st.DataObject
) -> None:
    value = data.draw(st.integers(*scale))
    found = score_of(f"{value}{end}", *scale)
    assert found is not None
    assert found.value == value
    assert "7" not in found.comment


@given(st.integers(100, 10**12), st.sampled_from(list(SCALES.values())), st.booleans())
def test_a_longer_number_is_an_order_and_no_answer(
    number: int, scale: tuple[int, int], direct: bool
) -> None:
    for text in (str(number), f"{number}!", f"Order {number}", f"Hello,\n{number}"):
        assert score_of(text, *scale, direct=direct) is None


@given(st.text(max_size=60), st.sampled_from(list(SCALES.values())), st.booleans())
def test_any_text_is_a_number_of_the_scale_or_none(
    text: str, scale: tuple[int, int], direct: bool
) -> None:
    found = score_of(text, *scale, direct=direct)
    assert found is None or scale[0] <= found.value <= scale[1]


@given(
    st.sampled_from(list(SurveyKind)),
    st.text(st.characters(exclude_categories=["C", "Z"]), max_size=40),
    st.booleans(),
    st.data(),
)
def test_an_answer_is_told_in_a_line_and_read_again(
    kind: SurveyKind, comment: str, counted: bool, data: st.DataObject
) -> None:
    score = data.draw(st.integers(*SCALES[kind]))
    answer = Answered(kind, score, comment, counted)
    assert answer_in(detail_of(answer)) == answer
    spoken = f"{score}\n{comment}" if comment else str(score)
    assert (found := score_of(spoken, *SCALES[kind])) is None or found.value == score
