"""What was found wrong in a dossier, as JSON.

`write_json` gives one object: ``schema`` (``treatydiff check``) and ``version`` of this form; ``software``; and
``findings``, each with ``severity`` (``error``, ``warning``, ``note``), ``rule``, what found it, in one word;
``what`` was found; ``todo``, what to do about it, or empty; ``file``, its name in the dossier's folder; ``line``
and ``column``, counted from 1, or 0 where the finding is of the whole file.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePath

from treatydiff.export.remarks import encoded
from treatydiff.validation.defects import Defect

SCHEMA_VERSION = 1
"""The version of the JSON form; it rises when a key goes or changes its meaning."""


def write_json(found: Iterable[Defect], *, version: str) -> bytes:
    """What was found, as JSON; the same findings give the same bytes, wherever the folder lies.

    Args:
        found: what `treatydiff.check` found.
        version: the version of treatydiff, which stands in the result.

    Example:
        >>> import json
        >>> defect = Defect("list", "found no such file", file="pact/dossier.xml", line=3, column=5)
        >>> finding = json.loads(write_json([defect], version="1.0"))["findings"][0]
        >>> finding["severity"], finding["file"], finding["line"]
        ('error', 'dossier.xml', 3)
    """
    findings = [
        {
            "severity": one.severity.value,
            "rule": one.rule,
            "what": one.what,
            "todo": one.todo,
            "file": PurePath(one.file).name,
            "line": one.line,
            "column": one.column,
        }
        for one in found
    ]
    return encoded("treatydiff check", SCHEMA_VERSION, version, {"findings": findings})
