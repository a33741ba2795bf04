"""The translators' files are current and complete, and the tool that writes them loses nothing."""

from pathlib import Path

import pytest

import words
from words import NotWords, Sentence, Translation


@pytest.fixture(scope="module")
def ours() -> list[Sentence]:
    """All sentences of the program."""
    return words.collect()


@pytest.mark.parametrize("language", sorted(words.FORMS))
def test_every_language_is_current_complete_and_compiled(
    ours: list[Sentence], language: str
) -> None:
    assert words.faults(language, ours) == []


def source(folder: Path, text: str) -> Path:
    package = folder / "package"
    package.mkdir()
    (package / "page.py").write_text(text, encoding="utf-8")
    return package


def test_sentences_are_found_once_with_their_forms(tmp_path: Path) -> None:
    text = (
        'tr("Hello {name}", name="x")\nTABLE = (later("Later"), later("Later"))\n'
        'plural(3, "{n} one", "{n} many")\ntr(TABLE[0])\ntr(binding.title)\ntranslate("not ours")\n'
    )
    found = words.collect(source(tmp_path, text))
    assert [(one.source, one.one) for one in found] == [
        ("Hello {name}", None),
        ("Later", None),
        ("{n} many", "{n} one"),
    ]


@pytest.mark.parametrize(
    "text", ['tr(f"Hello {name}")', 'tr("Hello " + name)', 'tr(name or "you")']
)
def test_sentences_that_are_put_together_are_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(NotWords, match=r"package/page\.py:1"):
        words.collect(source(tmp_path, text))


def test_one_sentence_cannot_count_here_and_not_there(tmp_path: Path) -> None:
    with pytest.raises(NotWords):
        words.collect(source(tmp_path, 'tr("{n} many")\nplural(3, "{n} one", "{n} many")\n'))


SENTENCES = [Sentence("A & <b>", files={"p.py"}), Sentence("{n} many", "{n} one", {"p.py"})]


def test_what_was_translated_stays_and_what_is_new_is_unfinished(tmp_path: Path) -> None:
    path = tmp_path / "x.ts"
    known = {"A & <b>": Translation(["Ä & <b>"]), "gone": Translation(["weg"])}
    path.write_text(words.written("de", SENTENCES, known), encoding="utf-8")
    again = words.read(path)
    assert again["A & <b>"].forms == ["Ä & <b>"]
    assert again["{n} many"].forms == ["", ""]
    assert not again["{n} many"].finished
    assert "gone" not in again
    text = path.read_text(encoding="utf-8")
    assert text.count('type="unfinished"') == 1
    assert words.written("de", SENTENCES, again) == text


@pytest.mark.parametrize(
    ("forms", "said"),
    [
        (["{n} eins", "{n} viele"], ""),
        (["{n} eins", ""], "is not translated"),
        (["{n} eins", "{x} viele"], "other placeholders"),
        (["eins", "{n} viele"], "other placeholders"),
    ],
)
def test_faults_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, forms: list[str], said: str
) -> None:
    monkeypatch.setattr(words, "FOLDER", tmp_path)
    ts, qm = words.files("de")
    known = {"A & <b>": Translation(["Ä"]), "{n} many": Translation(forms)}
    ts.write_text(words.written("de", SENTENCES, known), encoding="utf-8")
    qm.write_bytes(words.compiled(ts))
    faults = words.faults("de", SENTENCES)
    assert bool(faults) is bool(said)
    assert all(said in fault for fault in faults)


def test_an_old_compiled_file_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "FOLDER", tmp_path)
    ts, qm = words.files("de")
    known = {"A & <b>": Translation(["Ä"]), "{n} many": Translation(["{n} a", "{n} b"])}
    ts.write_text(words.written("de", SENTENCES, known), encoding="utf-8")
    qm.write_bytes(b"old")
    assert words.faults("de", SENTENCES) == [f"{qm.name} is not current: run packaging/words.py"]


def test_what_errors_say_is_found_with_places_for_values(tmp_path: Path) -> None:
    text = (
        'raise Offline("The hub is gone.", remedy="Look for it.", field="address")\n'
        'Problem(code="lost", message="It is lost.", remedy=f"Wait {n} s.")\nOther("not ours")\n'
    )
    package = source(tmp_path, "")
    for room in ("desk", "routing"):
        (package / room).mkdir()
        (package / room / "page.py").write_text(text, encoding="utf-8")
    found = {one.source: one.files for one in words.collect(package)}
    assert sorted(found) == ["It is lost.", "Look for it.", "The hub is gone.", "Wait {0} s."]
    assert found["It is lost."] == {"package/desk/page.py"}


def test_what_a_hub_says_is_found_wherever_it_is_written(tmp_path: Path) -> None:
    text = (
        'raise no(f"{name} is in this call.", "Choose another.", name)\n'
        'raise BadWav("No sound.")\nTABLE = later(f"{n} trunks are down.")\nlater(f"{n} x")\n'
        'super().__init__(message, remedy=f"Again in {n} s.")\nNotOurs("Not this.")\n'
    )
    package = source(tmp_path, "")
    (package / "hub").mkdir()
    (package / "hub" / "page.py").write_text(text, encoding="utf-8")
    assert [one.source for one in words.collect(package)] == [
        "Again in {0} s.",
        "Choose another.",
        "No sound.",
        "{0} is in this call.",
        "{0} trunks are down.",
    ]


def test_sentences_with_values_are_listed_from_the_longest() -> None:
    listed = words.patterns([Sentence("{0} is on."), Sentence("Plain."), Sentence("{0} is “off”.")])
    assert listed.index("is “off”") < listed.index("is on")
    listed = words.patterns([Sentence("{0} is on the list."), Sentence("It is {0}.")])
    assert listed.index("It is {0}.") < listed.index("on the list")
    assert "Plain" not in listed


def test_refusals_of_the_hub_are_among_the_sentences(ours: list[Sentence]) -> None:
    known = {one.source for one in ours}
    assert {
        "Your hands are full.",
        "The text is longer than {0} characters.",
        "{0} is in this call already.",
        "{0} knows this hub.",
        "Try again in {0} s.",
        "This number is too short.",
        "The hub's disk is full, so nothing was saved.",
    } <= known
