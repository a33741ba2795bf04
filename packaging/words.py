"""The words of the screen, from the source into the translators' files and from there into what the program loads.

    python packaging/words.py            writes translations/*.ts anew from the source and compiles them
    python packaging/words.py --check    says whether they are current and complete

Promises that a translation is never lost while its sentence stays the same, and that a sentence without one is marked
unfinished. Refuses sentences that are put together before they are translated; only what is said outside the window
may hold values, and is then found by its shape (`agent_desktop/ui/patterns.py`, written too).
"""

from __future__ import annotations

import argparse
import ast
import itertools
import json
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
#: The rooms whose errors the agent reads. A hub of our own version says the hub's; what others say stays as it is.
PROBLEMS_OF = frozenset({"app", "connectors", "desk", "hub", "phone", "store"})
#: What a hub's visitors read is told by the page, and these are never shown at a desk.
NOT_SHOWN = ("agent_desktop/hub/channels/chat/",)
#: A sentence with values and fewer words than this would be found in what others say: it stays as it is.
LEAST_WORDS = 2
#: What is measured is said by tables of the hub, which the window shows.
DEFINITIONS = "agent_desktop/hub/metrics/definitions.py"
PATTERNS = SOURCE / "ui" / "patterns.py"
ERRORS = frozenset(
    re.findall(
        r"^class (\w+)\(\w*Error\)", (SOURCE / "model" / "errors.py").read_text("utf-8"), re.M
    )
) | {"DeskError", "Problem"}
#: The hub's own errors, and the shorthand for them.
HUB_ERRORS = frozenset(
    re.findall(r"^class (\w+)\(", (SOURCE / "hub" / "doors" / "faults.py").read_text("utf-8"), re.M)
) | {"BadWav", "NoSynthesis", "no"}
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
    if folder == SOURCE:
        for source in measured():
            found.setdefault(source, Sentence(source)).files.add(DEFINITIONS)
    return [found[source] for source in sorted(found)]


def measured() -> set[str]:
    """What the hub's measures say of themselves: their names, what they mean, how they are made, of which sums; and the
    names of reports."""
    sys.path.insert(0, str(ROOT))
    from agent_desktop.hub.metrics import issues, self_service
    from agent_desktop.hub.metrics.definitions import definitions
    from agent_desktop.hub.metrics.reports.catalogue import REPORTS
    from agent_desktop.model.figures import Variant

    found = {one.title for one in REPORTS}
    usual = itertools.chain.from_iterable(map(definitions, Variant))
    for one in (*usual, *issues.DEFINITIONS, *self_service.DEFINITIONS):
        sums = (name.lstrip("-") for name in (*one.numerator, *one.denominator))
        found |= {one.title, one.words, *map(sum_title, sums)}
        if one.formula != one.name:
            found.add(one.formula)
    return found


def sum_title(name: str) -> str:
    """A sum's name in English words, as `ui.figures` says it."""
    return name.removesuffix("_ms").replace("_", " ").capitalize()


def _problem(node: ast.Call, error: str) -> Iterator[str]:
    """What is said by an error: the sentence and the remedy, with placeholders for the values that they hold."""
    said = {"Problem": [], "no": node.args[:2]}.get(error, node.args[:1])
    for part in (*said, *(one.value for one in node.keywords if one.arg in _SAID)):
        if sentence := _pattern(part):
            yield sentence


def _pattern(node: ast.expr) -> str:
    """A sentence that may hold values, with {0} for the first; empty for a variable, and for what is mostly values."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if not isinstance(node, ast.JoinedStr):
        return ""
    place = itertools.count()
    sentence = "".join(
        str(part.value) if isinstance(part, ast.Constant) else f"{{{next(place)}}}"
        for part in node.values
    )
    return sentence if len(re.findall(r"[^\W\d]+", sentence)) >= LEAST_WORDS else ""


def patterns(sentences: list[Sentence]) -> str:
    """The module with the sentences that hold values, those that say most first; a value that stands at the beginning
    could be the beginning of another sentence, so these come last."""
    found = [one.source for one in sentences if "{0}" in one.source]
    found.sort(key=lambda one: (one[0] == "{", -len(re.sub(r"\{\d+\}", "", one)), one))
    lines = "".join(f"    {json.dumps(one, ensure_ascii=False)},\n" for one in found)
    return (
        '"""The sentences with values that are said outside the window. Written by `packaging/words.py`."""\n\n'
        "from typing import Final\n\n# fmt: off\n"
        f"PATTERNS: Final = (\n{lines})\n"
    )


def _called(node: ast.Call) -> str:
    """The name of what is called; for an error's own `super().__init__`, that of any error."""
    if isinstance(node.func, ast.Name):
        return node.func.id
    if isinstance(node.func, ast.Attribute) and node.func.attr == "__init__":
        return "DeskError" if ast.unparse(node.func) == "super().__init__" else ""
    return ""


def _sentences(name: str, tree: ast.AST) -> Iterator[tuple[str, str | None]]:
    room = name.split("/")[1] if "/" in name else ""
    if name.startswith(NOT_SHOWN):
        return
    problems = ERRORS if room in PROBLEMS_OF else frozenset[str]()
    if room == "hub":
        problems |= HUB_ERRORS
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        called = _called(node)
        if called in problems:
            yield from ((sentence, None) for sentence in _problem(node, called))
        elif called == "later" and room != "ui" and isinstance(node.args[0], ast.JoinedStr):
            if sentence := _pattern(node.args[0]):
                yield sentence, None
        elif called in ("tr", "later"):
            source = _literal(name, node.args[0])
            if source is not None:
                yield source, None
        elif called == "plural":
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
    if not chosen.check:
        PATTERNS.write_text(patterns(sentences), encoding="utf-8", newline="\n")
    elif PATTERNS.read_text(encoding="utf-8") != patterns(sentences):
        wrong.append(f"{PATTERNS.name} is not current: run packaging/words.py")
    for one in wrong:
        print(one, file=sys.stderr)
    if not wrong:
        print(f"{len(sentences)} sentences, all of them in: {', '.join(FORMS)}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
