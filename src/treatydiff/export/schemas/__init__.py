"""JSON Schemas: what the JSON that this library writes looks like, for programs that read it.

One file a form, ``comparison.schema.json`` and so on, by JSON Schema's draft 2020-12
(https://json-schema.org/draft/2020-12), each whole in itself: it refers to no other. A document names its form in
``schema`` and the version of the form in ``version``; the schema accepts that form and version alone, and no key
that it does not describe.
"""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

from treatydiff.errors import UnknownError, nearest

NAMES = (
    *("alignment", "alignment-table", "annotations", "check", "collation", "comparison"),
    *("search", "terms", "timeline", "trace"),
)
"""The forms of what is written that have a schema."""
INPUTS = ("metadata",)
"""The forms of what users write that have one; TOML, whose dates stand for strings."""


def schema(name: str) -> dict[str, Any]:
    """The JSON Schema of a form.

    Args:
        name: one of `NAMES` or of `INPUTS`; or what a document says in ``schema``, such as
            ``treatydiff alignment table``.

    Raises:
        UnknownError: there is no such form.

    Example:
        >>> schema("comparison")["properties"]["version"]["const"]
        2
        >>> schema("treatydiff alignment table")["title"]
        'treatydiff alignment table'
    """
    wanted = name.removeprefix("treatydiff ").replace(" ", "-")
    if wanted not in NAMES + INPUTS:
        near = ", ".join(nearest(wanted, NAMES + INPUTS) or NAMES)
        raise UnknownError(f"found no schema {name!r}", expected=f"one such as {near}")
    read: dict[str, Any] = json.loads(files(__name__).joinpath(f"{wanted}.schema.json").read_text("utf-8"))
    return read
