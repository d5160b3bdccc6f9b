"""The bundled dossier in texts/, held against the transcription it was made from.

The files are read with lxml alone, so that a fault of the library's own reader cannot hide a fault of the
texts. Claims that need the transcription are skipped where it does not lie beside the checkout.
"""

from __future__ import annotations

import json
import pathlib
import re
from collections.abc import Iterator
from typing import Any

import pytest
from lxml import etree

ROOT = pathlib.Path(__file__).resolve().parents[2]
TEXTS = ROOT / "texts"
TRANSCRIPTION = ROOT.parent / "shared" / "sources" / "transcription.json"
T = {"t": "http://www.tei-c.org/ns/1.0"}
ID = "{http://www.w3.org/XML/1998/namespace}id"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"

SIGLA = "AC36 SC37 T40 K40 M40 L41a M41 L41b P41 D41 N45a LZ45 RU45 N45b SZ80 SV04".split()
COMPARISONS = (
    "T40-K40 K40-M40 M40-P41 M40-M41 M41-P41 M41-D41 T40-P41 K40-P41 L41a-L41b P41-SZ80 P41-LZ45 P41-SV04 P41-RU45"
).split()
IN_PART = {"M41", "L41a", "SZ80", "LZ45", "SV04", "RU45", "SC37", "AC36"}
STATES_OF_THE_PACT = {"T40", "K40", "M40", "M41", "P41", "SZ80", "LZ45", "SV04", "RU45"}
ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6}
POINTERS = "target corresp resp source ref ana active passive mutual edRef decls".split()


def parsed(name: str) -> Any:
    """The root of a file of texts/."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    return etree.parse(str(TEXTS / name), parser).getroot()


def witness_file(siglum: str) -> Any:
    """The root of a witness's file."""
    return parsed(f"{siglum}.xml")


def read(node: Any, *, siglum: str, reading: str = "corr") -> str:
    """The text of a node as the transcription writes it: the gap's note and the underlining's put back."""
    text = node.text or ""
    for child in node:
        name = etree.QName(child).localname
        if name == "choice":
            text += child.findtext(f"t:{reading}", namespaces=T)
        elif name == "gap":
            translator = ".".join(child.get("resp").lstrip("#")) + "."
            text += f"[{child.findtext('t:desc', namespaces=T)} {translator}]"
        else:
            text += read(child, siglum=siglum, reading=reading)
            if name == "hi" and siglum == "SC37":
                text += " [Lozovskiy's underlining]"
        text += child.tail or ""
    return text


def paragraph(div: Any, siglum: str) -> dict[str, Any]:
    """Text and clauses of the one ab that a leaf of the tree holds."""
    (ab,) = div.findall("t:ab", T)
    assert not (ab.text or "").strip()
    assert not ab.get("type")
    segs = ab.findall("t:seg", T)
    assert [seg.get("n") for seg in segs] == [str(i) for i in range(1, len(segs) + 1)]
    assert all(seg.get("type") == "clause" and not seg.tail for seg in segs)
    clauses = [read(seg, siglum=siglum) for seg in segs]
    return {"text": "".join(clauses), "clauses": [clause.rstrip(" ") for clause in clauses]}


def units(siglum: str) -> Iterator[dict[str, Any]]:
    """The provisions of a witness's file in the shape of the transcription."""
    (treaty,) = witness_file(siglum).xpath("t:text/t:body/t:div[@type='treaty']", namespaces=T)
    for div in treaty:
        head = div.find("t:head", T)
        supplied = None if head is None else head.find("t:supplied", T)
        label = None if head is None else read(head, siglum=siglum)
        unit = {"kind": div.get("type"), "n": div.get("n"), "label": label if supplied is None else None}
        if supplied is not None:
            assert not (head.text or "").strip()
            assert not (supplied.tail or "").strip()
            unit["label_supplied"] = label
        inner = div.findall("t:div", T)
        assert all(child.get("type") == "paragraph" for child in inner)
        unit["paragraphs"] = [{"n": child.get("n"), **paragraph(child, siglum)} for child in inner] or [
            {"n": None, **paragraph(div, siglum)}
        ]
        yield unit


def transcription() -> dict[str, dict[str, Any]]:
    """The documents of the transcription by siglum; where there is none the calling test is skipped."""
    if not TRANSCRIPTION.is_file():
        pytest.skip("the transcription is not beside this checkout (../shared/sources/transcription.json)")
    text = TRANSCRIPTION.read_text(encoding="utf-8")
    return {document["siglum"]: document for document in json.loads(text)["documents"]}


def test_one_file_for_each_document_of_the_transcription() -> None:
    """Claim: texts/ holds one file for each document, named by its siglum, and dossier.xml, and no other."""
    assert sorted(transcription()) == sorted(SIGLA)
    assert {path.name for path in TEXTS.glob("*.xml")} == {f"{s}.xml" for s in SIGLA} | {"dossier.xml"}


@pytest.mark.parametrize("siglum", SIGLA)
def test_provisions_are_the_transcription_to_the_letter(siglum: str) -> None:
    """Claim: kinds, numbers, labels (supplied ones marked so), paragraphs and clauses agree to the letter."""
    assert list(units(siglum)) == transcription()[siglum]["units"]


@pytest.mark.parametrize("siglum", SIGLA)
def test_header_says_what_the_transcription_says(siglum: str) -> None:
    """Claim: title, kind, date, language, presenter, pages and archive sheet are the transcription's."""
    document, root = transcription()[siglum], witness_file(siglum)
    (witness,) = root.iterfind(".//t:listWit/t:witness", T)
    description = witness.find("t:msDesc", T)
    identifier = description.find("t:msIdentifier", T)
    sheet = [*identifier.iterfind("t:repository", T), *identifier.iterfind("t:idno", T)]
    printed = description.findall(".//t:msItem/t:bibl[@type='printed']", T)
    archive = ", ".join("".join(node.itertext()) for node in sheet or printed)
    (bibl,) = description.iterfind("t:additional/t:surrogates/t:bibl", T)
    scope = bibl.find("t:biblScope", T)
    date = description.find("t:history/t:origin/t:origDate", T)
    said = {
        "siglum": witness.findtext("t:abbr", namespaces=T),
        "title": identifier.findtext("t:msName", namespaces=T),
        "kind": description.get("type"),
        "date": date.text,
        "presented_by": description.findtext("t:history/t:provenance", namespaces=T),
        "language": description.find(".//t:textLang", T).get("mainLang"),
        "source": {
            "work": bibl.findtext("t:ref", namespaces=T),
            "pages": scope.text,
            "archive": archive or None,
            "note": bibl.findtext("t:note", namespaces=T),
        },
    }
    assert said == {key: document[key] for key in said}
    assert witness.get(ID) == witness.get("n") == siglum
    assert date.get("when") == date.text
    assert root.find("t:text", T).get(LANG) == document["language"]
    assert root.findtext(".//t:titleStmt/t:title", namespaces=T) == document["title"]
    first, _, last = scope.text.partition("-")
    assert (scope.get("from"), scope.get("to")) == (first, last or first)


def test_only_translated_texts_name_a_translator() -> None:
    """Claim: fifteen witnesses name Geoffrey Jukes as their translator; the Russian one names none."""
    for siglum in SIGLA:
        item = witness_file(siglum).find(".//t:msItem", T)
        name = item.findtext("t:editor[@role='translator']", namespaces=T)
        assert name == (None if siglum == "RU45" else "Geoffrey Jukes")


@pytest.mark.parametrize("siglum", SIGLA)
def test_numbers_have_their_value(siglum: str) -> None:
    """Claim: an article's label holds its number as num, whose value is that of @n (VI is 6)."""
    for div in witness_file(siglum).iterfind(".//t:div[@type='article']", T):
        (num,) = div.iterfind("t:head//t:num", T)
        n = div.get("n")
        assert int(num.get("value")) == ROMAN.get(n) or int(num.get("value")) == int(n)


@pytest.mark.parametrize("siglum", SIGLA)
def test_ids_are_addresses(siglum: str) -> None:
    """Claim: each provision's xml:id is the siglum and the path of numbers, kinds and counts to it."""
    (treaty,) = witness_file(siglum).iterfind(".//t:div[@type='treaty']", T)

    def check(div: Any, above: str) -> None:
        for count, child in enumerate(div.findall("t:div", T), 1):
            step = child.get("n") or (f"p{count}" if child.get("type") == "paragraph" else child.get("type"))
            assert child.get(ID) == f"{above}-{step}"
            check(child, child.get(ID))
        for seg in div.iterfind("t:ab/t:seg", T):
            assert seg.get(ID) == f"{above}-c{seg.get('n')}"

    check(treaty, siglum)


@pytest.mark.parametrize("siglum", SIGLA)
def test_mixed_content_is_never_pretty_printed(siglum: str) -> None:
    """Claim: in ab and head no line break or tab stands, no space at an edge, and no two spaces together."""
    for node in witness_file(siglum).iterfind(".//t:div//*", T):
        if etree.QName(node).localname in ("ab", "head"):
            text = read(node, siglum=siglum)
            assert text == text.strip() == re.sub(r"\s+", " ", text)
            assert not re.search(r"[\n\t]", etree.tostring(node, encoding="unicode", with_tail=False))


def test_translators_bracket_is_a_gap() -> None:
    """Claim: Molotov's blank date is a gap with the translator's note, between two spaces, not words."""
    (gap,) = witness_file("M40").iterfind(".//t:body//t:gap", T)
    seg = gap.getparent()
    assert seg.get(ID) == "M40-4-c2"
    assert (seg.text[-3:], gap.tail) == ("on ", " ")
    assert (gap.get("reason"), gap.get("resp")) == ("left-blank", "#GJ")


def test_underlining_has_its_responsibility() -> None:
    """Claim: what Lozovskiy underlined is hi with his name, and no bracket of the source is left as text."""
    underlined = {}
    for siglum in SIGLA:
        root = witness_file(siglum)
        assert "[" not in "".join(root.find("t:text", T).itertext())
        for hi in root.iterfind(".//t:body//t:hi", T):
            assert (hi.get("rend"), hi.get("resp")) == ("underline", "#Lozovskiy")
            underlined[hi.getparent().get(ID)] = "".join(hi.itertext())
    assert underlined == {
        "SC37-2-c2": "or agreements",
        "LZ45-3-c3": "If neither of the High Contracting Parties denounces it a year before its expiration,",
        "LZ45-3-c4": "it will be considered automatically renewed for the next five years",
    }


def test_damaged_text_layer_reads_out_to_the_letter() -> None:
    """Claim: all sic of RU45 give the damaged layer, all corr the text, both to the letter."""
    (ab,) = witness_file("RU45").iterfind(".//t:body//t:ab", T)
    assert read(ab, siglum="RU45", reading="sic") == transcription()["RU45"]["damaged"]
    assert read(ab, siglum="RU45", reading="corr") == transcription()["RU45"]["units"][0]["paragraphs"][0]["text"]


def test_restored_words_say_that_our_copy_is_damaged() -> None:
    """Claim: each sic points to the note on the copy's text layer, and each corr to who restored it."""
    root = witness_file("RU45")
    choices = root.findall(".//t:body//t:choice", T)
    assert len(choices) == 10
    for choice in choices:
        sic, corr = choice
        assert sic.get("source") == "#copy"
        assert sic.text != corr.text
        assert corr.get("resp") == "#treatydiff"
        assert corr.get("cert") in ("high", "medium", "low")
    (copy,) = [bibl for bibl in root.iterfind(".//t:listBibl/t:bibl", T) if bibl.get(ID) == "copy"]
    assert copy.findtext("t:note", namespaces=T) == "The layer is damaged; the document is not."


def test_page_break_stands_where_the_source_turns_the_page() -> None:
    """Claim: the letter's extract turns to page 48 after "liquidate any", and no word is cut by it."""
    (pb,) = witness_file("L41a").iterfind(".//t:body//t:pb", T)
    assert pb.get("n") == "48"
    assert pb.getparent().text.endswith("liquidate any ")
    assert pb.tail.startswith("questions")


def test_texts_in_part_say_so() -> None:
    """Claim: fragment, extract, testimonies and single articles are marked defective, and no other text."""
    assert {s for s in SIGLA if witness_file(s).find(".//t:msItem", T).get("defective") == "true"} == IN_PART


def test_each_text_names_its_instrument() -> None:
    """Claim: the Pact's states name one instrument; the Declaration and the rest are no states of it."""
    instrument = ".//t:msItem/t:title[@type='instrument']"
    names = {s: witness_file(s).findtext(instrument, namespaces=T) for s in SIGLA}
    assert {s for s in SIGLA if names[s] == "Neutrality Pact"} == STATES_OF_THE_PACT
    assert names["L41a"] == names["L41b"]
    assert names["N45a"] == names["N45b"]
    assert len({names[s] for s in ("P41", "D41", "L41b", "N45b", "SC37", "AC36")}) == 6


def test_signatures_say_for_whom() -> None:
    """Claim: every name, and every party's heading, under Pact, Declaration and letter points to a party."""
    signed = {}
    for siglum in ("P41", "D41", "L41b"):
        for ab in witness_file(siglum).iterfind(".//t:div[@type='signatures']//t:ab", T):
            signed[ab.getparent().get(ID)] = (ab.getparent().get("corresp"), "".join(ab.itertext()))
    assert signed == {
        "P41-signatures-p1": ("#party-USSR", "V. Molotov"),
        "P41-signatures-p2": ("#party-Japan", "Iosuke Matsuoka"),
        "P41-signatures-p3": ("#party-Japan", "Yoshitsugu Tatekawa"),
        "D41-signatures-p1": ("#party-USSR", "On behalf of the USSR Government"),
        "D41-signatures-p2": ("#party-USSR", "V. Molotov"),
        "D41-signatures-p3": ("#party-Japan", "For the Government of Japan"),
        "D41-signatures-p4": ("#party-Japan", "Iosuke Matsuoka"),
        "D41-signatures-p5": ("#party-Japan", "Yoshitsugu Tatekawa"),
        "L41b-signatures": ("#party-Japan", "Yours very sincerely Matsuoka."),
    }


def dossier_items(kind: str) -> list[Any]:
    """The items of one list of the dossier: witnesses, comparisons or collations."""
    return list(parsed("dossier.xml").iterfind(f".//t:body/t:div[@type='{kind}']/t:list/t:item", T))


def test_dossier_lists_every_witness_once() -> None:
    """Claim: the dossier's witnesses are the sixteen files, each once, in the order of their dates."""
    targets = [item.find("t:ref", T).get("target") for item in dossier_items("witnesses")]
    assert targets == [f"{siglum}.xml#{siglum}" for siglum in SIGLA]
    dates = [witness_file(siglum).find(".//t:origDate", T).get("when") for siglum in SIGLA]
    assert dates == sorted(dates)


def test_dossier_lists_the_comparisons() -> None:
    """Claim: the thirteen comparisons stand in order, all of them by clause, that with the Russian text too."""
    listed = {}
    for item in dossier_items("comparisons"):
        earlier, later = item.findall("t:ref", T)
        for ref in (earlier, later):
            assert ref.get("target") == f"{ref.text}.xml#{ref.text}"
        listed[f"{earlier.text}-{later.text}"] = item.get("ana")
    assert list(listed) == COMPARISONS
    assert not any(listed.values())


def test_dossier_lists_the_collations() -> None:
    """Claim: the negotiation and the testimonies are to be collated; the Pact is the base of both."""
    listed = {}
    for item in dossier_items("collations"):
        refs = item.findall("t:ref", T)
        assert all(ref.get("target") == f"{ref.text}.xml#{ref.text}" for ref in refs)
        assert [ref.text for ref in refs if ref.get("ana") == "#base"] == ["P41"]
        listed[item.get("{http://www.w3.org/XML/1998/namespace}id")] = [ref.text for ref in refs]
    assert listed == {
        "collation": ["T40", "K40", "M40", "M41", "P41", "D41"],
        "testimonies": ["P41", "LZ45", "SV04", "SZ80"],
    }


def test_dossier_says_what_witnesses_what() -> None:
    """Claim: the witnessTo relations, with their certainty, are those of the transcription."""
    said = {
        (relation.get("active"), relation.get("passive"), relation.get("cert"))
        for relation in parsed("dossier.xml").iterfind(".//t:relation[@name='witnessTo']", T)
    }
    assert said == {
        (f"{s}.xml#{s}", f"{d['witness_to']}.xml#{d['witness_to']}", d.get("witness_cert"))
        for s, d in transcription().items()
        if "witness_to" in d
    }


def test_transmissions_have_sender_receiver_date_and_page() -> None:
    """Claim: each correspDesc names who sent and received what when; its date is the witness's own."""
    sent = []
    for letter in parsed("dossier.xml").iterfind(".//t:correspDesc", T):
        actions = letter.findall("t:correspAction", T)
        assert [action.get("type") for action in actions] == ["sent", "received"]
        for siglum in [target.partition("#")[2] for target in letter.get("corresp").split()]:
            own = witness_file(siglum).find(".//t:origDate", T).get("when")
            assert actions[0].find("t:date", T).get("when") == own
            names = [action.findtext("t:persName", namespaces=T) for action in actions]
            sent.append((siglum, *names))
        assert letter.get("source")
    assert sent == [
        ("T40", "Shigenori Togo", "V. M. Molotov"),
        ("K40", "Yoshitsugu Tatekawa", "V. M. Molotov"),
        ("M40", "V. M. Molotov", "Yoshitsugu Tatekawa"),
        ("L41a", "Yosuke Matsuoka", "V. M. Molotov"),
        ("M41", "V. M. Molotov", "Yosuke Matsuoka"),
        ("L41b", "Yosuke Matsuoka", "V. M. Molotov"),
        ("LZ45", "S. A. Lozovskiy", "V. M. Molotov"),
        ("RU45", "S. A. Lozovskiy", "V. M. Molotov"),
        ("N45a", "S. A. Lozovskiy", "V. M. Molotov"),
        ("N45b", "V. M. Molotov", "Sato"),
    ]


def test_every_relation_names_its_page() -> None:
    """Claim: each relation of the dossier points to at least one page of the bibliography, and says why."""
    root = parsed("dossier.xml")
    cited = {f"#{bibl.get(ID)}": bibl for bibl in root.iterfind("t:standOff/t:listBibl/t:bibl", T)}
    used = set()
    for statement in root.iterfind(".//t:relation", T):
        assert statement.findtext("t:desc", namespaces=T)
        used |= set(statement.get("source").split())
    for statement in root.iterfind(".//t:correspDesc", T):
        used |= set(statement.get("source").split())
    assert used == set(cited)
    assert all(bibl.find("t:biblScope", T).get("from").isdigit() for bibl in cited.values())


def test_pointers_resolve_within_and_across_files() -> None:
    """Claim: every local pointer and every pointer to a file of texts/ ends at an existing xml:id."""
    files = {path.name: parsed(path.name) for path in TEXTS.glob("*.xml")}
    ids = {name: [node.get(ID) for node in root.iter() if node.get(ID)] for name, root in files.items()}
    assert all(len(found) == len(set(found)) for found in ids.values())
    dangling = []
    for name, root in files.items():
        for node in root.iter("{*}*"):
            for pointer in [p for attribute in POINTERS for p in (node.get(attribute) or "").split()]:
                if not pointer.startswith("https:"):
                    file, _, target = pointer.partition("#")
                    if words := re.fullmatch(r"string-range\(([^,]+),\d+,\d+\)", target):
                        target = words[1]
                    if target not in ids.get(file or name, []):
                        dangling.append((name, node.sourceline, pointer))
    assert dangling == []
