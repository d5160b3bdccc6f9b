"""The files of a dossier that was made from a user's files, in the eyes of TEI's own schema."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import treatydiff
from treatydiff.export.tei import write_comparison

PACT = """\
Article 1. The Parties keep the peace dur-
ing five years.

- 2 -
\fTHE PACT

Article 2

(a) It lasts;

(b) it ends.

Article 9

Done at Strelsau.
"""


def test_files_of_a_dossier_are_tei(shared: Path, tmp_path: Path) -> None:
    """RELAX NG, Schematron and pointers of dossier.xml and of texts with doubts, noise, metadata and annotations.

    Would catch: a certainty or list where TEI does not want it, a text without a title, a pointer to nothing.
    """
    if shutil.which("jing") is None and "TREATYDIFF_CONSUMERS" not in os.environ:
        pytest.skip("there is no jing, and libxml2 takes long to compile the whole of TEI")
    (tmp_path / "a b.txt").write_text(PACT, encoding="utf-8")
    (tmp_path / "c.xml").write_bytes(write_comparison(treatydiff.load().compare("K40", "M40"), version="1.0"))
    said = [
        "aB.date=1926?",
        "aB.source.work=Smith 2004",
        "aB.remarks=One.",
        "licence=https://example.org/",
        "edition=1",
    ]
    intake = treatydiff.new_dossier(
        tmp_path / "made", [tmp_path / "a b.txt", tmp_path / "c.xml"], settings=[*said, "editors=A. Editor"]
    )
    assert intake.accessions[0].asides
    assert intake.dossier.annotations
    checker = shared / "tools" / "tei_check.py"
    files = sorted((tmp_path / "made").glob("*.xml"))
    run = subprocess.run(
        [sys.executable, checker, *files], capture_output=True, text=True, check=False, timeout=300
    )
    assert (run.returncode, f"{len(files)} file(s): nothing found" in run.stdout) == (0, True), run.stdout
