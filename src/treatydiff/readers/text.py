"""Plain text, in any language of treaties.

Headings stand on a line of their own or run into the text ("Article 3. The Parties shall"), with a title
beside or under them; bare numbers count where no heading names a unit. Blank lines part paragraphs; numbered
paragraphs and points may begin on any line. A line break inside a paragraph becomes one space, as does any run of
spaces: plain text breaks lines anywhere, and says nothing by it. What is what is decided for the document as a
whole by `treatydiff.readers.recognition`, whose decisions the transcript keeps.

Every word of the file stands in a label, a title or a clause, or in a finding that says what it was taken for.
"""

from __future__ import annotations

import re
from pathlib import PurePath

from treatydiff.errors import InputError
from treatydiff.model.addresses import siglum_from
from treatydiff.model.findings import Finding
from treatydiff.model.witnesses import Witness
from treatydiff.readers.decoding import decode
from treatydiff.readers.places import place_in
from treatydiff.readers.recognition import Recognition, recognise
from treatydiff.readers.transcript import Transcript, furnish

_NO_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f\ufffe\uffff]")


def read(data: bytes, *, name: str, siglum: str | None = None) -> Transcript:
    r"""Read a treaty in plain text.

    Args:
        data: the file's bytes: UTF-8, or UTF-16 with a byte order mark.
        name: what errors and findings call the file; its siglum comes from it.
        siglum: a siglum in place of that.

    Raises:
        InputError: bytes or characters that are no text, with line and column, no words at all, or more
            lines and labels than a treaty has.
        ModelError: two provisions with one address.

    Example:
        >>> text = b"PREAMBLE\n\nArticle 1\nThe Parties keep\nthe peace.\n\nArticle 2. It lasts five years.\n"
        >>> witness = read(text, name="a.txt").witness
        >>> [(str(address), clause.text) for address, clause in witness.clauses()]
        [('a/1:1', 'The Parties keep the peace.'), ('a/2:1', 'It lasts five years.')]
    """
    text = decode(data, name=name)
    found = _NO_TEXT.search(text)
    if found:
        raise InputError(
            f"found the character U+{ord(found[0]):04X}, which no text holds",
            expected="plain text",
            todo="save the document as plain text, in UTF-8",
        ).at(name, *place_in(text, found.start()))
    recognised = recognise(text, name=name)
    if not recognised.provisions:
        raise InputError("found nothing in it", expected="a text").at(name)
    described = Witness(siglum or siglum_from(PurePath(name).stem), language=recognised.language)
    witness = furnish(described, recognised.provisions, name=name, place=recognised.place)
    places = tuple(
        (address, place) for address, one in witness.addressed() if (place := recognised.place(one)) is not None
    )
    return Transcript((witness,), _findings(recognised, name), places=places, decisions=recognised.decisions)


def _findings(recognised: Recognition, name: str) -> tuple[Finding, ...]:
    """What was doubtful or left aside, by place."""
    found = [Finding(what, name, *place) for what, place in recognised.doubts]
    found += [
        Finding(f"left aside {aside.what}: {aside.text!r}", name, *aside.place, aside.text)
        for aside in recognised.asides
    ]
    if recognised.language == "und":
        found.append(
            Finding("its language was not recognised: its clauses were parted by the rules of all", name, 1, 1)
        )
    return tuple(sorted(found, key=lambda one: (one.line, one.column, one.what)))
