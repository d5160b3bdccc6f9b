"""Reading our own redline back: rejected it is the earlier text, accepted the later.

A redline carries both texts, so that they come back whole. Where somebody has edited it, what it carries does not
count; how it is read then is tested with documents that carry nothing.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from functools import partial

import attrs
import pytest
from hypothesis import assume, given, settings
from lxml import etree

import treatydiff
from redline import DRAFT, SIGNED, W, expected
from settled_forms import plain, settled
from strategies import any_pairs
from treatydiff.comparison import compare
from treatydiff.model.provisions import Provision
from treatydiff.model.witnesses import Witness
from treatydiff.readers import Revisions, read_bytes
from treatydiff.report.docx import write_comparison

GAP = "[]"
SIDES = (Revisions.REJECTED, Revisions.ACCEPTED)
MAIN = "word/document.xml"
EDITED = "its words are not those of the texts that it carries as TEI, and its structure was recognised"


def repacked(data: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """A document with other parts; one that becomes empty is left out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(out, "w") as made:
        for name in archive.namelist():
            if part := change(name, archive.read(name)):
                made.writestr(name, part)
    return out.getvalue()


def bare(data: bytes) -> bytes:
    """A document without the texts that it carries."""
    return repacked(data, lambda name, part: b"" if name.startswith("customXml/") else part)


def whole(witness: Witness) -> object:
    """A witness without its siglum, and without what has no meaning in TEI."""
    names = [field.name for field in attrs.fields(Witness) if field.name not in ("siglum", "provisions", "_index")]
    return tuple(map(plain, witness.provisions)), {name: settled(getattr(witness, name)) for name in names}


@settings(max_examples=30)
@given(any_pairs())
def test_both_texts_come_back_whole(pair: tuple[Witness, Witness]) -> None:
    """Of any two texts: clauses, marks, numbers, labels, headings, structure and description."""
    assume(all(any(provision.text.strip() for provision in witness.provisions) for witness in pair))
    data = write_comparison(compare(*pair), version="1.0")
    for revisions, witness in zip(SIDES, pair, strict=True):
        transcript = read_bytes(data, name="a.docx", revisions=revisions)
        assert whole(transcript.witness) == whole(witness)
        assert EDITED not in {finding.what for finding in transcript.findings}


def test_every_comparison_of_the_bundled_dossier_comes_back() -> None:
    """Fragments, quotations, a letter, texts without articles and in two languages: both sides, whole."""
    dossier = treatydiff.load()
    for plan in dossier.comparisons:
        data = write_comparison(dossier.compare(plan.earlier, plan.later), version="1.0")
        both = read_bytes(data, name="a.docx", revisions=Revisions.BOTH).witnesses
        assert [one.siglum for one in both] == ["a-rejected", "a-accepted"]
        for found, siglum in zip(both, (plan.earlier, plan.later), strict=True):
            assert whole(found) == whole(dossier.witness(siglum)), (plan, siglum)


def test_when_changes_were_made_for_good_the_text_that_is_left_comes_back() -> None:
    """A document in which somebody accepted or rejected all changes is one of the texts, whatever is asked for."""
    data = write_comparison(compare(DRAFT, SIGNED), version="1.0")
    for keep, witness in ((("ins", "moveTo"), SIGNED), (("del", "moveFrom"), DRAFT)):
        made = repacked(data, partial(resolved, keep))
        for revisions in Revisions:
            transcript = read_bytes(made, name="a.docx", revisions=revisions)
            assert whole(transcript.witness) == whole(witness)


def resolved(keep: tuple[str, str], name: str, part: bytes) -> bytes:
    """The document with all changes accepted, or rejected, as Word leaves it; other parts as they are."""
    if name != MAIN:
        return part
    root = etree.fromstring(part)
    gone = {"ins", "moveTo", "del", "moveFrom"} - set(keep)
    for node in list(root.iter(*(f"{W}{name}" for name in gone))):
        above = node.getparent()
        assert above is not None
        if above.tag == f"{W}rPr":
            # The end of a paragraph goes: what it holds moves to the head of the next one.
            ended = next(node.iterancestors(f"{W}p"))
            following = next(ended.itersiblings(f"{W}p"))
            inside = [child for child in ended if child.tag != f"{W}pPr"]
            for place, child in enumerate(inside, start=1):
                following.insert(place, child)
            ended.getparent().remove(ended)  # type: ignore[union-attr]
        else:
            above.remove(node)
    for node in list(root.iter(*(f"{W}{name}" for name in keep))):
        above = node.getparent()
        assert above is not None
        for child in node:
            node.addprevious(child)
        above.remove(node)
    return etree.tostring(root).replace(b"w:delText", b"w:t")


@pytest.mark.parametrize(
    ("old", "new"), [(b"Peace and amity", b"Peace"), (b"Their vessels", b"All vessels"), (b"</w:p><w:p>", b"")]
)
def test_a_document_that_was_edited_is_read_as_it_is(old: bytes, new: bytes) -> None:
    """Another word, or a paragraph joined to the next: the document counts, and that is said."""
    data = write_comparison(compare(SIGNED, SIGNED_ALIKE), version="1.0")
    edited = repacked(data, lambda name, part: part.replace(old, new, 1) if name == MAIN else part)
    for revisions in SIDES:
        transcript = read_bytes(edited, name="a.docx", revisions=revisions)
        assert EDITED in {finding.what for finding in transcript.findings}
        if b"vessels" in old:
            assert "All vessels shall carry" in transcript.witness.text


SIGNED_ALIKE = attrs.evolve(SIGNED, siglum="C", title="Another copy")


def test_of_two_texts_that_look_alike_each_side_is_its_own() -> None:
    """Two copies of one text differ in what is known of them: rejected is the earlier one, accepted the later."""
    data = write_comparison(compare(SIGNED, SIGNED_ALIKE), version="1.0")
    titles = [read_bytes(data, name="a.docx", revisions=one).witness.title for one in SIDES]
    assert titles == ["Treaty of fishery", "Another copy"]


@pytest.mark.parametrize(("old", "new"), [("four inches", "nine inches"), ("Article 2", "Article 7")])
def test_a_text_that_was_edited_where_nobody_sees_it_does_not_count(old: str, new: str) -> None:
    """Other words in the TEI alone, of a clause or a label: the document is read as it shows, and that is said."""
    data = write_comparison(compare(DRAFT, SIGNED), version="1.0")
    edited = repacked(
        data,
        lambda name, part: part.replace(old.encode(), new.encode()) if name.startswith("customXml/item") else part,
    )
    assert edited != repacked(data, lambda _, part: part)
    for revisions, witness in zip(SIDES, (DRAFT, SIGNED), strict=True):
        transcript = read_bytes(edited, name="a.docx", revisions=revisions)
        assert outline(transcript.witness) == outline(witness)
        assert EDITED in {finding.what for finding in transcript.findings}


def test_a_text_that_is_carried_damaged_is_told() -> None:
    """Where the TEI is broken the document is read as it is, and a finding says so."""
    data = write_comparison(compare(DRAFT, SIGNED), version="1.0")
    broken = repacked(data, lambda name, part: part[:-50] if name.startswith("customXml/") else part)
    transcript = read_bytes(broken, name="a.docx")
    assert outline(transcript.witness) == outline(SIGNED)
    assert any("a text that it carries as TEI cannot be read" in one.what for one in transcript.findings)


def written(provisions: tuple[Provision, ...]) -> Iterator[str]:
    """Labels, titles and clauses in order."""
    for provision in provisions:
        if provision.label is not None:
            yield provision.label.text
        if provision.heading is not None:
            yield provision.heading.text
        yield from (clause.text for clause in provision.clauses)
        yield from written(provision.children)


def letters(texts: Iterator[str]) -> str:
    """Letters and digits, which no recogniser may lose or turn round."""
    return "".join(char for text in texts for char in text if char.isalnum())


@settings(max_examples=25)
@given(any_pairs())
def test_the_words_of_both_texts_come_back(pair: tuple[Witness, Witness]) -> None:
    """Whatever structure is recognised: every letter and digit of either text, in its order, and none else."""
    earlier, later = pair
    wanted = [letters(text for _, text in expected(*sides)) for sides in ((earlier, later), (later, earlier))]
    assume(all(wanted))
    data = bare(write_comparison(compare(earlier, later), version="1.0"))
    for revisions, letters_of_text in zip((Revisions.REJECTED, Revisions.ACCEPTED), wanted, strict=True):
        found = read_bytes(data, name="a.docx", revisions=revisions).witness
        assert letters(written(found.provisions)) == letters_of_text


def outline(witness: Witness) -> list[tuple[str, str, str]]:
    """Addresses below the siglum, labels and words of all provisions."""
    return [
        (
            str(address).partition("/")[2],
            provision.label.text if provision.label else "",
            "".join(clause.text for clause in provision.clauses),
        )
        for address, provision in witness.addressed()
    ]


def test_the_structure_of_a_treaty_comes_back() -> None:
    """Articles with titles, points, paragraphs, title, preamble and signatures of both texts, addresses and all."""
    data = bare(write_comparison(compare(DRAFT, SIGNED), version="1.0"))
    both = read_bytes(data, name="a.docx", revisions=Revisions.BOTH).witnesses
    assert [witness.siglum for witness in both] == ["a-rejected", "a-accepted"]
    for found, wanted in zip(both, (DRAFT, SIGNED), strict=True):
        assert outline(found) == outline(wanted)


@pytest.mark.parametrize(("earlier", "later"), [("K40", "M40"), ("M40", "P41"), ("K40", "P41"), ("M40", "M41")])
def test_bundled_treaties_come_back(earlier: str, later: str) -> None:
    """Of drafts and the treaty as signed: addresses, labels, words and order of all provisions, on both sides."""
    dossier = treatydiff.load()
    data = bare(write_comparison(dossier.compare(earlier, later), version="1.0"))
    for revisions, siglum in ((Revisions.REJECTED, earlier), (Revisions.ACCEPTED, later)):
        found = outline(read_bytes(data, name="a.docx", revisions=revisions).witness)
        wanted = outline(dossier.witness(siglum))
        assert [(*one, " ".join(words.split())) for *one, words in found] == [
            (*one, " ".join(words.split())) for *one, words in wanted
        ]
