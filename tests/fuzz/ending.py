"""How an input ends: read, or refused with an error of ours that has a place. All else is a defect of a reader."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random

from fuzz.damage import damaged, dossier, repacked, shaped
from fuzz.seeds import SEEDS, SUFFIXES
from treatydiff.accession.metadata import read_metadata
from treatydiff.errors import TreatyDiffError
from treatydiff.readers import Revisions, read_bytes
from treatydiff.readers.annotations import read as read_annotations
from treatydiff.readers.dossier import read_dossier
from treatydiff.readers.edited_links import read_alignment
from treatydiff.readers.refusals import Refusals
from treatydiff.reading import read_collation, read_comparison
from treatydiff.validation import validate

READ, REFUSED = "read", "refused"
ALONE: dict[str, Callable[[Path], object]] = {"links": read_alignment, "toml": read_metadata}
"""What is read besides texts: edited alignments, and metadata for a new dossier."""
FORMATS = (*SEEDS, "repacked", "apparatus", "annotations", "results", "dossier")
"""What is tried: the formats, Word documents with other parts, TEI to be validated, annotations, comparisons and
collations to be made anew, whole dossiers."""


def end(kind: str, chance: Random) -> str:
    """Make one input of a format, read it, and say how that ended.

    Raises:
        AssertionError: an error without a place, or a result that is none.
        Exception: whatever else a reader lets through, which it must not.
    """
    if kind == "dossier":
        return ended(lambda: _read_folder(dossier(chance)))
    if kind == "repacked":
        data, revisions = repacked(chance), chance.choice(list(Revisions))
        return ended(lambda: _read(data, "a.docx", revisions))
    if kind == "apparatus":
        data = _made("tei", chance)
        return ended(lambda: validate(data, name="a.xml"))
    if kind == "annotations":
        files = [data for name, data in dossier(chance).items() if name.endswith(".xml")]
        return ended(lambda: read_annotations(chance.choice(files or [b""]), name="a.xml"))
    if kind == "results":
        data, again = _made("json", chance), chance.choice((read_comparison, read_collation))
        return ended(lambda: _read_alone(data, again))
    if kind in ALONE:
        data = _made(kind, chance)
        return ended(lambda: _read_alone(data, ALONE[kind]))
    return read(_made(kind, chance), f"a{SUFFIXES.get(kind, '.' + kind)}")


def read(data: bytes, name: str) -> str:
    """Read the content of a file, and say how that ended.

    Raises:
        AssertionError, Exception: as `end`.
    """
    return ended(lambda: _read(data, name, Revisions.ACCEPTED))


def ended(reader: Callable[[], object]) -> str:
    """How a call ends.

    Raises:
        AssertionError, Exception: as `end`.
    """
    refused = None
    try:
        reader()
    except TreatyDiffError as error:
        refused = error
    # What is wrong in a dossier as a whole has the folder for its place.
    assert refused is None or refused.file, f"an error without a place: {refused}"
    return READ if refused is None else REFUSED


def _made(kind: str, chance: Random) -> bytes:
    return shaped(kind, chance) if chance.randrange(20) == 0 else damaged(kind, chance)


def _read(data: bytes, name: str, revisions: Revisions) -> None:
    found = read_bytes(data, name=name, revisions=revisions)
    assert found.witnesses
    assert all(finding.file.startswith(name) for finding in found.findings)


def _read_alone(data: bytes, reader: Callable[[Path], object]) -> None:
    with _folder({"a": data}) as name:
        reader(Path(name, "a"))


def _read_folder(files: Mapping[str, bytes]) -> None:
    with _folder(files) as name:
        refusals = Refusals(all=True)
        try:
            assert read_dossier(name).record.witnesses
        except TreatyDiffError:
            # Where reading stops at the first error, all of them can be told.
            with contextlib.suppress(TreatyDiffError):
                read_dossier(name, refusals=refusals)
            assert not refusals.kept or all(one.error.file for one in refusals.kept)
            raise


def _folder(files: Mapping[str, bytes]) -> tempfile.TemporaryDirectory[str]:
    """A folder with files, in memory where the system has such a place."""
    memory = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: PTH112, S108
    made = tempfile.TemporaryDirectory(dir=memory)
    for name, data in files.items():
        Path(made.name, name).write_bytes(data)
    return made
