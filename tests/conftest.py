"""What all tests share: how hard Hypothesis tries, and where the reference material lies."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parent.parent

# No deadline anywhere: a slow machine must not turn a law into a failure. "ci" draws the same examples each
# time, so that a red build is red again for whoever looks into it, and makes up for that by drawing more.
settings.register_profile("default", deadline=None)
settings.register_profile("ci", deadline=None, max_examples=300, derandomize=True, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))

MANY_EXAMPLES = 2000 if os.environ.get("HYPOTHESIS_PROFILE") == "ci" else 50
"""How many examples the laws of collation draw, which hold everything else up."""


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of reference material (TEI's schemas, gold alignments), which is no part of the project.

    `TREATYDIFF_SHARED` names it; otherwise it is looked for beside the project. Without it the tests that
    need it are skipped.
    """
    folder = Path(os.environ.get("TREATYDIFF_SHARED") or ROOT.parent / "shared")
    if not folder.is_dir():
        pytest.skip("no reference material: TREATYDIFF_SHARED is not set and there is no ../shared")
    return folder
