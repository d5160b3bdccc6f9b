"""Citations: references in words, data for reference managers, and the way back."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import rispy
from attrs import evolve
from citeproc import Citation as Cluster
from citeproc import CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from pybtex.database import parse_string
from pybtex.plugin import find_plugin

import treatydiff
from treatydiff.citation import Form, Place, Standing, Style, citation_of, cite, resolve, resolve_all, write
from treatydiff.citation.dates import american, british, in_words
from treatydiff.citation.people import parted
from treatydiff.cli import main
from treatydiff.errors import AddressError, InputError, UnknownError
from treatydiff.model.addresses import Address
from treatydiff.model.dates import UncertainDate
from treatydiff.model.dossiers import DossierRecord
from treatydiff.model.numbers import Number
from treatydiff.model.passages import Gap, Passage, Span
from treatydiff.model.provisions import Label, Provision
from treatydiff.model.sources import Source, Work
from treatydiff.model.witnesses import TextStatus, Witness

BOOK = Work(
    "Smith 2004",
    kind="book",
    authors=("Anna Smith",),
    translators=("Maria van Dyck",),
    title="The Making of Treaties: A Handbook",
    place="London",
    publisher="Example Press",
    date="2004",
    isbn="0-000-00000-0",
)


def article(number: str, *words: str) -> Provision:
    """An article with clauses."""
    return Provision("article", tuple(map(Passage, words)), number=Number(number))


def text(siglum: str, *provisions: Provision, pages: str = "") -> Witness:
    """A draft or treaty, published in `BOOK` and kept in an archive."""
    return Witness(
        siglum,
        provisions,
        title={"A": "Draft treaty handed over by the Envoy", "B": "Treaty of Peace"}.get(siglum, siglum),
        instrument="Treaty of Peace",
        date=UncertainDate("1921-03-05"),
        translator="Maria van Dyck",
        source=Source(BOOK, pages or "101-108", "ch. 2 n. 4", "State Archive", "f. 1, l. 19"),
    )


A = text("A", article("VI", "It enters into force. ", "It lasts five years."), article("VII", "It lapses."))
B = text("B", article("3", "It enters into force. ", "It lasts ten years."), pages="109")
RECORD = DossierRecord("Drafts of the Treaty", (A, B), edition="2")

# A style as small as a note style can be; what it prints of an item is what citeproc-py has understood of it.
NOTE_STYLE = """\
<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0" default-locale="en-US">
  <info><title>note</title><id>https://example.org/note</id><updated>2020-01-01T00:00:00+00:00</updated></info>
  <citation><layout delimiter="; " suffix=".">
    <group delimiter=", ">
      <text variable="title"/>
      <text variable="section"/>
      <date variable="issued">
        <date-part name="month" suffix=" "/><date-part name="day" suffix=", "/><date-part name="year"/>
      </date>
      <group delimiter=", "><text variable="archive"/><text variable="archive_location"/></group>
      <text variable="container-title"/>
      <names variable="translator" prefix="trans. "/>
      <text variable="publisher" prefix="(" suffix=")"/>
      <text variable="page"/>
      <text variable="note"/>
    </group>
  </layout></citation>
</style>
"""


# --- References in words ----------------------------------------------------------------------------------


def test_the_place_is_named_as_the_text_prints_it() -> None:
    """A number may be given by its value; the citation has the number as printed."""
    assert citation_of(RECORD, "A/6:2") == citation_of(RECORD, Address.parse("A/VI:2"))
    assert "art. VI, cl. 2, March 5, 1921" in cite(RECORD, "A/6:2")


def test_a_change_is_cited_as_object_and_as_address() -> None:
    """A change, its address, and that address as a string give one reference, which names both texts once each."""
    change = next(iter(treatydiff.compare(A, B).of("B/3:2")))
    written = cite(RECORD, change)
    assert written == cite(RECORD, change.address) == cite(RECORD, str(change.address))
    assert written.count("Example Press") == 1
    assert "; compared with Treaty of Peace, art. 3, cl. 2" in written
    assert "in Smith, Making of Treaties, 109" in written


def test_words_within_a_change_are_quoted() -> None:
    """The words that an address counts are quoted as written, and counted in the text that has them."""
    assert "; word 3 of the earlier text, “five”;" in cite(RECORD, "A/VI:2..B/3:2@3-3")
    assert "; words 3–4 of the later text, ‘ten years’;" in cite(RECORD, "A/VI:2..B/3:2@+3-4", style="mhra")
    with pytest.raises(UnknownError, match="words from 1 to 5"):
        cite(RECORD, "A/VI:2..B/3:2@3-6")


def test_a_gap_counts_as_a_word_as_in_a_comparison() -> None:
    """The words of a clause with a gap are counted as a comparison counts them."""
    blank = Passage("On  1921 it ends.", (Gap(Span(3, 3), note="date left blank"),))
    witness = text("A", Provision("article", (blank,), number=Number("1")))
    assert "‘1921’" in cite(DossierRecord("", (witness,)), "A/1:1..@3-3", style="short")


def test_one_side_without_counterpart() -> None:
    """What one text alone has is cited alone, with what the other lacks."""
    assert "109, ch. 2 n. 4, without counterpart in the earlier text;" in cite(RECORD, "..B/3")
    assert "without counterpart in the later text;" in cite(RECORD, "A/VII..")


def test_pages_are_shortened_as_each_style_does() -> None:
    """101-108 is 101–8 in Chicago, 101–08 in MHRA; below a hundred and across hundreds numbers stay whole."""
    said = {"101-108": "101–8", "151-152": "151–52", "25-26": "25–26", "99-102": "99–102", "100-104": "100–104"}
    for pages, chicago in said.items():
        record = DossierRecord("", (text("A", pages=pages),))
        assert f"2004), {chicago}, ch. 2" in cite(record, "A")
        assert f"2004), pp. {'101–08' if chicago == '101–8' else chicago}, ch. 2" in cite(record, "A", style="mhra")


def test_another_translator_than_the_work_has_is_named() -> None:
    """Who translated the text is named where the reference to the work does not name him already."""
    assert cite(RECORD, "A").count("Maria van Dyck") == 1
    other = DossierRecord("", (evolve(A, translator="John Brown"),))
    assert ", March 5, 1921, trans. John Brown, State Archive" in cite(other, "A")


def test_a_quotation_is_quoted_in_a_work() -> None:
    """A text known from a quotation is said to be quoted."""
    quotation = DossierRecord("", (evolve(A, status=TextStatus.QUOTATION),))
    assert "quoted in Anna Smith" in cite(quotation, "A")


def test_what_is_not_known_is_left_out() -> None:
    """A text of which nothing is known but its siglum is cited by that, and invents nothing."""
    bare = DossierRecord("", (Witness("A", (article("1", "It lasts."),)),))
    digest = citation_of(bare, "A/1:1").digest
    assert cite(bare, "A/1:1", version="1.0") == f"A, art. 1, cl. 1; treatydiff 1.0, A/1:1, {digest}."
    (item,) = json.loads(write([citation_of(bare, "A/1:1")], Form.CSL_JSON))
    assert item.keys() == {"id", "type", "title", "section", "language", "note", "custom"}


@pytest.mark.parametrize(
    ("work", "chicago", "mhra"),
    [
        (
            Work(
                "k", kind="article", authors=("A. B. Roe", "C. Doe"), title="T", container="Journal", identifier="5"
            ),
            "in A. B. Roe and C. Doe, “T,” Journal 5: 7",
            "in A. B. Roe and C. Doe, ‘T’, Journal 5, p. 7",
        ),
        (
            Work(
                "k",
                kind="chapter",
                authors=("A Roe",) * 4,
                editors=("E Ed",),
                title="T",
                container="C",
                date="1999",
            ),
            "in A Roe et al., “T,” in C, ed. E Ed (1999), 7",
            "in A Roe and others, ‘T’, in C, ed. by E Ed (1999), p. 7",
        ),
        (
            Work(
                "k", kind="archival", title="Dispatch", date="1933-05-01", identifier="No. 2", publisher="Archive"
            ),
            "in Dispatch, May 1, 1933, No. 2, Archive, 7",
            "in Dispatch, 1 May 1933, No. 2, Archive, p. 7",
        ),
        (Work("k", "Roe, A Book."), "in Roe, A Book, 7", "in Roe, A Book, p. 7"),
        (Work("Roe 1999"), "in Roe 1999, 7", "in Roe 1999, p. 7"),
        (Work("k", title="T", place="Bern"), "in T (Bern), 7", "in T (Bern), p. 7"),
    ],
)
def test_works_of_all_kinds(work: Work, chicago: str, mhra: str) -> None:
    """Articles, chapters, archival documents, and works of which only a reference or a key is known."""
    record = DossierRecord("", (Witness("A", source=Source(work, "7")),))
    assert f"A, {chicago}; " in cite(record, "A")
    assert f"A, {mhra}; " in cite(record, "A", style="mhra")


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("A", ""),
        ("A/ch2/5/1/a:1", "ch. 2, art. 5, para. 1, point a, cl. 1"),
        ("A/ch2/5/1/a:1..", "ch. 2, art. 5, para. 1, point a, cl. 1"),
        ("A/III", "art. [III]"),
        ("A/body/p2:1", "para. [2], cl. 1"),
        ("A/body", "body"),
        ("A/ch2/5/1/a:1+A/ch2/5/1/a:2..", "ch. 2, art. 5, para. 1, point a, cl. 1 and 2"),
        ("A/III+A/ch2..", "art. [III] and ch. 2"),
        ("A/III+A/body/p1..", "art. [III] and para. [1]"),
    ],
)
def test_locators(place: str, said: str) -> None:
    """Levels are named by their kinds; numbers that a narrator supplies, and counts, stand in brackets."""
    point = Provision("point", (Passage("One. "), Passage("Two.")), number=Number("a"))
    paragraph = Provision("paragraph", (), (point,), number=Number("1"))
    chapter = Provision(
        "chapter", (), (Provision("article", (), (paragraph,), number=Number("5")),), number=Number("2")
    )
    supplied = Provision("article", (Passage("It ends."),), number=Number("III"), label=Label("III", supplied=True))
    body = Provision("body", (), (Provision("paragraph", (Passage("x"),)), Provision("paragraph", (Passage("y"),))))
    record = DossierRecord("", (Witness("A", (chapter, supplied, body)),))
    side = citation_of(record, place).earlier
    assert side is not None
    assert side.locator == said


@pytest.mark.parametrize(
    ("edtf", "chicago", "mhra"),
    [
        ("1941-04-13", "April 13, 1941", "13 April 1941"),
        ("1941-04", "April 1941", "April 1941"),
        ("1941?", "1941 (?)", "1941 (?)"),
        ("1941-04%", "c. April 1941 (?)", "c. April 1941 (?)"),
        ("1941-04-11/1941-04-13", "April 11, 1941 to April 13, 1941", "11 April 1941 to 13 April 1941"),
        ("[1940,1941]", "[1940,1941]", "[1940,1941]"),
        ("194X", "194X", "194X"),
    ],
)
def test_dates_in_words(edtf: str, chicago: str, mhra: str) -> None:
    """Dates are written out, doubt kept; what neither style has words for stays as written."""
    assert (in_words(edtf, american), in_words(edtf, british)) == (chicago, mhra)


@pytest.mark.parametrize(
    ("name", "family", "given"),
    [
        ("Boris Example", "Example", "Boris"),
        ("V. M. Example", "Example", "V. M."),
        ("Example, Boris", "Example", "Boris"),
        ("Jean-Paul O’Neill", "O’Neill", "Jean-Paul"),
        ("Анна Пример", "Пример", "Анна"),
        ("Foreign Ministry", "Foreign Ministry", ""),
        ("Ludwig van Example", "Ludwig van Example", ""),
        ("山田太郎", "山田太郎", ""),
        ("Example", "Example", ""),
        ("One, Two, Three", "One, Two, Three", ""),
        ("A and B", "A and B", ""),
    ],
)
def test_names_are_parted_where_that_is_sure(name: str, family: str, given: str) -> None:
    """Persons' names are parted; bodies, names with small words, in other scripts, or of one word are not."""
    person = parted(name)
    assert (person.family, person.given) == (family, given)


def test_bad_places() -> None:
    """What is no address, not there, or names two texts on one side, and an unknown style, is one error each."""
    with pytest.raises(AddressError):
        cite(RECORD, "no address")
    with pytest.raises(UnknownError, match="found no A/9 in A"):
        cite(RECORD, "A/9")
    with pytest.raises(UnknownError, match="found no witness 'C'"):
        cite(RECORD, "C/1")
    with pytest.raises(AddressError, match="A and B on one side"):
        cite(RECORD, "A/VI:1+B/3:1..")
    with pytest.raises(UnknownError, match="one of chicago, mhra, short"):
        cite(RECORD, "A", style="harvard")


# --- Digests ----------------------------------------------------------------------------------------------


def test_the_digest_can_be_made_without_this_library() -> None:
    """A digest is that of the words on a line for each address, as the reference says, with any SHA-256."""
    import hashlib

    clause = hashlib.sha256(b"It lasts five years.").hexdigest()[:16]
    assert citation_of(RECORD, "A/VI:2").digest == f"sha256:{clause}"
    change = hashlib.sha256(b"It lasts five years.\n..\nIt lasts ten years.").hexdigest()[:16]
    assert citation_of(RECORD, "A/VI:2..B/3:2").digest == f"sha256:{change}"


def test_the_digest_has_headings_and_no_labels() -> None:
    """A provision's heading is among the words cited; its number is in the address, and not."""
    plain = Provision("article", (Passage("It lasts."),), number=Number("1"))
    labelled = evolve(plain, label=Label("Article the First"))
    headed = evolve(plain, heading=Passage("Duration"))
    digests = [
        citation_of(DossierRecord("", (Witness("A", (p,)),)), "A/1").digest for p in (plain, labelled, headed)
    ]
    assert digests[0] == digests[1] != digests[2]


def test_a_digest_is_the_same_under_another_hash_seed() -> None:
    """Citations of the bundled dossier are the same in another process with another seed and locale."""
    program = "import treatydiff; d = treatydiff.load(); print(d.cite('P41'), d.cite('M40/3:1..P41/3:1'))"
    said = {
        subprocess.run(
            [sys.executable, "-c", program],
            capture_output=True,
            check=True,
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONUTF8": "1", "LC_ALL": language},
        ).stdout
        for seed, language in (("1", "C"), ("2", "de_DE.UTF-8"))
    }
    assert len(said) == 1


# --- Data, as other programs read it ----------------------------------------------------------------------


@pytest.mark.filterwarnings("ignore:The following arguments for Reference are unsupported:UserWarning")
def test_citeproc_prints_a_note(tmp_path: Path) -> None:
    """Our CSL-JSON gives a note in citeproc-py: title, article, date, archive, work, translator, digest."""
    style = tmp_path / "note.csl"
    style.write_text(NOTE_STYLE, encoding="utf-8")
    record = DossierRecord("Drafts", (evolve(A, translator="Carla Roe"),), edition="2")
    items = json.loads(write([citation_of(record, "A/VI:2", version="1.0")], Form.CSL_JSON))
    compiled = CitationStylesStyle(str(style), validate=False)
    bibliography = CitationStylesBibliography(compiled, CiteProcJSON(items), formatter.plain)
    cluster = Cluster([CitationItem(items[0]["id"].lower())])
    bibliography.register(cluster)
    note = str(bibliography.cite(cluster, lambda item: pytest.fail(f"no {item}")))
    assert note.startswith(
        "Draft treaty handed over by the Envoy, art. VI, cl. 2, March 5, 1921, State Archive, f. 1, l. 19, "
        "The Making of Treaties: A Handbook, trans. Carla Roe, (Example Press), 101–108, "
    )
    digest = citation_of(record, "A/VI:2").digest
    assert note.endswith(f"In dossier ‘Drafts’, edition 2, treatydiff 1.0, A/VI:2, {digest}.")
    assert resolve(record, note).standing is Standing.SAME


def test_csl_json_has_names_and_dates_in_parts() -> None:
    """Persons are parted, what cannot be is literal; a date is parts, doubt is circa, other EDTF literal."""
    (item,) = json.loads(write([citation_of(RECORD, "A")], Form.CSL_JSON))
    assert item["container-author"] == [{"family": "Smith", "given": "Anna"}]
    assert item["translator"] == [{"literal": "Maria van Dyck"}]
    said = {
        "1921-03-05": {"date-parts": [[1921, 3, 5]]},
        "1921?": {"date-parts": [[1921]], "circa": True},
        "1921/1922-01": {"date-parts": [[1921], [1922, 1]]},
        "[1921,1922]": {"literal": "[1921,1922]"},
    }
    for edtf, issued in said.items():
        record = DossierRecord("", (evolve(A, date=UncertainDate(edtf)),))
        (item,) = json.loads(write([citation_of(record, "A")], Form.CSL_JSON))
        assert item["issued"] == issued
        assert item["type"] == "treaty"


def test_pybtex_prints_an_entry() -> None:
    """Pybtex formats our BibTeX in its plain style: title, source, date and note, in that order."""
    entries = parse_string(write([citation_of(RECORD, "A/VI:2", version="1.0")], Form.BIBTEX), "bibtex")
    (entry,) = find_plugin("pybtex.style.formatting", "plain")().format_entries(entries.entries.values())
    printed = entry.text.render_as("text")
    digest = citation_of(RECORD, "A/VI:2").digest
    assert printed.replace("Mar.", "March").replace("\xa0", " ") == (
        "Draft treaty handed over by the Envoy. art. VI, cl. 2, State Archive, f. 1, l. 19, in Anna Smith, "
        "The Making of Treaties: A Handbook, trans. Maria van Dyck (Example Press, 2004), 101–8, ch. 2 n. 4, "
        "5 March 1921. "
        f"In dossier ‘Drafts of the Treaty’, edition 2, treatydiff 1.0, A/VI:2, {digest}."
    )
    assert resolve(RECORD, printed).standing is Standing.SAME


def test_biblatex_has_the_treaty_and_its_work_apart() -> None:
    """BibLaTeX says @legal, the treaty's date, and the work's author, title and pages in fields of their own."""
    written = write([citation_of(RECORD, "A/VI:2")], Form.BIBLATEX)
    (entry,) = parse_string(written, "bibtex").entries.values()
    assert entry.type == "legal"
    assert entry.fields["date"] == "1921-03-05"
    assert "bookauthor = {Smith, Anna}" in written
    assert "translator = {{Maria van Dyck}}" in written


def test_rispy_reads_names_and_pages() -> None:
    """Rispy finds type, title, section, pages and archive where reference managers look for them."""
    (entry,) = rispy.loads(write([citation_of(RECORD, "A/VI:2")], Form.RIS))
    assert entry["type_of_reference"] == "STAT"
    assert (entry["start_page"], entry["end_page"], entry["year"]) == ("101", "108", "1921")
    assert entry["date"] == "1921/03/05/"
    assert entry["secondary_authors"] == ["Smith, Anna"]


def test_keys_differ_in_more_than_capitals() -> None:
    """Articles a and A, which BibTeX would take for one key, get two."""
    record = DossierRecord("", (Witness("X", (article("a", "It lasts."), article("A", "It ends."))),))
    written = write([citation_of(record, "X/a"), citation_of(record, "X/A")], Form.BIBTEX)
    assert list(parse_string(written, "bibtex").entries) == ["X-a", "X-A.2"]


# --- The way back -----------------------------------------------------------------------------------------


def test_a_changed_passage_is_said_to_have_changed() -> None:
    """After a correction in the dossier, the old citation leads to the place and says that its words changed."""
    corrected = text("A", article("VI", "It enters into force. ", "It lasts four years."))
    found = resolve(DossierRecord("", (corrected,)), cite(RECORD, "A/VI:2"))
    assert (found.standing, str(found.place)) == (Standing.CHANGED, "A/VI:2")
    assert found.citation is not None
    assert found.cited != found.citation.digest


def test_words_that_moved_are_found() -> None:
    """A passage that is gone, or stands under another number now, is found by its words: a change by both sides."""
    moved = text("A", article("V", "It is new."), article("VIII", "It enters into force. ", "It lasts five years."))
    record = DossierRecord("", (moved, B))
    gone = resolve(record, cite(RECORD, "A/VI:2"))
    assert (gone.standing, gone.citation, [str(place) for place in gone.elsewhere]) == (
        Standing.GONE,
        None,
        ["A/VIII:2"],
    )
    assert "A/VIII:2" in gone.near
    whole = resolve(record, cite(RECORD, "A/VI"))
    assert [str(place) for place in whole.elsewhere] == ["A/VIII"]
    change = resolve(record, cite(RECORD, "A/VI:2..B/3:2"))
    assert [str(place) for place in change.elsewhere] == ["A/VIII:2..B/3:2"]
    lost = resolve(record, cite(RECORD, "A/VII.."))
    assert (lost.standing, lost.elsewhere) == (Standing.GONE, ())


def test_words_that_moved_to_another_text_are_found_after_those_of_the_text_cited() -> None:
    """Where the same words stand in several places, the text cited comes first."""
    found = resolve(RECORD, f"A/VII:2, {citation_of(RECORD, 'B/3:1').digest}.")
    assert [str(place) for place in found.elsewhere] == ["A/VI:1", "B/3:1"]


def test_a_siglum_that_is_gone() -> None:
    """A text that is no longer in the dossier is gone; sigla like it are named."""
    found = resolve(RECORD, "AB/3:1")
    assert (found.standing, sorted(found.near)) == (Standing.GONE, ["A", "B"])


def test_several_citations_in_a_text() -> None:
    """References one after the other, lines broken anywhere, are all found; for one alone they are an error."""
    written = "\n".join(
        cite(RECORD, place, style=style).replace(", ", ",\n", 3) for place in ("A/VI", "B/3:1") for style in Style
    )
    assert [str(found.place) for found in resolve_all(RECORD, written)] == ["A/VI", "B/3:1"]
    with pytest.raises(InputError, match="found 2 citations"):
        resolve(RECORD, written)


def test_what_reference_managers_make_of_a_file() -> None:
    """Our note is found in what others write: other fields, other entries beside it, braces around escapes."""
    record = DossierRecord("", (Witness("A_1", (article("1/2", "It lasts."),)),))
    digest = citation_of(record, "A_1/1%2F2:1").digest
    address = r"A{\_}1/1{\%}2F2:1"
    bib = (
        f'% mine\n@book{{x, title = {{Other}}}}\n@misc(y, annote = "In dossier, {address}, {digest}" , year = 1921)'
    )
    assert str(resolve(record, bib).place) == "A_1/1%2F2:1"
    item = {"id": "1", "note": f"Kept. In dossier ‘x’, A_1/1%2F2:1, {digest}"}
    assert str(resolve(record, json.dumps(item)).place) == "A_1/1%2F2:1"
    ris = f"TY  - BOOK\r\nTI  - Other\r\nER  - \r\nTY  - STAT\r\nN1  - See A_1/1%2F2:1, {digest}\r\nER  - \r\n"
    assert resolve(record, ris).standing is Standing.SAME


@pytest.mark.parametrize(
    "given", ["", "   ", "two words", "{}", "[1, 2]", '{"id": 1}', "TY  - STAT\nER  - ", "[" * 10**5]
)
def test_no_citation_is_one_error(given: str) -> None:
    """What holds no citation is an error that says so, in one line."""
    with pytest.raises(InputError) as caught:
        resolve_all(RECORD, given)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 300


def test_long_input_takes_no_long_time() -> None:
    """A megabyte of one word, of digests, of blank lines or of braces is read in a moment."""
    for piece in ("a", "sha256:0123456789abcdef ", "\n ", "@x{y, z = {", "{", "A/1, sha256:", "\\textbackslash{}"):
        try:
            resolve_all(RECORD, "x " + piece * (10**6 // len(piece)))
        except InputError:
            continue


# --- Facade and command line ------------------------------------------------------------------------------


def test_every_passage_and_change_of_the_bundled_dossier_is_cited_and_found() -> None:
    """Each clause and provision, and each change of the planned comparisons, leads back by its short reference."""
    dossier = treatydiff.load()
    places = [address for witness in dossier for address, _ in witness.addressed()]
    places += [address for witness in dossier for address, _ in witness.clauses()]
    changes = [change for plan in dossier.comparisons for change in dossier.compare(plan.earlier, plan.later)]
    assert len(places) > 100
    assert len(changes) > 40
    cited: list[Place] = [*places, *(change.address for change in changes)]
    cited += [address for change in changes for address, _ in change.phrases()]
    for place in cited:
        found = dossier.resolve(dossier.cite(place, style="short"))
        assert (found.place, found.standing) == (place, Standing.SAME)


Captured = pytest.CaptureFixture[str]


def test_cite_and_resolve_on_the_command_line(tmp_path: Path, capsys: Captured) -> None:
    """What cite prints or writes, resolve takes back, in each form; it exits with 0."""
    assert main(["cite", "P41/3:1", "M40/3:1..P41/3:1", "--style", "short"]) == 0
    printed = capsys.readouterr().out
    assert len(printed.splitlines()) == 2
    assert main(["resolve", printed]) == 0
    shown = capsys.readouterr().out
    assert "P41/3:1  the words are those cited" in shown
    assert "ratification" in shown
    for form in Form:
        file = tmp_path / f"cited.{form}"
        assert main(["cite", "P41/3:1", "--format", form, "-o", str(file)]) == 0
        assert main(["resolve", str(file)]) == 0
        assert "P41/3:1  the words are those cited" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("suffix", "form"), [(".bib", Form.BIBTEX), (".ris", Form.RIS), (".json", Form.CSL_JSON), (".txt", Form.TEXT)]
)
def test_cite_writes_what_the_suffix_says(tmp_path: Path, suffix: str, form: Form) -> None:
    """Without --format the suffix of the file decides; .bib is BibTeX, which biblatex reads as well."""
    by_suffix, by_format = tmp_path / f"cited{suffix}", tmp_path / "cited"
    assert main(["cite", "P41/3:1", "-o", str(by_suffix)]) == 0
    assert main(["cite", "P41/3:1", "--format", form, "-o", str(by_format)]) == 0
    assert by_suffix.read_bytes() == by_format.read_bytes()


def test_exit_codes_of_resolve(capsys: Captured) -> None:
    """1 where words have changed, 2 where a passage is gone or there is no citation, the worst of several."""
    assert main(["resolve", "P41/3:1", "P41-3-c1", "P41.xml#P41-3-c1"]) == 0
    assert main(["resolve", "P41/3:1", "see P41/3:1, sha256:0123456789abcdef"]) == 1
    assert "the words have changed" in capsys.readouterr().out
    assert main(["resolve", "P41/77:1", "P41/3:1, sha256:0123456789abcdef"]) == 2
    assert "there is no such passage; nearest are P41/" in capsys.readouterr().out
    assert main(["resolve", "nothing here"]) == 2
    assert main(["resolve", "missing.bib"]) == 2
    complaints = capsys.readouterr().err.splitlines()
    assert [line.partition("; ")[0] for line in complaints] == [
        "treatydiff: error: found no citation in 'nothing here'",
        "treatydiff: error: missing.bib: found no such file",
    ]
    assert main(["cite", "P41/77"]) == 2
    assert "found no P41/77 in P41" in capsys.readouterr().err


def test_a_drifted_annotation_keeps_nothing_from_being_resolved(tmp_path: Path, capsys: Captured) -> None:
    """What is wrong in the dossier is told; of a text that cannot be read nobody says that a passage is gone."""
    for siglum in "AB":
        (tmp_path / f"{siglum}.txt").write_text("Article 1\n\nIt lasts five years.\n")
    (tmp_path / "dossier.xml").write_text(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><standOff><listAnnotation type="annotations">'
        '<annotation xml:id="n1" ana="#kind-note" target="A.txt#A-1-c1"><note>Read aloud.</note>'
        '<note type="target" target="A.txt#A-1-c1"><quote>It lasts ten years.</quote></note></annotation>'
        "</listAnnotation></standOff><text><body/></text></TEI>"
    )
    assert main(["resolve", "A/1:1", "--dossier", str(tmp_path)]) == 0
    out, err = capsys.readouterr()
    assert "It lasts five years." in out
    assert "dossier.xml:1:" in err
    (tmp_path / "A.txt").write_text("")
    assert main(["resolve", "A/1:1", "B/1:1", "--dossier", str(tmp_path)]) == 2
    out, err = capsys.readouterr()
    assert "B/1:1" in out
    assert "A/1:1" not in out
    assert "A/1:1: found that its text cannot be read" in err
