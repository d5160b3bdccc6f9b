"""Registers: a table that says of each text of a corpus what the text itself does not, when and what it is."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Collection, Mapping

from treatydiff.errors import InputError, ModelError
from treatydiff.model.dates import UncertainDate
from treatydiff.model.passages import check_characters
from treatydiff.readers import SIZE_LIMIT
from treatydiff.readers.files import load

SAYS = ("date", "title")
"""What a register may say of a text."""
_FILE = "file"
_DELIMITERS = ",;\t"

Register = Mapping[str, Mapping[str, str]]
"""What is said of texts: by path, or by key where one file holds several treaties."""


def read_register(file: str | os.PathLike[str], paths: Collection[str]) -> dict[str, dict[str, str]]:
    r"""Read a register: separated values in UTF-8, with a column ``file``, and ``date``, ``title`` or both.

    Other columns are left aside, so that a list kept for other purposes will do; an empty field says nothing.

    Args:
        file: the table, its fields parted by commas, semicolons or tabs.
        paths: the texts that there are.

    Raises:
        InputError: it cannot be read, lacks a column or has one twice, or names a text that is not there, or one
            twice.
        DateError: a date is not EDTF, such as ``1902-05-01``, ``1902`` or ``1902~``.
        ModelError: a field holds a control character.

    Example:
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     table = Path(folder, "register.csv")
        ...     _ = table.write_text("file,date,parties\na.txt,1902-05-01,A and B\n")
        ...     read_register(table, ["a.txt", "b.txt"])
        {'a.txt': {'date': '1902-05-01'}}
    """
    name = os.fspath(file)
    try:
        text = load(file, size_limit=SIZE_LIMIT).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError("found another encoding", expected="UTF-8", todo="save the table as UTF-8").at(
            name
        ) from None
    head = text.partition("\n")[0]
    rows = csv.DictReader(io.StringIO(text), delimiter=max(_DELIMITERS, key=head.count), strict=True)
    said: dict[str, dict[str, str]] = {}
    try:
        names = [column.strip().casefold() for column in rows.fieldnames or ()]
        for column in (_FILE, *SAYS):
            if names.count(column) > 1:
                raise InputError(f"found two columns {column}", expected="one").at(name, 1)
        columns = dict(zip(names, rows.fieldnames or (), strict=True))
        if _FILE not in columns or columns.keys().isdisjoint(SAYS):
            raise InputError(
                f"found the columns {', '.join(columns) or 'none'}",
                expected="file, and date or title, in the first line",
            ).at(name, 1)
        for row in rows:
            key = (row[columns[_FILE]] or "").strip()
            if key not in paths and key.partition("#")[0] not in paths:
                raise InputError(
                    f"found {key!r}, which is no text of the folder", expected="the path of one in it, with / in it"
                ).at(name, rows.line_num)
            if key in said:
                raise InputError(f"found {key!r} twice", expected="a line for each").at(name, rows.line_num)
            fields = {about: (row[columns[about]] or "").strip() for about in SAYS if about in columns}
            try:
                for value in fields.values():
                    check_characters(value, "a field")
                if fields.get("date"):
                    UncertainDate(fields["date"])
            except ModelError as error:
                raise error.at(name, rows.line_num) from None
            said[key] = {about: value for about, value in fields.items() if value}
    except csv.Error as error:
        raise InputError(f"found a table that is damaged ({error})", expected="separated values").at(
            name, rows.line_num
        ) from None
    return said


def part_for(register: Register, path: str) -> dict[str, dict[str, str]]:
    """What a register says of one file, and of the treaties in it.

    Example:
        >>> part_for({"a.xml#A": {"date": "1902"}, "b.xml": {"date": "1903"}}, "a.xml")
        {'a.xml#A': {'date': '1902'}}
    """
    return {key: dict(said) for key, said in sorted(register.items()) if said and key.partition("#")[0] == path}
