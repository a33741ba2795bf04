"""The words of the screen, from the source into the translators' files and from there into what the program loads.

    python packaging/words.py            writes translations/*.ts anew from the source and compiles them
    python packaging/words.py --check    says whether they are current and complete

Promises that a translation is never lost while its sentence stays the same, and that a sentence without one is marked
unfinished. Refuses sentences that are put together before they are translated.
"""

from __future__ import annotations

import argparse
import ast
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "agent_desktop"
FOLDER = ROOT / "translations"
CONTEXT = "AgentDesktop"
#: Qt's number of plural forms, for the languages that there are.
FORMS = {"de": 2}
#: The rooms whose errors the agent reads; what a hub says is written by whoever runs it.
PROBLEMS_OF = frozenset({"app", "connectors", "desk", "phone", "store"})
ERRORS = frozenset(
    re.findall(
        r"^class (\w+)\(\w*Error\)", (SOURCE / "model" / "errors.py").read_text("utf-8"), re.M
    )
) | {"DeskError", "Problem"}
_SAID = ("message", "remedy")
_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n'


class NotWords(Exception):
    """A sentence that no translator could find. The message names file and line."""


@dataclass
class Sentence:
    """One sentence of the source. `one` is the English singular of a sentence that counts."""

    source: str
    one: str | None = None
    files: set[str] = field(default_factory=set)


def collect(folder: Path = SOURCE) -> list[Sentence]:
    """Every sentence that is shown, in the order of the alphabet. Raises NotWords."""
    found: dict[str, Sentence] = {}
    for path in sorted(folder.rglob("*.py")):
        name = path.relative_to(folder.parent).as_posix()
        for source, one in _sentences(name, ast.parse(path.read_text(encoding="utf-8"))):
            known = found.setdefault(source, Sentence(source, one))
            if known.one != one:
                raise NotWords(f"{name}: {source!r} counts in one place and not in another.")
            known.files.add(name)
    return [found[source] for source in sorted(found)]


def _problem(node: ast.Call) -> Iterator[str]:
    """What is said by an error that the desktop makes: the sentence and the remedy, where they hold no values."""
    assert isinstance(node.func, ast.Name)
    said = [] if node.func.id == "Problem" else node.args[:1]
    for part in (*said, *(one.value for one in node.keywords if one.arg in _SAID)):
        if isinstance(part, ast.Constant) and isinstance(part.value, str) and part.value:
            yield part.value


def _sentences(name: str, tree: ast.AST) -> Iterator[tuple[str, str | None]]:
    room = name.split("/")[1] if "/" in name else ""
    problems = ERRORS if room in PROBLEMS_OF else frozenset[str]()
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        if node.func.id in problems:
            yield from ((sentence, None) for sentence in _problem(node))
        elif node.func.id in ("tr", "later"):
            source = _literal(name, node.args[0])
            if source is not None:
                yield source, None
        elif node.func.id == "plural":
            one, many = (_literal(name, argument) for argument in node.args[1:3])
            if one is not None and many is not None:
                yield many, one


def _literal(name: str, node: ast.expr) -> str | None:
    """The sentence; None for a variable, whose sentence is marked by `later` where it is written."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.Name | ast.Attribute | ast.Subscript):
        return None
    raise NotWords(f"{name}:{node.lineno}: put together before it is translated: use placeholders.")


@dataclass
class Translation:
    """What stands in a translators' file: one form, or one for each of the language's plural forms."""

    forms: list[str]

    @property
    def finished(self) -> bool:
        """True when every form has words."""
        return all(self.forms)


def read(path: Path) -> dict[str, Translation]:
    """The finished and unfinished translations of a file, by their sentences; empty without a file."""
    if not path.exists():
        return {}
    found = {}
    for message in ElementTree.parse(path).getroot().iter("message"):
        source = message.findtext("source") or ""
        node = message.find("translation")
        if node is not None:
            forms = [form.text or "" for form in node.findall("numerusform")] or [node.text or ""]
            found[source] = Translation(forms)
    return found


def written(language: str, sentences: list[Sentence], known: dict[str, Translation]) -> str:
    """A translators' file."""
    top = ElementTree.Element("TS", version="2.1", language=language, sourcelanguage="en")
    context = ElementTree.SubElement(top, "context")
    ElementTree.SubElement(context, "name").text = CONTEXT
    for sentence in sentences:
        message = ElementTree.SubElement(context, "message")
        for file in sorted(sentence.files):
            ElementTree.SubElement(message, "location", filename=f"../{file}")
        ElementTree.SubElement(message, "source").text = sentence.source
        count = 1 if sentence.one is None else FORMS[language]
        if sentence.one is not None:
            message.set("numerus", "yes")
            ElementTree.SubElement(message, "extracomment").text = f"One: {sentence.one}"
        translation = known.get(sentence.source)
        if translation is None or len(translation.forms) != count:
            translation = Translation([""] * count)
        node = ElementTree.SubElement(message, "translation")
        if not translation.finished:
            node.set("type", "unfinished")
        if sentence.one is None:
            node.text = translation.forms[0]
        else:
            for form in translation.forms:
                ElementTree.SubElement(node, "numerusform").text = form
    ElementTree.indent(top, "    ")
    return _HEAD + ElementTree.tostring(top, encoding="unicode") + "\n"


def placeholders(words: str) -> set[str]:
    """The names between braces."""
    return set(re.findall(r"\{(\w+)\}", words))


def compiled(path: Path) -> bytes:
    """What the program loads, made of a translators' file. Raises CalledProcessError."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "words.qm"
        tool = Path(sys.executable).parent / "pyside6-lrelease"
        subprocess.run([str(tool), "-silent", str(path), "-qm", str(out)], check=True, timeout=60)
        return out.read_bytes()


def files(language: str) -> tuple[Path, Path]:
    """The translators' file and the compiled one."""
    ts = FOLDER / f"agent_desktop_{language}.ts"
    return ts, ts.with_suffix(".qm")


def faults(language: str, sentences: list[Sentence]) -> list[str]:
    """What is wrong with a language's files, a sentence each."""
    ts, qm = files(language)
    known = read(ts)
    said = []
    if not ts.exists() or ts.read_text(encoding="utf-8") != written(language, sentences, known):
        said.append(f"{ts.name} is not current: run packaging/words.py")
    for sentence in sentences:
        translation = known.get(sentence.source)
        if translation is None or not translation.finished:
            said.append(f"{ts.name}: {sentence.source!r} is not translated")
            continue
        wanted = placeholders(sentence.source)
        for form in translation.forms:
            if placeholders(form) != wanted:
                said.append(f"{ts.name}: {form!r} has other placeholders than {sentence.source!r}")
    if not said and (not qm.exists() or qm.read_bytes() != compiled(ts)):
        said.append(f"{qm.name} is not current: run packaging/words.py")
    return said


def main(argv: list[str] | None = None) -> int:
    """Write or check; return the exit code."""
    parser = argparse.ArgumentParser(prog="words", description="The words of the screen.")
    parser.add_argument("--check", action="store_true", help="write nothing, say what is wrong")
    chosen = parser.parse_args(argv)
    try:
        sentences = collect()
    except NotWords as error:
        print(error, file=sys.stderr)
        return 1
    wrong: list[str] = []
    for language in FORMS:
        ts, qm = files(language)
        if not chosen.check:
            ts.write_text(written(language, sentences, read(ts)), encoding="utf-8", newline="\n")
            qm.write_bytes(compiled(ts))
        wrong += faults(language, sentences)
    for one in wrong:
        print(one, file=sys.stderr)
    if not wrong:
        print(f"{len(sentences)} sentences, all of them in: {', '.join(FORMS)}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
