"""Law 4 for all forms of TEI: every witness comes back from the document, its transcriptions left out.

The rebuilding here is written from the forms' description alone and shares no code with the library.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from strategies import any_families
from treatydiff.collation import Collation, collate
from treatydiff.export.tei import Profile, write_collation
from treatydiff.model.addresses import Address
from treatydiff.model.passages import Passage
from treatydiff.model.provisions import Label, Provision
from treatydiff.model.witnesses import Witness

NS = "{http://www.tei-c.org/ns/1.0}"
ID = "{http://www.w3.org/XML/1998/namespace}id"
Piece = tuple[str, str]
"""Where a label, heading or clause stands in its witness, as an id, and its text."""

REBUILT = (Profile.EDITION, Profile.DOUBLE_END_POINT, Profile.LOCATION_REFERENCED)
EXTERNAL = (Profile.DOUBLE_END_POINT, Profile.LOCATION_REFERENCED)


def pieces_of(witness: Witness) -> list[Piece]:
    """What is to come back: labels that the witness prints, headings, and clauses, in its order."""
    out: list[Piece] = []
    for address, provision in witness.addressed():
        if provision.label is not None and not provision.label.supplied:
            out.append(("label", provision.label.text))
        if provision.heading is not None:
            out.append(("heading", provision.heading.text))
        for number, clause in enumerate(provision.clauses, start=1):
            out.append((address.of_clause(number).as_id, clause.text))
    return out


class Rebuilding:
    """Reads a document's body, its ``listApp`` and its order lists, and nothing else."""

    def __init__(self, document: bytes) -> None:
        without_back = re.sub(rb"<back>.*</back>|<back/>", b"", document, flags=re.DOTALL)
        assert without_back != document
        self.root = etree.fromstring(without_back)
        self.at = {str(node.get(ID)): node for node in self.root.iter("{*}*") if node.get(ID)}
        self.app_from = {
            str(app.get("from")).removeprefix("#"): app for app in self.root.iter(f"{NS}app") if app.get("from")
        }

    def witness(self, siglum: str) -> list[Piece]:
        """The pieces of a witness."""
        me = f"#{Address(siglum).as_id}"
        lists = [g for g in self.root.iter(f"{NS}linkGrp") if g.get("type") == "order" and g.get("corresp") == me]
        targets = [str(ptr.get("target")).removeprefix("#") for group in lists for ptr in group]
        return [self._piece(target, me) for target in targets]

    def _piece(self, target: str, me: str) -> Piece:
        node = self.at[target]
        if node.tag == f"{NS}head":
            return ("label" if node.get("type") == "label" else "heading"), self._parts(node, me)[0][1]
        mine = [i[1:] for i in str(node.get("corresp")).split() if _siglum(i) == me]
        holder = node if node.tag == f"{NS}seg" else self._clause_around(node)
        whole = dict([(None, ""), *self._parts(holder, me)])
        return mine[0], whole[None if node is holder else target]

    def _clause_around(self, milestone: etree._Element) -> etree._Element:
        """The clause a milestone belongs to: the ``seg`` it stands in, or where its ``app`` is attached."""
        for above in milestone.iterancestors(f"{NS}seg", f"{NS}app"):
            if above.get("type") == "clause":
                return above
            if above.get("from"):
                place = self.at[str(above.get("from"))[1:]]
                return next(s for s in (place, *place.iterancestors()) if s.get("type") == "clause")
        raise AssertionError(milestone.get(ID))

    def _parts(self, node: etree._Element, me: str) -> list[tuple[str | None, str]]:
        """The words of a witness in a piece, cut at its milestones."""
        out: list[tuple[str | None, str]] = [(None, "")]

        def say(words: str | None) -> None:
            out[-1] = (out[-1][0], out[-1][1] + (words or ""))

        def read(inner: etree._Element) -> None:
            say(inner.text)
            until: str | None = None
            for child in inner:
                if until is None:
                    until = visit(child)
                elif child.get(ID) == until:
                    until = None
                if until is None:
                    say(child.tail)

        def visit(child: etree._Element) -> str | None:
            """Read a child; the id of the anchor up to which another reading stands in its place."""
            app = self.app_from.get(str(child.get(ID)))
            reading = None if app is None else _naming(app, me, "rdg")
            if app is not None and reading is not None:
                read(reading)
                return str(app.get("to"))[1:] if app.get("to") else None
            if child.tag == f"{NS}app":
                of_mine = _naming(child, me, "lem", "rdg")
                assert of_mine is not None
                read(of_mine)
            elif child.tag == f"{NS}milestone":
                if me in str(child.get("edRef")).split():
                    out.append((str(child.get(ID)), ""))
            elif child.tag != f"{NS}gap":
                read(child)
            return None

        read(node)
        return out


def _siglum(pointer: str) -> str:
    return f"#{Address(Address.from_id(pointer[1:]).siglum).as_id}"


def _naming(app: etree._Element, me: str, *names: str) -> etree._Element | None:
    tags = {NS + name for name in names}
    found = [r for r in app.iter() if r.tag in tags and me in str(r.get("wit")).split() and _nearest(r) is app]
    assert len(found) <= 1
    return found[0] if found else None


def _nearest(node: etree._Element) -> etree._Element:
    return next(node.iterancestors(f"{NS}app"))


def words(node: etree._Element) -> str:
    """All text in an element."""
    return "".join(str(part) for part in node.itertext())


def check(collation: Collation, profile: Profile) -> int:
    """Rebuild all witnesses, and count the characters compared."""
    rebuilding = Rebuilding(write_collation(collation, profile=profile, version="1.0"))
    for witness in collation.witnesses:
        assert rebuilding.witness(witness.siglum) == pieces_of(witness), (profile, witness.siglum)
    return sum(len(text) for witness in collation.witnesses for _, text in pieces_of(witness))


@given(family=any_families(max_size=5), data=st.data())
def test_every_witness_comes_back_from_every_form(family: Sequence[Witness], data: st.DataObject) -> None:
    """Text, order, and the provision of each clause come back, white space exact, whichever witness is the base."""
    base = data.draw(st.sampled_from([witness.siglum for witness in family]))
    collation = collate(family, base=base)
    for profile in REBUILT:
        check(collation, profile)


def article(siglum: str, *texts: str, label: str = "") -> Witness:
    """A witness of one article, its clauses as given."""
    provision = Provision("article", tuple(map(Passage, texts)), label=Label(label) if label else None)
    return Witness(siglum, (provision,))


A = article("A", "It lasts five years. ", "It may be prolonged.", label="Article 1")
B = article("B", "It lasts ten years. ", label="Article I")
C = article("C", "It may be prolonged, ", "and it lasts five years. ", "It may not be denounced.")
JOINED = article("J", "It lasts five years. It may be prolonged.")


@pytest.mark.parametrize("profile", REBUILT)
@pytest.mark.parametrize("base", "ABCJ")
def test_joined_clauses_come_back(profile: Profile, base: str) -> None:
    """Clauses that another witness joins into one come back as what they are, whichever text is the base."""
    assert check(collate([A, B, C, JOINED], base=base), profile) > 0


@pytest.mark.parametrize("profile", EXTERNAL)
def test_the_base_text_stands_in_the_body(profile: Profile) -> None:
    """Read without its apparatus, the body of an external apparatus is the base's text and nothing else."""
    document = write_collation(collate([A, B, C], base="A"), profile=profile, version="1.0")
    body = next(etree.fromstring(document).iter(f"{NS}body"))
    assert [text for _, text in pieces_of(A)] == [
        words(node) for node in body.iter(f"{NS}head", f"{NS}seg") if node.get("type") != "lemma"
    ]


@pytest.mark.parametrize("profile", EXTERNAL)
def test_what_two_witnesses_write_the_same_stands_once(profile: Profile) -> None:
    """What the base lacks stands in one reading for all that write it the same, and comes back for each."""
    twins = [article(siglum, "It may not be denounced.", label="Article 9") for siglum in "XY"]
    collation = collate([article("A", "Peace is to last."), *twins])
    document = write_collation(collation, profile=profile, version="1.0")
    assert document.partition(b"<listApp>")[2].count(b"It may not be denounced.") == 1
    assert b'<rdg wit="#X #Y"><div' in document
    check(collation, profile)


def test_lemmata_overlap() -> None:
    """A clause that one witness lacks has one lemma over the whole clause, and smaller ones inside it."""
    collation = collate(
        [
            article("A", "Peace is to last. ", "It is binding for five years from today."),
            article("B", "Peace is to last. ", "It is binding for ten years from today."),
            article("C", "Peace is to last. "),
        ]
    )
    document = write_collation(collation, profile=Profile.DOUBLE_END_POINT, version="1.0")
    apps = list(etree.fromstring(document).iter(f"{NS}app"))
    assert [(app.get("from"), app.get("to"), [r.get("wit") for r in app]) for app in apps] == [
        ("#u-A-article-c2", "#u-A-article-c2", ["#A", "#C"]),
        ("#a-A-article-c2-2", "#z-A-article-c2-2", ["#A", "#B"]),
    ]
    assert words(apps[0][0]) == "It is binding for five years from today."
    check(collation, Profile.DOUBLE_END_POINT)


@pytest.mark.parametrize("profile", EXTERNAL)
def test_lemmata_are_the_base_text_at_their_place(profile: Profile) -> None:
    """What stands in the text between the ends of an app is its lemma, to the letter."""
    document = write_collation(collate([A, B, C, JOINED]), profile=profile, version="1.0")
    root = etree.fromstring(document)
    at = {node.get(ID): node for node in root.iter("{*}*") if node.get(ID)}
    compared = 0
    for app in root.iter(f"{NS}app"):
        lemma = app.find(f"{NS}lem")
        if lemma is not None:
            begin, end = at[str(app.get("from"))[1:]], at[str(app.get("to") or app.get("from"))[1:]]
            assert words(lemma) == _between(begin, end)
            compared += 1
    assert compared > 3


def _between(begin: etree._Element, end: etree._Element) -> str:
    if begin is end:
        return words(begin)
    out = ""
    node: etree._Element | None = begin
    while node is not None and node is not end:
        out += (words(node) if node is not begin else "") + (node.tail or "")
        node = node.getnext()
    return out
