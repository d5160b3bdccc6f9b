"""Where the programs lie that read what treatydiff writes, and what they are given to read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import treatydiff
from treatydiff.collation import Collation
from treatydiff.export.tei import Profile, write_collation

COLLATIONS = {
    "negotiation": ("P41", ("T40", "K40", "M40", "M41", "P41", "D41")),
    "testimonies": ("P41", ("P41", "LZ45", "SV04", "SZ80")),
    "from-a-draft": ("K40", ("T40", "K40", "M40", "M41", "P41", "D41")),
}
"""Collations of the bundled dossier: the base, and the witnesses in order."""


@pytest.fixture(scope="session")
def consumers() -> Path:
    """The folder into which ``install.sh`` has installed the programs."""
    folder = os.environ.get("TREATYDIFF_CONSUMERS")
    if not folder:
        pytest.skip("TREATYDIFF_CONSUMERS is not set; tests/consumers/install.sh installs the programs")
    return Path(folder).resolve()


@pytest.fixture(scope="session", params=COLLATIONS)
def collation(request: pytest.FixtureRequest) -> Collation:
    """A collation of the bundled dossier, with what is said of its texts."""
    base, sigla = COLLATIONS[request.param]
    return treatydiff.load().collate(*sigla, base=base)


@pytest.fixture(scope="session")
def documents(collation: Collation, tmp_path_factory: pytest.TempPathFactory) -> dict[Profile, Path]:
    """The collation in all forms, as files."""
    folder = tmp_path_factory.mktemp("written")
    written = {profile: folder / f"{profile}.xml" for profile in Profile}
    for profile, path in written.items():
        path.write_bytes(write_collation(collation, profile=profile, version="1.0"))
    return written
