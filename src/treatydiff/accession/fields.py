"""What can be said of a dossier and of its texts from outside: the keys, and what each may hold.

One table for the file of metadata, for ``--set`` and for the published schema
(``export/schemas/metadata.schema.json``), which a test holds against it.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping

from attrs import frozen

from treatydiff.errors import DateError, InputError, ModelError
from treatydiff.model.addresses import is_siglum
from treatydiff.model.dates import UncertainDate
from treatydiff.model.dossiers import Level
from treatydiff.model.passages import check_characters
from treatydiff.model.witnesses import TextStatus

VERSION = 1
"""The version of the form of metadata files; it rises when a key goes or changes its meaning."""
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


@frozen
class Field:
    """One key.

    Attributes:
        read: makes its value of what a file holds.
        several: whether it holds a list.

    Raises:
        InputError: from `read`, for what the key cannot hold; without a place.
    """

    read: Callable[[object], object]
    several: bool = False


def _text(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int) or _too_long(value):
        raise InputError(f"found {_shown(value)}", expected="words in quotation marks")
    text = " ".join(str(value).split())
    try:
        check_characters(text, "this")
    except ModelError as error:
        raise InputError(error.what, expected=error.expected) from None
    return text


def _word(value: object) -> str:
    text = _text(value)
    if not text or " " in text:
        raise InputError(f"found {_shown(value)}", expected="one word, such as draft, signed or fragment")
    return text


def _flag(value: object) -> bool:
    if isinstance(value, bool):
        return value
    if value in ("true", "false"):
        return value == "true"
    raise InputError(f"found {_shown(value)}", expected="true or false")


def _status(value: object) -> TextStatus:
    known = [status.value for status in TextStatus if status.value]
    if value not in known:
        raise InputError(f"found {_shown(value)}", expected=f"one of {', '.join(known)}")
    return TextStatus(str(value))


def _date(value: object) -> UncertainDate:
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return UncertainDate(value.isoformat())
    try:
        return UncertainDate(_text(value))
    except DateError as error:
        raise InputError(error.what, expected=error.expected) from None


def _language(value: object) -> str:
    text = _text(value)
    if not _LANGUAGE.fullmatch(text):
        raise InputError(f"found {_shown(value)}", expected="a BCP 47 tag, such as en, ru or sr-Latn")
    return text


def _siglum(value: object) -> str:
    if not isinstance(value, str) or not is_siglum(value):
        raise InputError(
            f"found {_shown(value)}", expected="a siglum: a letter, then letters, digits, full stops, - or _"
        )
    return value


def _depth(value: object) -> Level:
    if value not in list(Level):
        raise InputError(f"found {_shown(value)}", expected=" or ".join(Level))
    return Level(str(value))


def _version(value: object) -> int:
    if value != VERSION or isinstance(value, bool):
        raise InputError(f"found {_shown(value)}", expected=f"{VERSION}, the version of this form")
    return VERSION


def _list_of(read: Callable[[object], object]) -> Callable[[object], object]:
    def read_all(value: object) -> tuple[object, ...]:
        if not isinstance(value, list):
            raise InputError(f"found {_shown(value)}", expected="a list, in square brackets")
        return tuple(read(one) for one in value)

    return read_all


def _shown(value: object) -> str:
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, bool):
        return str(value).lower()
    if _too_long(value):
        return "a number of more than 18 digits"
    return repr(value) if isinstance(value, str | int | float) else str(value)


def _too_long(value: object) -> bool:
    """Whether it is a number that nothing here means, and that Python may refuse to print."""
    return isinstance(value, int) and abs(value) >= 10**18


def refuse_table(value: object, where: str) -> Mapping[str, object]:
    """The table that a value is.

    Raises:
        InputError: it is none.
    """
    if not isinstance(value, dict):
        raise InputError(f"found {_shown(value)}", expected=f"a table, as in {where}")
    return value


TEXT = Field(_text)
OF_DOSSIER: Mapping[str, Field] = {
    "version": Field(_version),
    "title": TEXT,
    "edition": TEXT,
    "editors": Field(_list_of(_text), several=True),
    "licence": TEXT,
    "order": Field(_list_of(_siglum), several=True),
}
"""What can be said of a dossier; beside these it has tables of comparisons, collations and witnesses."""
OF_COMPARISON: Mapping[str, Field] = {
    "earlier": Field(_siglum),
    "later": Field(_siglum),
    "level": Field(_depth),
}
OF_COLLATION: Mapping[str, Field] = {
    "name": Field(_siglum),
    "witnesses": Field(_list_of(_siglum), several=True),
    "base": Field(_siglum),
}
OF_WITNESS: Mapping[str, Field] = {
    "title": TEXT,
    "kind": Field(_word),
    "status": Field(_status),
    "complete": Field(_flag),
    "original": Field(_siglum),
    "instrument": TEXT,
    "date": Field(_date),
    "language": Field(_language),
    "translator": TEXT,
    "filiation": TEXT,
    "presented_by": TEXT,
    "remarks": Field(_list_of(_text), several=True),
    "rights": TEXT,
}
"""What can be said of a text: fields of `treatydiff.model.witnesses.Witness`; beside these it has a source."""
OF_SOURCE: Mapping[str, Field] = {
    "work": TEXT,
    "reference": TEXT,
    "pages": TEXT,
    "note": TEXT,
    "repository": TEXT,
    "shelfmark": TEXT,
}
