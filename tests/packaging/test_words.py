"""The translators' files are current and complete, and the tool that writes them loses nothing."""

from pathlib import Path

import pytest

import words
from words import NotWords, Sentence, Translation


@pytest.mark.parametrize("language", sorted(words.FORMS))
def test_every_language_is_current_complete_and_compiled(language: str) -> None:
    assert words.faults(language, words.collect()) == []


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


def test_what_errors_of_the_desktop_say_is_found_without_values(tmp_path: Path) -> None:
    text = (
        'raise Offline("The hub is gone.", remedy="Look for it.", field="address")\n'
        'Problem(code="lost", message="It is lost.", remedy=f"Wait {n} s.")\nOther("not ours")\n'
    )
    package = source(tmp_path, "")
    for room in ("desk", "hub"):
        (package / room).mkdir()
        (package / room / "page.py").write_text(text, encoding="utf-8")
    found = {one.source: one.files for one in words.collect(package)}
    assert sorted(found) == ["It is lost.", "Look for it.", "The hub is gone."]
    assert found["It is lost."] == {"package/desk/page.py"}
