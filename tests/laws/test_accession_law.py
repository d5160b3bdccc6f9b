"""Laws 1 and 10 of accession: what is written into a dossier reads back the same, and no character gets lost."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

import attrs
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree

from settled_forms import plain, settled
from strategies import drafts, short_texts, witnesses
from treatydiff.accession.sigla import siglum_of_file, told_apart
from treatydiff.accession.taking import TextFile, take
from treatydiff.export.tei.dossier import extended, listed_files, write_dossier
from treatydiff.export.tei.witness import write_witness
from treatydiff.model.accessions import Accession, Aside, Doubt, Origin
from treatydiff.model.addresses import is_siglum
from treatydiff.model.dossiers import ComparisonPlan, DossierRecord
from treatydiff.model.witnesses import Witness
from treatydiff.readers import read_bytes
from treatydiff.readers.blocks import squeezed

FEWER = settings(max_examples=max(settings().max_examples // 4, 25))


@FEWER
@given(witnesses().filter(lambda witness: bool(witness.provisions)))
def test_a_text_reads_back_as_it_was_written(witness: Witness) -> None:
    """Law 1: provisions with all their marks exactly, the description but for white space without meaning."""
    asides = (Aside("a page number", " - 3 -\n", 4, 2),)
    doubts = (Doubt("'3' is doubtful", 4, 1, next(witness.addressed())[0], True, 55, ("it stands alone",)),)
    accession = Accession(witness, Origin("a <b>.txt", "plain text", "0" * 64), asides, doubts, percent=70)
    written = write_witness(accession, version="1.0")
    assert written == write_witness(accession, version="1.0")
    found = read_bytes(written, name="x.xml").witness
    assert found.provisions == tuple(map(plain, witness.provisions))
    for field in attrs.fields(Witness):
        if field.name not in ("provisions", "_index"):
            assert settled(getattr(found, field.name)) == settled(getattr(witness, field.name)), field.name


NOISE = st.sampled_from(["- 7 -", "THE PACT", "\f", "12", "* * *", "", "(a) first;", "hos-", "tilities end", "II."])


@st.composite
def flattened(draw: st.DrawFn) -> str:
    """A treaty as people copy it: articles by headings, lines broken anywhere, page noise between them."""
    witness = draw(drafts(max_articles=4)).witness("A")
    lines: list[str] = []
    for provision in witness.provisions:
        lines += ["", f"Article {provision.number}" if provision.number else ""]
        words = provision.text.split()
        while words:
            size = draw(st.integers(2, 9))
            lines.append(" ".join(words[:size]))
            words = words[size:]
            lines += draw(st.lists(NOISE, max_size=1))
    return draw(st.sampled_from(["\n", "\r\n"])).join(lines)


def rest_of(text: str, written: bytes) -> str:
    """The characters of a text without what a dossier's file says was left aside, each at the place it names."""
    ends = list(re.finditer(r"\r\n|\r|\n", text))
    starts = [0, *(end.end() for end in ends)]
    gone: set[int] = set()
    root = etree.fromstring(written)
    for listed in root.iter("{*}list"):
        items = list(listed.iterchildren("{*}item"))
        for label, item in zip(listed.iterchildren("{*}label"), items, strict=True):
            line, column = map(int, str(item.get("n")).split(":"))
            at = starts[line - 1] + column - 1
            words = str(item.text)
            if label.text == "a parted word":
                gone.add(text.rindex("-", 0, at))
                continue
            # White space inside is collapsed, as in all that is read of plain text.
            found = re.compile(r"\s+".join(map(re.escape, words.split()))).match(text, at)
            assert found, (words, line, column)
            gone.update(range(found.start(), found.end()))
    return squeezed("".join(char for at, char in enumerate(text) if at not in gone))


def characters_of(witness: Witness) -> str:
    """All characters of labels, titles and clauses, in order."""
    parts: list[str] = []
    for _, one in witness.addressed():
        parts += [one.label.text if one.label else "", one.heading.text if one.heading else ""]
        parts += [clause.text for clause in one.clauses]
    return squeezed("".join(parts))


@FEWER
@given(flattened().filter(lambda text: bool(text.strip())))
@example("Article 1\nThe Parties keep the peace dur-\ning five years.\n\n- 2 -\n\fTHE PACT\n\nArticle 2. It lasts.")
@example(
    "Article 1\n\nIt lasts.\n\n{article 5} Odd\nIt ends.\n\n{aside} Published in 1926.\n\n{words}\nArticle 9 holds."
)
def test_text_to_dossier_to_text(text: str) -> None:
    """Law 10: each character of a file stands, in order, in the text or in what was left aside, and in no other."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "a.txt")
        file.write_bytes(text.encode())
        accession = take([TextFile(str(file))]).accessions[0]
    written = write_witness(accession, version="1.0")
    witness = read_bytes(written, name="a.xml").witness
    assert witness == attrs.evolve(accession.witness, provisions=witness.provisions)
    assert witness.provisions == accession.witness.provisions
    assert characters_of(witness) == rest_of(text, written)


@given(st.lists(short_texts(min_size=1), min_size=1, max_size=6))
def test_sigla_from_names_of_files_are_valid_and_differ(names: list[str]) -> None:
    """Whatever files are called, their texts get sigla, no two of which are one file where capitals count not."""
    taken: list[str] = []
    for name in names:
        taken.append(told_apart(siglum_of_file(name), taken))
    assert all(is_siglum(siglum) for siglum in taken)
    assert len({siglum.casefold() for siglum in (*taken, "dossier")}) == len(taken) + 1


@FEWER
@given(st.lists(st.sampled_from("CDEFG"), min_size=1, max_size=3, unique=True), st.sampled_from(["\n", "\r\n"]))
def test_adding_touches_nothing_else(sigla: list[str], end: str) -> None:
    """With the new items taken out again, a dossier.xml is what it was, to the letter."""
    record = DossierRecord("P & Q", (Witness("A"), Witness("B")), (ComparisonPlan("A", "B"),))
    before = (
        write_dossier(record, version="1.0")
        .replace(b"<standOff", b"<!-- mine -->\n<standOff")
        .replace(b"\n", end.encode())
    )
    added = [Witness(siglum) for siglum in sigla]
    after = extended(before, name="d.xml", witnesses=added, comparisons=[ComparisonPlan("B", sigla[0])])
    assert listed_files(after, name="d.xml") == ("A.xml", "B.xml", *(f"{siglum}.xml" for siglum in sigla))
    items = [f'<ref target="{siglum}.xml#{siglum}">{siglum}</ref>' for siglum in sigla]
    items.append(f'<ref target="B.xml#B">B</ref> {items[0]}')
    shorter = after.decode()
    for item in items:
        assert shorter.count(f"<item>{item}</item>") == 1
        shorter = shorter.replace(f"{end}          <item>{item}</item>", "")
    declared = re.compile(r"<\?xml[^>]*\?>")
    assert declared.sub("", shorter) == declared.sub("", before.decode())


@pytest.mark.parametrize("text", ["", "\u200b", "\f\f"])
def test_what_is_empty_is_refused(text: str, tmp_path: Path) -> None:
    """A file without words is an error with the file's name, not a text without words."""
    from treatydiff.accession import UnreadableFilesError

    file = tmp_path / "a.txt"
    file.write_text(text)
    with pytest.raises(UnreadableFilesError, match=r"a\.txt"):
        take([TextFile(str(file))])
