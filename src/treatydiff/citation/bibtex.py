r"""BibTeX and BibLaTeX: what LaTeX reads.

BibTeX has no treaties, and its types for parts of books have one date, which would be the book's: so ``@misc``,
which prints title, ``howpublished``, date and note in every style. BibLaTeX has ``@legal`` for treaties, which its
styles print as ``@misc``. Title and date are the text's; ``howpublished`` says where it is kept and published.

Of characters that TeX obeys, braces, backslash, ``^`` and ``~`` are written as commands that hold no brace of their
own, because BibTeX counts braces even after a backslash; runs of signs that TeX would join into one (``--``) are
kept apart. Letters beyond ASCII stay, as UTF-8.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from urllib.parse import quote

from treatydiff.citation.digests import canonical
from treatydiff.citation.entries import Entry, entries
from treatydiff.citation.people import PersonName
from treatydiff.citation.values import Citation

_COMMANDS = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    "&": r"\&",
    "%": r"\%",
    "$": r"\$",
    "#": r"\#",
    "_": r"\_",
}
_SPECIAL = re.compile("[" + re.escape("".join(_COMMANDS)) + "]")
_LIGATURE = re.compile(r"""(?<=[-'`<>,!?])(?=[-'`<>,])""")
_ESCAPED = re.compile("|".join(re.escape(command) for command in (*_COMMANDS.values(), "{}")))
_CHARACTERS = {command: char for char, command in _COMMANDS.items()}
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()

Fields = dict[str, str]


def escaped(text: str) -> str:
    r"""Text as LaTeX sets it letter by letter.

    Example:
        >>> print(escaped("5 % of {a_b} -- C:\\"))
        5 \% of \textbraceleft{}a\_b\textbraceright{} -{}- C:\textbackslash{}
    """
    return _SPECIAL.sub(lambda found: _COMMANDS[found[0]], _LIGATURE.sub("\0", text)).replace("\0", "{}")


def unescaped(text: str) -> str:
    r"""What `escaped` was given; commands that it does not write stay as they are.

    Example:
        >>> unescaped(escaped("5 % of {a_b} -- C:\\"))
        '5 % of {a_b} -- C:\\'
    """
    return _ESCAPED.sub(lambda found: _CHARACTERS.get(found[0], ""), text)


def write_bibtex(citations: Iterable[Citation]) -> str:
    """Citations as BibTeX.

    Args:
        citations: what is cited.
    """
    return _written(citations, "misc", _bibtex)


def write_biblatex(citations: Iterable[Citation]) -> str:
    """Citations as BibLaTeX.

    Args:
        citations: what is cited.
    """
    return _written(citations, "legal", _biblatex)


def _written(citations: Iterable[Citation], kind: str, fields: Callable[[Entry], Fields]) -> str:
    out = []
    for entry in entries(citations):
        lines = [f"  {name} = {value}" for name, value in fields(entry).items() if value]
        out.append(f"@{kind}{{{entry.key},\n" + ",\n".join(lines) + "\n}\n")
    return "\n".join(out)


def _bibtex(entry: Entry) -> Fields:
    date = entry.dates[0] if len(entry.dates) == 1 and not entry.dates[0].doubt else None
    month = _MONTHS[date.month - 1] if date and date.month else ""
    published = ", ".join(part for part in (entry.side.locator, entry.published) if part)
    return {
        "title": _kept(entry.title),
        "howpublished": _braced(published),
        "year": f"{{{date.year}}}" if date else _braced(entry.edtf),
        "month": f"{{{date.day}~}} # {month}" if date and date.day else month,
        "note": _braced(entry.note),
        "key": _braced(entry.title),  # what it is sorted by, having no author
        "booktitle": _braced(entry.container),
        "translator": _people(entry.translators),
        "publisher": _braced(entry.work.publisher),
        "address": _braced(entry.work.place),
        "pages": _braced(entry.source.pages),
        "isbn": _braced(entry.work.isbn),
        "url": _url(entry.work.url),
    }


_BIBLATEX_DATE = re.compile(r"[0-9X]{4}(?:-[0-9X]{2}){0,2}[?~%]?(?:/(?:[0-9X]{4}(?:-[0-9X]{2}){0,2}[?~%]?|\.\.)?)?")
"""The EDTF that BibLaTeX reads; what it does not goes into ``year`` as words."""


def _biblatex(entry: Entry) -> Fields:
    readable = _BIBLATEX_DATE.fullmatch(entry.edtf)
    return {
        "title": _kept(entry.title),
        "titleaddon": _braced(entry.side.locator),
        "shorttitle": _braced(entry.side.witness.instrument),
        "howpublished": _braced(entry.published),
        "date": f"{{{entry.edtf}}}" if readable else "",
        "year": "" if readable else _braced(entry.edtf),
        "note": _braced(entry.note),
        "booktitle": _braced(entry.container),
        "bookauthor": _people(entry.authors),
        "editor": _people(entry.editors),
        "translator": _people(entry.translators),
        "publisher": _braced(entry.work.publisher),
        "location": _braced(entry.work.place),
        "pages": _braced(entry.source.pages),
        "library": _braced(entry.archive),
        "isbn": _braced(entry.work.isbn),
        "url": _url(entry.work.url),
    }


def _braced(text: str) -> str:
    words = canonical(text)
    return f"{{{escaped(words)}}}" if words else ""


def _kept(text: str) -> str:
    """A title whose capitals no style changes."""
    return f"{{{_braced(text)}}}"


def _people(people: Iterable[PersonName]) -> str:
    return f"{{{' and '.join(map(_person, people))}}}" if people else ""


def _person(person: PersonName) -> str:
    # Braces keep a name whole that was not parted, and an "and" inside a part of one.
    if not person.given:
        return f"{{{escaped(person.family)}}}"
    parts = (escaped(person.family), escaped(person.given))
    return ", ".join(f"{{{part}}}" if re.search(r"\band\b", part, re.IGNORECASE) else part for part in parts)


def _url(url: str) -> str:
    # Read letter by letter, without commands: what TeX would stumble over is written as URLs have it.
    return f"{{{quote(canonical(url), safe=_IN_URLS)}}}" if url.strip() else ""


_IN_URLS = "!#$%&'()*+,/:;=?@[]~_.-"


def read_fields(text: str) -> Iterator[Fields]:
    r"""The fields of each entry of a BibTeX or BibLaTeX file, as far as they can be read, unescaped.

    Only what the files of reference managers have is read: values in braces, in quotation marks, bare, or joined.
    What is not understood ends its entry.

    Args:
        text: the content of the file.

    Example:
        >>> list(read_fields('@misc{k, title = {{A {B}}}, year = 1941, note = "5\\% " # {x}}'))
        [{'title': '{A {B}}', 'year': '1941', 'note': '5% x'}]
    """
    at = 0
    while start := _ENTRY.search(text, at):
        fields: Fields = {}
        at = start.end()
        while found := _NAME.match(text, at):
            value, at = _value(text, found.end())
            fields[found[1].casefold()] = unescaped(value)
        if fields:
            yield fields


_ENTRY = re.compile(r"@\s*\w+\s*[{(]\s*[^\s,{}()]*\s*,")
_NAME = re.compile(r"[\s,]*([A-Za-z][\w:-]*)\s*=\s*")
_BARE = re.compile(r"[^\s,{}#\"]+")
_AND_MORE = re.compile(r"\s*#\s*")


def _value(text: str, at: int) -> tuple[str, int]:
    """A value that begins at a place, and where it ends."""
    parts: list[str] = []
    while True:
        if text[at : at + 1] in ('"', "{"):
            stop = _closing(text, at)
            parts.append(text[at + 1 : stop])
            at = stop + 1
        elif found := _BARE.match(text, at):
            parts.append(found[0])
            at = found.end()
        more = _AND_MORE.match(text, at)
        if not more:
            return "".join(parts), at
        at = more.end()


def _closing(text: str, at: int) -> int:
    """Where the brace or quotation mark at a place is closed; the end of the text where it is not."""
    closing = '"' if text[at] == '"' else "}"
    depth = 0
    for place in range(at + 1, len(text)):
        char = text[place]
        if char == closing and depth == 0:
            return place
        depth += {"{": 1, "}": -1}.get(char, 0)
    return len(text)
