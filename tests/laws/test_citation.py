"""Laws of citation: whatever a text is called, its citation leads back to it, in every form and program.

The programs are those that people use: pybtex reads the BibTeX, rispy the RIS, citeproc-py the CSL-JSON.
"""

from __future__ import annotations

import json
from contextlib import suppress

import pytest
import rispy
from attrs import evolve
from citeproc.source.json import CiteProcJSON
from hypothesis import assume, given
from hypothesis import strategies as st
from pybtex.database import parse_string

from strategies import WHITE_SPACE, dates, dossiers, provisions, words_of_all_kinds
from treatydiff.citation import Citation, Form, Standing, Style, citation_of, resolve, resolve_all, write
from treatydiff.citation.bibtex import escaped, read_fields, unescaped
from treatydiff.citation.digests import canonical, words_of
from treatydiff.citation.people import parted
from treatydiff.errors import TreatyDiffError
from treatydiff.model.addresses import Address, ChangeAddress
from treatydiff.model.dossiers import DossierRecord
from treatydiff.model.passages import Passage
from treatydiff.model.provisions import Provision
from treatydiff.model.sources import Source, Work
from treatydiff.model.witnesses import Witness

HOSTILE = st.lists(
    st.sampled_from(
        [
            *(
                "{",
                "}",
                "\\",
                '"',
                "'",
                "%",
                "&",
                "$",
                "#",
                "_",
                "^",
                "~",
                "@",
                "--",
                "``",
                "''",
                ",,",
                "<b>",
                "?`",
            ),
            *("\n", "\nTY  - BOOK", "\nER  - ", "}\n@misc{k, note = {", '", note = "', " and ", "=", ", "),
            *("A/1, sha256:0123456789abcdef", "sha256:0123456789abcdef.\n", "@x(y, note = {", "\\textbackslash{}"),
            *("Pact", "Ö", "締約國", "д", "e\u0301", " ", "\u00a0", "1941", "of", "Smith, Anna", "[", "http://"),
        ]
    ),
    max_size=6,
).map("".join)
"""What has broken bibliographies: signs of BibTeX, LaTeX, RIS, HTML, and citations inside titles."""


@st.composite
def records(draw: st.DrawFn) -> DossierRecord:
    """A dossier of one or two texts, with hostile words in all that a citation says of them."""
    said = st.sampled_from(
        [*draw(st.lists(HOSTILE, min_size=3, max_size=3)), "", "Anna Smith", "Smith and Co, Anna"]
    )
    day = st.sampled_from(["", "2004", "2004-05", "2004-05-06?", "1940/1941", "spring"])
    kinds = st.sampled_from(["", "book", "article", "chapter", "archival"])
    texts = []
    for siglum in draw(st.sampled_from(["A", "B", "AB"])):
        work = Work(
            draw(said),
            draw(said),
            kind=draw(kinds),
            authors=(draw(said), draw(said)),
            editors=(draw(said), draw(said)),
            translators=(draw(said), draw(said)),
            title=draw(said),
            container=draw(said),
            place=draw(said),
            publisher=draw(said),
            date=draw(day),
            isbn=draw(said),
            url=draw(said),
            identifier=draw(said),
            pages=draw(said),
        )
        source = Source(draw(st.none() | st.just(work)), repository=draw(said), shelfmark=draw(said))
        whole = evolve(source, work=work, pages="5-6", note="n. 1")
        witness = Witness(
            siglum,
            tuple(draw(st.lists(provisions(depth=2), max_size=2, unique_by=lambda one: (one.kind, one.number)))),
            title=draw(said),
            instrument=draw(said),
            translator=draw(said),
            date=draw(st.none() | dates()),
            source=draw(st.sampled_from([None, source, whole])),
        )
        texts.append(witness)
    return DossierRecord(draw(said), tuple(texts), edition=draw(said))


def places_of(witness: Witness) -> list[Address]:
    """All that can be cited of a text."""
    provisions = [address for address, _ in witness.addressed()]
    return [Address(witness.siglum), *provisions, *(address for address, _ in witness.clauses())]


@st.composite
def citations(draw: st.DrawFn, record: DossierRecord) -> Citation:
    """A citation of anything in a dossier: an address, or a change of which one side may be empty."""
    sides = []
    for _ in range(2):
        witness = draw(st.sampled_from(record.witnesses))
        sides.append(tuple(draw(st.lists(st.sampled_from(places_of(witness)), max_size=2))))
    if draw(st.booleans()) and any(sides):
        return citation_of(record, ChangeAddress(sides[0], sides[1]), version="1.0")
    witness = draw(st.sampled_from(record.witnesses))
    return citation_of(record, draw(st.sampled_from(places_of(witness))), version="1.0")


@given(st.data(), records(), st.sampled_from(Style))
def test_a_reference_leads_back_in_every_style(data: st.DataObject, record: DossierRecord, style: Style) -> None:
    """A reference stands on one line and leads to what it cites, whatever the text is called.

    So it does in brackets, and with its lines broken anywhere, unless a title ends in what looks like a digest.
    """
    citation = data.draw(citations(record))
    written = write([citation], Form.TEXT, style=style)
    assert written.count("\n") == 1
    broken = [written.replace(" ", "\n")] if written.count("sha256:") == 1 else []
    for text in (written, f"({written.strip()})", *broken):
        found = resolve(record, text)
        assert (found.place, found.standing, found.cited) == (citation.place, Standing.SAME, citation.digest)


@given(st.data(), records(), st.sampled_from([form for form in Form if form is not Form.TEXT]))
def test_a_file_leads_back_in_every_format(data: st.DataObject, record: DossierRecord, form: Form) -> None:
    """A file of several citations leads to each of them, once, in order, whatever the texts are called."""
    cited = data.draw(st.lists(citations(record), min_size=1, max_size=3))
    places = list(dict.fromkeys(citation.place for citation in cited))
    found = resolve_all(record, write(cited, form))
    assert [one.place for one in found] == places
    assert {one.standing for one in found} == {Standing.SAME}


# citeproc-py 0.11 does not know ``custom``, which CSL 1.0.2 has.
@pytest.mark.filterwarnings("ignore:The following arguments for Reference are unsupported:UserWarning")
@given(st.data(), records())
def test_csl_json_is_read_by_citeproc(data: st.DataObject, record: DossierRecord) -> None:
    """citeproc-py reads an item for each text cited, of type treaty, with the title as it is."""
    citation = data.draw(citations(record))
    items = json.loads(write([citation], Form.CSL_JSON))
    read = CiteProcJSON(items)
    assert [item["title"] for item in items] == [side.title for side in citation.cited]
    assert all(read[item["id"].lower()].type == "treaty" for item in items)
    assert all(value not in ("", [], {}) for item in items for value in item.values())


@given(st.data(), records(), st.sampled_from([Form.BIBTEX, Form.BIBLATEX]))
def test_bibtex_is_read_by_pybtex(data: st.DataObject, record: DossierRecord, form: Form) -> None:
    """The entries and fields that were written are read, none else, and in them the title letter by letter."""
    cited = data.draw(st.lists(citations(record), min_size=1, max_size=3, unique_by=lambda one: one.place))
    written = write(cited, form)
    read = parse_string(written, "bibtex").entries
    sides = [side for citation in cited for side in citation.cited]
    assert [unescaped(entry.fields["title"][1:-1]) for entry in read.values()] == [side.title for side in sides]
    own = list(read_fields(written))
    people = {"translator", "bookauthor", "editor"}
    for entry, fields in zip(read.values(), own, strict=True):
        assert {name.lower() for name in entry.fields} | {
            role.lower() for role in entry.persons
        } >= fields.keys() - people
        assert "sha256:" in entry.fields["note"]


@given(st.data(), records())
def test_ris_is_read_by_rispy(data: st.DataObject, record: DossierRecord) -> None:
    """Rispy finds a record for each text cited, with the title as it is and nothing that was not written."""
    cited = data.draw(st.lists(citations(record), min_size=1, max_size=3, unique_by=lambda one: one.place))
    read = rispy.loads(write(cited, Form.RIS))
    sides = [side for citation in cited for side in citation.cited]
    assert [entry["title"] for entry in read] == [side.title for side in sides]
    assert {entry["type_of_reference"] for entry in read} == {"STAT"}


@given(words_of_all_kinds() | HOSTILE)
def test_latex_escapes_are_undone(text: str) -> None:
    """What is escaped for LaTeX can be read back, and has no braces but empty pairs."""
    written = escaped(text)
    assert unescaped(written) == text
    assert written.replace("{}", "").count("{") == written.replace("{}", "").count("}") == 0


@given(words_of_all_kinds())
def test_a_name_keeps_its_letters(name: str) -> None:
    """A name is parted or not; either way it has the letters that it had."""
    person = parted(name)
    assert (
        sorted(canonical(name).replace(", ", " ")) == sorted(person.inverted.replace(", ", " ")) or not person.given
    )


def _with_text(provision: Provision, old: Passage, new: Passage) -> Provision:
    clauses = tuple(new if clause is old else clause for clause in provision.clauses)
    return evolve(
        provision, clauses=clauses, children=tuple(_with_text(child, old, new) for child in provision.children)
    )


@given(st.data(), records(), words_of_all_kinds())
def test_the_digest_changes_when_and_only_when_the_words_change(
    data: st.DataObject, record: DossierRecord, words: str
) -> None:
    """Whatever a clause is made to say, the digest is another exactly if the words are, white space aside."""
    witness = data.draw(st.sampled_from(record.witnesses))
    clauses = list(witness.clauses())
    assume(clauses)
    address, clause = data.draw(st.sampled_from(clauses))
    altered = evolve(
        witness, provisions=tuple(_with_text(one, clause, Passage(words)) for one in witness.provisions)
    )
    other = evolve(record, witnesses=tuple(altered if one is witness else one for one in record.witnesses))
    for place in (address, address.parent, Address(witness.siglum), ChangeAddress((address,), ())):
        end = place if isinstance(place, Address) else address
        same = words_of(witness, end) == words_of(altered, end)
        assert (citation_of(record, place).digest == citation_of(other, place).digest) is same
        standing = resolve(other, write([citation_of(record, place)], Form.TEXT)).standing
        assert standing is (Standing.SAME if same else Standing.CHANGED)
    if canonical(clause.text) != canonical(words):
        assert citation_of(record, address).digest != citation_of(other, address).digest


@given(st.data(), records(), WHITE_SPACE)
def test_the_digest_is_of_words_alone(data: st.DataObject, record: DossierRecord, space: str) -> None:
    """Marks, titles, dates, sources and the kind of white space leave the digest as it is."""
    witness = data.draw(st.sampled_from(record.witnesses))
    place = data.draw(st.sampled_from(places_of(witness)))

    def bare(provision: Provision) -> Provision:
        clauses = tuple(
            Passage("".join(space if c.isspace() else c for c in clause.text)) for clause in provision.clauses
        )
        return evolve(provision, label=None, clauses=clauses, children=tuple(map(bare, provision.children)))

    other = Witness(witness.siglum, tuple(map(bare, witness.provisions)), title="another")
    assert citation_of(DossierRecord(witnesses=(other,)), place).digest == citation_of(record, place).digest


@given(st.data(), dossiers())
def test_an_address_or_id_leads_to_its_passage(data: st.DataObject, record: DossierRecord) -> None:
    """An address, an id, or a pointer to an id in a file is resolved without a word about change."""
    witness = data.draw(st.sampled_from(record.witnesses))
    place = data.draw(st.sampled_from(places_of(witness)))
    for text in (str(place), f" {place}\n", f"file.xml#{place.as_id}"):
        found = resolve(record, text)
        assert (found.place, found.standing) == (place, Standing.UNVERIFIED)


@given(st.data(), records(), st.text(max_size=200) | HOSTILE)
def test_whatever_is_given_ends_in_passages_or_one_error(
    data: st.DataObject, record: DossierRecord, text: str
) -> None:
    """Text of any sort, and files cut off anywhere, give citations or an error of this library."""
    written = write([data.draw(citations(record))], data.draw(st.sampled_from(Form)))
    cut = written[: data.draw(st.integers(0, len(written)))]
    for given_text in (text, cut, text + cut):
        with suppress(TreatyDiffError):
            assert resolve_all(record, given_text)
