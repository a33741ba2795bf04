"""Paths in the lines between the hub and its children, which JSON knows as text."""

from __future__ import annotations

from pathlib import Path


def as_path(kind: type, value: object) -> object:
    """Msgspec's hook for what it cannot read by itself. Raises NotImplementedError for all but paths, as it wants."""
    if kind is Path and isinstance(value, str):
        return Path(value)
    raise NotImplementedError
