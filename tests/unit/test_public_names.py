"""The public names: what ``import treatydiff`` offers, each imported when it is first used."""

from __future__ import annotations

import subprocess
import sys

import pytest

import treatydiff


def test_each_public_name_is_there_and_listed() -> None:
    """Each name of __all__ can be had, comes from where it is said to come from, and is in dir()."""
    stated = [name for names in treatydiff._MODULES.values() for name in names]
    assert sorted(stated) == sorted(treatydiff.__all__)
    assert set(treatydiff.__all__) <= set(dir(treatydiff))
    for name in treatydiff.__all__:
        assert getattr(treatydiff, name).__name__ == name


def test_what_is_not_public_is_an_attribute_error() -> None:
    """A name that does not exist fails as in any module, so that hasattr and from-imports work."""
    assert not hasattr(treatydiff, "colate")
    with pytest.raises(AttributeError, match="module 'treatydiff' has no attribute 'colate'"):
        treatydiff.colate  # type: ignore[attr-defined]  # noqa: B018


def test_a_name_is_had_in_each_way_of_importing() -> None:
    """By attribute, by name and by star, in a fresh process each, it is the same object as in its module."""
    for first in (
        "import treatydiff; load = treatydiff.load",
        "from treatydiff import load",
        "from treatydiff import *",
    ):
        program = f"{first}\nimport treatydiff.dossier\nassert load is treatydiff.dossier.load"
        subprocess.run([sys.executable, "-c", program], check=True)
