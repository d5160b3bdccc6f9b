from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import etree

import treatydiff
from treatydiff.export.tei import Profile
from treatydiff.export.tei.timeline import write_timeline


def test_the_checker_finds_nothing(shared: Path, documents: dict[Profile, Path]) -> None:
    """TEI's RELAX NG and Schematron, pointers, witnesses of each app, and rebuilt clauses, in all four forms.

    Would catch: any element or attribute where TEI does not want it, a pointer to nothing, a witness in no reading
    or in two, blocks inside lines, words that differ from the transcription.
    """
    checker = shared / "tools" / "tei_check.py"
    if shutil.which("jing") is None and "TREATYDIFF_CONSUMERS" not in os.environ:
        pytest.skip("there is no jing, and libxml2 takes long to compile the whole of TEI")
    run = subprocess.run(
        [sys.executable, checker, *documents.values()], capture_output=True, text=True, check=False, timeout=300
    )
    assert run.returncode == 0, run.stdout
    assert f"{len(documents)} file(s): nothing found" in run.stdout


def test_timelines_are_tei(shared: Path, tmp_path: Path) -> None:
    """The bundled dossier's timeline, by TEI's RELAX NG and Schematron.

    Would catch: an event or change with anything in it that TEI does not want, a conflict that points nowhere.
    """
    if shutil.which("jing") is None and "TREATYDIFF_CONSUMERS" not in os.environ:
        pytest.skip("there is no jing, and libxml2 takes long to compile the whole of TEI")
    file = tmp_path / "timeline.xml"
    file.write_bytes(write_timeline(treatydiff.load().timeline, version="1.0"))
    checker = shared / "tools" / "tei_check.py"
    run = subprocess.run([sys.executable, checker, file], capture_output=True, text=True, check=False, timeout=300)
    assert (run.returncode, "nothing found" in run.stdout) == (0, True), run.stdout


def test_jing_finds_nothing(shared: Path, documents: dict[Profile, Path]) -> None:
    """The same schema by jing, a validator of another family than libxml2.

    Would catch: what libxml2's RELAX NG passes over, such as ids used twice.
    """
    jing = shutil.which("jing")
    if jing is None:
        pytest.skip("there is no jing")
    schema = next((shared / "tei").glob("tei_all-*.rng"))
    run = subprocess.run(
        [jing, schema, *documents.values()], capture_output=True, text=True, check=False, timeout=120
    )
    assert (run.returncode, run.stdout) == (0, "")


def test_the_analysis_profile_keeps_to_what_programs_read(documents: dict[Profile, Path]) -> None:
    """No lemma, group, nesting or element inside readings, an id on each app and reading, no dated bibl.

    Would catch: each of the traps at which teiphy, stemmatology or rdgai stop, or lose text without a word.
    """
    root = etree.parse(documents[Profile.ANALYSIS]).getroot()
    body = next(root.iter("{*}body"))
    assert [node.tag for node in body.iter("{*}lem", "{*}rdgGrp", "{*}gap", "{*}milestone")] == []
    assert all(len(reading) == 0 for reading in body.iter("{*}rdg"))
    assert all(node.get("{http://www.w3.org/XML/1998/namespace}id") for node in body.iter("{*}app", "{*}rdg"))
    dated = [
        d for source in root.iter("{*}sourceDesc") for bibl in source.iter("{*}bibl") for d in bibl.iter("{*}date")
    ]
    assert dated == []
