"""Sigla for texts that are taken in: from the names of their files, valid, and no two alike."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from treatydiff.model.addresses import is_siglum, siglum_from

RESERVED = ("dossier", "con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10)))
"""Sigla whose file would be another: ``dossier.xml``, and what Windows takes for a device, whatever its suffix."""
_PARTING = re.compile(r"(?:[^\w.-]|\.(?![0-9]))+")


def siglum_of_file(stem: str) -> str:
    """A siglum made from the name of a file without its suffix: a name that can be one is kept.

    Of any other the words are joined, with capitals where one begins: what else could part them has a meaning of
    its own in ids and on the command line.

    Example:
        >>> [siglum_of_file(stem) for stem in ("A1", "2nd draft (final)", "проект 1", "draft v1.2", "pact.old")]
        ['A1', 'T2ndDraftFinal', 'проект1', 'draftV1.2', 'pactOld']
    """
    composed = unicodedata.normalize("NFC", stem)
    if is_siglum(composed) and not _PARTING.search(composed):
        return composed
    words = [word for word in _PARTING.split(composed) if word]
    joined = "".join([*words[:1], *(word[0].upper() + word[1:] for word in words[1:])]).strip(".-")
    return joined if is_siglum(joined) else siglum_from(f"T{joined}")


def file_key(siglum: str) -> str:
    """What sigla have in common whose files would be one on some system: letters, whatever their case and form.

    Example:
        >>> file_key("É1") == file_key("e\u03011")
        True
    """
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", siglum).casefold())


def told_apart(siglum: str, taken: Iterable[str]) -> str:
    """The siglum, or, where it is taken, the first of ``SIGLUM-2``, ``SIGLUM-3`` ... that is not.

    Sigla with one `file_key` are alike.

    Example:
        >>> told_apart("a", ["A", "a-2"]), told_apart("dossier", [])
        ('a-3', 'dossier-2')
    """
    known = {file_key(one) for one in (*taken, *RESERVED)}
    wanted, count = siglum, 1
    while file_key(wanted) in known:
        count += 1
        wanted = f"{siglum}-{count}"
    return wanted
