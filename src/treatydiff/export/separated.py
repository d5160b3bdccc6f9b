"""Separated values: tables as CSV and TSV, which no spreadsheet takes for formulas.

The files are UTF-8, quoted as RFC 4180 has it, lines ended by carriage return and newline. A field that begins
with white space or one of ``'=+-@`` has an apostrophe before it: one taken off its front gives the field back. So
does one that begins with the wide forms ``＝＋－＠``, which East Asian spreadsheets read in the same way.

The rule is that of OWASP, "CSV Injection" (https://owasp.org/www-community/attacks/CSV_Injection). It holds where
the spreadsheet parts the fields where they are parted here; one set to semicolons opens TSV, not CSV, safely.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable

_MISTAKEN = re.compile(r"[\s'=+\-@＝＋－＠]")


def separated(rows: Iterable[Iterable[str]], *, delimiter: str = ",") -> bytes:
    r"""Rows as a file of separated values.

    Args:
        rows: the head and the rows.
        delimiter: what stands between the fields: a comma or a tab.

    Example:
        >>> separated([["n", "words"], ["1", "= For the Party"]])
        b"n,words\r\n1,'= For the Party\r\n"
    """
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    for row in rows:
        writer.writerow(map(_no_formula, row))
    return out.getvalue().encode()


def _no_formula(field: str) -> str:
    return "'" + field if _MISTAKEN.match(field) else field
