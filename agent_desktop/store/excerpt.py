"""The piece of a found text that the result list shows, with the found words marked.

Promises one line of at most `WIDTH` characters, with marks that lie inside it, in order and without overlap. Refuses
to change a character except line breaks and other controls, which become spaces.
"""

import bisect
import re
from functools import lru_cache
from itertools import islice

from agent_desktop.model.terms import LONGEST, Segment, clusters, segments, unspaced
from agent_desktop.store.question import Needle, Question

WIDTH = 160
_BEFORE = 40
_MOST = 40
_BLANK = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")

Marks = tuple[tuple[int, int], ...]


def excerpt(text: str, question: Question) -> tuple[str, Marks]:
    """The line to show, and (start, length) of what was found in it."""
    found = places(text, question)
    start = 0
    if found and found[0][1] > WIDTH - _BEFORE:
        start = _word_start(text, max(0, found[0][0] - _BEFORE))
    room = WIDTH - (start > 0)
    end = len(text) if len(text) - start <= room else start + room - 1
    line = _BLANK.sub(" ", text[start:end])
    lead = "…" if start else ""
    marks = tuple(
        (max(first, start) - start + len(lead), min(last, end) - max(first, start))
        for first, last in found
        if first < end and last > start
    )
    return f"{lead}{line}{'…' if end < len(text) else ''}", marks


def places(text: str, question: Question) -> list[tuple[int, int]]:
    """Where in `text` (start, end) the needles stand: in order, without overlap, at most `_MOST` of each."""
    if text.isascii():
        lower = text.lower()
        return _merged(
            [
                found.span(group)
                for needle in question.needles
                for found in islice(_pattern(needle).finditer(lower), _MOST)
                for group in range(1, len(needle.pieces) + 1)
            ]
        )
    pieces = list(segments(text))
    line = f" {' '.join(piece.text for piece in pieces)} "
    offsets: list[int] = []
    at = 1
    for piece in pieces:
        offsets.append(at)
        at += len(piece.text) + 1
    spans = []
    for needle in question.needles:
        wanted = needle.text
        hit = line.find(wanted)
        for _ in range(_MOST):
            if hit < 0:
                break
            spans += _spans(text, needle, hit + wanted.startswith(" "), pieces, offsets)
            hit = line.find(wanted, hit + 1)
    return _merged(spans)


@lru_cache(maxsize=200)
def _pattern(needle: Needle) -> re.Pattern[str]:
    """The needle in a text of ASCII alone, one group for each piece: quicker than taking the text to pieces."""
    words = [
        f"({re.escape(piece)}{'[0-9a-z]*' if len(piece) == LONGEST else ''})"
        for piece in needle.pieces
    ]
    if needle.open_end:
        words[-1] = f"({re.escape(needle.pieces[-1])}[0-9a-z]*)"
    return re.compile(f"(?<![0-9a-z]){'[^0-9a-z]+'.join(words)}(?![0-9a-z])")


def _spans(
    text: str, needle: Needle, at: int, pieces: list[Segment], offsets: list[int]
) -> list[tuple[int, int]]:
    """Where the pieces of `needle` stand in the text, when the first stands at `at` in the stream."""
    spans = []
    for piece in needle.pieces:
        index = bisect.bisect_right(offsets, at) - 1
        segment = pieces[index]
        if unspaced(segment.text):
            spans.append(_inside(text, segment, at - offsets[index], len(piece)))
        else:
            spans.append((segment.start, segment.end))
        at += len(piece) + 1
    return spans


def _inside(text: str, segment: Segment, skip: int, length: int) -> tuple[int, int]:
    """The characters of the text that `length` folded characters of a segment came from."""
    first, last = segment.at + skip, segment.at + skip + length
    start = end = None
    at = 0
    for folded, begins, ends in clusters(text[segment.start : segment.end]):
        if start is None and at + len(folded) > first:
            start = begins
        at += len(folded)
        if at >= last:
            end = ends
            break
    if start is None or end is None:  # folding the whole word gave less than its characters do
        return segment.start, segment.end
    return segment.start + start, segment.start + end


def _word_start(text: str, at: int) -> int:
    """The beginning of the word at `at`, when it is near."""
    for near in range(at, max(0, at - 15), -1):
        if text[near - 1].isspace():
            return near
    return at


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
