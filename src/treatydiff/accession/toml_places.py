"""Where the keys of a TOML file stand, which the standard library's reader does not say."""

from __future__ import annotations

import re
from collections.abc import Iterator

from treatydiff.readers.places import Place

_PART = r"""(?:[A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*')"""
_KEYS = rf"{_PART}(?:[ \t]*\.[ \t]*{_PART})*"
_TABLE = re.compile(rf"[ \t]*(?P<open>\[\[?)[ \t]*(?P<keys>{_KEYS})[ \t]*\]\]?")
_KEY = re.compile(rf"[ \t]*(?P<keys>{_KEYS})[ \t]*=")
_INNER = re.compile(rf"[{{,][ \t]*(?P<keys>{_KEYS})[ \t]*=")
_LONG = re.compile(r'"""|\'\'\'')

Path = tuple[str, ...]
"""Keys from the outside in; a table in a list has its number there, from 0: ``("comparisons", "0", "earlier")``."""


def places_in(text: str) -> dict[Path, Place]:
    r"""Line and column of tables and keys, both from 1; the first place of each.

    Args:
        text: a file that is well-formed.

    Example:
        >>> places_in('title = "Pact"\n[witnesses.A]\ndate = "1941"')[("witnesses", "A", "date")]
        (3, 1)
    """
    found: dict[Path, Place] = {}
    for path, place in _all(text):
        for end in range(1, len(path) + 1):
            found.setdefault(path[:end], place)
    return found


def _all(text: str) -> Iterator[tuple[Path, Place]]:
    table: Path = ()
    counts: dict[Path, int] = {}
    closing = ""
    for number, line in enumerate(text.split("\n"), start=1):
        if closing:
            closing = "" if closing in line else closing
            continue
        opened = _TABLE.match(line)
        stated = None if opened else _KEY.match(line)
        if opened:
            table = _path(opened["keys"])
            if opened["open"] == "[[":
                counts[table] = counts.get(table, -1) + 1
                table = (*table, str(counts[table]))
            yield table, (number, opened.start("keys") + 1)
        elif stated:
            path = (*table, *_path(stated["keys"]))
            yield path, (number, stated.start("keys") + 1)
            for inner in _INNER.finditer(line, stated.end()):
                yield (*path, *_path(inner["keys"])), (number, inner.start("keys") + 1)
        long = _LONG.findall(line)
        if len(long) % 2:
            closing = long[-1]


def _path(keys: str) -> Path:
    return tuple(part.strip("\"'") for part in re.findall(_PART, keys))
