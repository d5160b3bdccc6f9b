"""Reading single files: texts, comparisons and collations written as JSON, an editor's decisions."""

from __future__ import annotations

import os

from treatydiff.annotation import annotate, annotate_collation
from treatydiff.collation import Collation, Options, collate
from treatydiff.collation.classes import RULES as VARIANT_RULES
from treatydiff.comparison import Comparison, compare
from treatydiff.errors import InputError, TreatyDiffError
from treatydiff.model.links import EditedLink
from treatydiff.model.witnesses import Witness
from treatydiff.readers import SIZE_LIMIT, read_file
from treatydiff.readers.edited_links import read_alignment
from treatydiff.readers.files import load as load_bytes
from treatydiff.readers.json import COLLATION, COMPARISON, Result, read_result


def read(source: str | os.PathLike[str], *, siglum: str | None = None, size_limit: int = SIZE_LIMIT) -> Witness:
    r"""Read one witness from a file: TEI, or plain text with articles.

    Args:
        source: the file.
        siglum: what to call the witness; else as the file says, or after the file's name.
        size_limit: how many bytes the file may have.

    Raises:
        InputError: the file is missing, too large, malformed, or holds several witnesses: for these, `read_all`.

    Example:
        >>> import tempfile
        >>> from pathlib import Path
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     file = Path(folder, "A.txt")
        ...     _ = file.write_text("Article 1\n\nThe Parties shall maintain peace.\n", "utf-8")
        ...     witness = read(file)
        >>> witness.siglum, witness.words_at("A/1:1")
        ('A', 'The Parties shall maintain peace.')
    """
    transcript = read_file(source, siglum=siglum, size_limit=size_limit)
    try:
        return transcript.witness
    except InputError as error:
        raise error.at(os.fspath(source)) from None


def read_all(source: str | os.PathLike[str], *, size_limit: int = SIZE_LIMIT) -> tuple[Witness, ...]:
    """Read every witness in a file: a collection of texts, or a critical apparatus in any of TEI's three methods.

    An apparatus is untangled into its witnesses, which can then be collated anew:
    ``treatydiff.collate(treatydiff.read_all("old.xml"))``. What was doubtful or left aside on the way is in the
    findings of `treatydiff.readers.read_file`.

    Args:
        source: the file.
        size_limit: how many bytes it may have.

    Raises:
        InputError: the file is missing, too large, malformed, or an apparatus that contradicts itself.
        ModelError: what it says cannot be: two provisions with one address, a siglum that is none.

    Example:
        >>> import tempfile
        >>> from pathlib import Path
        >>> folder = tempfile.TemporaryDirectory()
        >>> file = Path(folder.name, "edited.xml")
        >>> _ = file.write_text(
        ...     "<TEI><text><body><div type='article' n='1'><p>It lasts "
        ...     "<app><lem wit='#A'>five</lem><rdg wit='#B'>ten</rdg></app> years.</p></div></body></text></TEI>"
        ... )
        >>> [(witness.siglum, witness.text) for witness in read_all(file)]
        [('A', 'It lasts five years.'), ('B', 'It lasts ten years.')]
        >>> folder.cleanup()
    """
    return read_file(source, size_limit=size_limit).witnesses


def read_comparison(source: str | os.PathLike[str], *, size_limit: int = SIZE_LIMIT) -> Comparison:
    """Read a comparison written as JSON, by ``compare -o A-B.json`` or `treatydiff.export.json.write_comparison`.

    The texts, the options, an editor's decisions and the annotations are read; what follows from them is made anew.
    So the comparison is the one that was written, as long as this version of the library aligns as that one did.

    Args:
        source: the file.
        size_limit: how many bytes it may have.

    Raises:
        InputError: the file is missing, too large, or no comparison in this form, or it was made with rules of a
            program's own.
        ModelError: what it says cannot be: two provisions with one address, decisions that contradict each other.

    Example:
        >>> import tempfile
        >>> from pathlib import Path
        >>> import treatydiff
        >>> from treatydiff.export.json import write_comparison
        >>> comparison = treatydiff.load().compare("K40", "M40")
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     file = Path(folder, "K40-M40.json")
        ...     _ = file.write_bytes(write_comparison(comparison, version="1.0"))
        ...     read_comparison(file) == comparison
        True
    """
    result, options = _result(source, COMPARISON, size_limit)
    try:
        made = compare(*result.witnesses, links=result.edits, options=options)
    except TreatyDiffError as error:
        raise error.at(os.fspath(source)) from None
    return annotate(made, result.annotations)


def read_collation(source: str | os.PathLike[str], *, size_limit: int = SIZE_LIMIT) -> Collation:
    """Read a collation written as JSON, by ``collate -o A-C.json`` or `treatydiff.export.json.write_collation`.

    What is read, and what is made anew, is that of `read_comparison`.

    Args:
        source: the file.
        size_limit: how many bytes it may have.

    Raises:
        InputError, ModelError: as `read_comparison`.

    Example:
        >>> import tempfile
        >>> from pathlib import Path
        >>> import treatydiff
        >>> from treatydiff.export.json import write_collation
        >>> collation = treatydiff.load().collate("K40", "M40", "P41")
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     file = Path(folder, "drafts.json")
        ...     _ = file.write_bytes(write_collation(collation, version="1.0"))
        ...     read_collation(file) == collation
        True
    """
    result, options = _result(source, COLLATION, size_limit)
    try:
        made = collate(result.witnesses, base=result.base, links=result.edits, options=options)
    except TreatyDiffError as error:
        raise error.at(os.fspath(source)) from None
    return annotate_collation(made, result.annotations)


def _result(source: str | os.PathLike[str], form: str, size_limit: int) -> tuple[Result, Options]:
    """What a file says of a comparison or collation, and the options with which it was made."""
    name = os.fspath(source)
    result = read_result(load_bytes(name, size_limit=size_limit), name=name)
    if result.form != form:
        raise InputError(f"found a file of the form {result.form!r}", expected=f"{form!r}").at(name)
    known = {rule.name: rule for rule in VARIANT_RULES}
    for rule in result.rules:
        if rule not in known:
            raise InputError(
                f"found that differences were classed by the rule {rule!r}, which is not one of this library",
                expected="one of " + ", ".join(known),
                todo="read the texts alone, with treatydiff.read_all, and compare them by your rules",
            ).at(name)
    return result, Options(result.normalization, result.level, tuple(known[rule] for rule in result.rules))


def read_links(source: str | os.PathLike[str], *, size_limit: int = SIZE_LIMIT) -> tuple[EditedLink, ...]:
    """Read an editor's decisions on alignments from a file, such as ``treatydiff align A B --edit FILE`` writes.

    What stands in the file as it was computed is no decision. `compare` and `collate` take what is read:
    ``treatydiff.compare(a, b, links=treatydiff.read_links("A-B.links.xml"))``.

    Args:
        source: the file.
        size_limit: how many bytes it may have.

    Raises:
        InputError: the file is missing, too large or malformed, or decisions in it contradict each other.
        AddressError: it points to what cannot be a place in a witness.

    Example:
        >>> import tempfile
        >>> from pathlib import Path
        >>> tei = '<TEI xmlns="http://www.tei-c.org/ns/1.0">{}<standOff>{}</standOff></TEI>'
        >>> who = '<teiHeader><fileDesc><titleStmt><editor xml:id="e"/></titleStmt></fileDesc></teiHeader>'
        >>> link = '<linkGrp type="alignment"><link type="reworded" target="#A-1 #B-2" resp="#e"/></linkGrp>'
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     file = Path(folder, "A-B.links.xml")
        ...     _ = file.write_text(tei.format(who, link), "utf-8")
        ...     [str(edit.address) for edit in read_links(file)]
        ['A/1..B/2']
    """
    return read_alignment(source, size_limit=size_limit).edits
