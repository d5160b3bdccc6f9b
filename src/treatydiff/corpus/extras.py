"""Extras: the libraries that corpora need, and one clear error where one is missing."""

from __future__ import annotations

from importlib.util import find_spec

from treatydiff.errors import TreatyDiffError

EXTRAS = {"corpus": ("numpy", "pyarrow"), "cluster": ("dask", "distributed")}
"""What each extra brings."""


def require(extra: str) -> None:
    """See that an extra is installed, without importing it.

    Args:
        extra: a name in `EXTRAS`.

    Raises:
        TreatyDiffError: one of its libraries is missing; it says which, and what to install.

    Example:
        >>> require("corpus")
    """
    for library in EXTRAS[extra]:
        if find_spec(library) is None:
            raise TreatyDiffError(
                f"found no {library}",
                expected=f"what the extra {extra!r} brings",
                todo=f"pip install 'treatydiff[{extra}]'",
            )
