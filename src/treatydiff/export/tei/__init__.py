"""TEI P5: comparisons and collations as documents that other TEI software reads.

In two profiles of parallel segmentation the body is the apparatus; in two kinds of apparatus to a base text
the body is that text, and the apparatus stands in ``standOff``. In all of them each witness stands whole in
``back``, and links, scores, orders and annotations stand in ``standOff``.
"""

from __future__ import annotations

from collections.abc import Sequence

from treatydiff import collector
from treatydiff.collation import Collation
from treatydiff.comparison import Comparison
from treatydiff.export.tei import decisions
from treatydiff.export.tei.annotations import WHOLE, Surroundings, of_whole, write_annotations
from treatydiff.export.tei.apparatus import Apparatus, Places
from treatydiff.export.tei.build import XML, Element, Register, element, serialize
from treatydiff.export.tei.external import ExternalForm, between_anchors, in_element
from treatydiff.export.tei.header import header
from treatydiff.export.tei.profiles import Profile
from treatydiff.export.tei.segmentation import AnalysisForm, EditionForm
from treatydiff.export.tei.standoff import stand_off
from treatydiff.export.tei.transcription import Registers, transcription
from treatydiff.model.addresses import ChangeAddress
from treatydiff.model.links import Link, Relation

__all__ = ["Profile", "write_annotations", "write_collation", "write_comparison"]


@collector.waiting()
def write_comparison(comparison: Comparison, *, version: str) -> bytes:
    """A comparison as one TEI document in the edition profile.

    Args:
        comparison: the comparison.
        version: the software's version, which the header names.

    Returns:
        UTF-8; the same comparison gives the same bytes anywhere.

    Example:
        >>> from treatydiff.comparison import compare
        >>> from treatydiff.model.passages import Passage
        >>> from treatydiff.model.provisions import Provision
        >>> from treatydiff.model.witnesses import Witness
        >>> a, b = (
        ...     Witness(siglum, (Provision("body", (Passage(text),)),))
        ...     for siglum, text in (("A", "It lasts five years."), ("B", "It lasts ten years."))
        ... )
        >>> document = write_comparison(compare(a, b), version="1.0").decode()
        >>> document[document.index("<lem "):document.index("</app>")]
        '<lem wit="#A" xml:id="u-A-body-c1-1-1">five </lem><rdg wit="#B" xml:id="u-A-body-c1-1-2">ten </rdg>'
    """
    earlier, later = comparison.earlier, comparison.later
    title = f"{earlier.title or earlier.siglum}, compared with: {later.title or later.siglum}"
    alone = [
        (change.address, change.relation.value)
        for change in comparison.changes
        if change.relation in (Relation.INSERTED, Relation.OMITTED)
    ]
    silent = [
        (
            ChangeAddress((place,), ()) if place.siglum == earlier.siglum else ChangeAddress((), (place,)),
            "not-transmitted",
        )
        for place in comparison.not_transmitted
    ]
    document = _document(
        comparison.collation,
        Profile.EDITION,
        title=title,
        version=version,
        links=comparison.links,
        alone=[*alone, *silent],
    )
    return serialize(document)


@collector.waiting()
def write_collation(collation: Collation, *, profile: Profile = Profile.EDITION, version: str) -> bytes:
    """A collation of any number of witnesses as one TEI document.

    Args:
        collation: the collation.
        profile: the form of the apparatus.
        version: the software's version, which the header names.

    Returns:
        UTF-8; the same collation gives the same bytes anywhere.

    Example:
        >>> from treatydiff.collation import collate
        >>> from treatydiff.model.provisions import Passage, Provision
        >>> from treatydiff.model.witnesses import Witness
        >>> a, b = (
        ...     Witness(siglum, (Provision("article", (Passage(text),)),))
        ...     for siglum, text in (("A", "It lasts five years."), ("B", "It lasts ten years."))
        ... )
        >>> written = write_collation(collate([a, b]), profile=Profile.ANALYSIS, version="1.0").decode()
        >>> written[written.index("It lasts") : written.index("</app>")].count("<rdg")
        2
    """
    names = ", ".join(witness.siglum for witness in collation.witnesses)
    title = f"{collation.witness(collation.base).title or collation.base}: collation of {names}"
    return serialize(_document(collation, profile, title=title, version=version, links=collation.links))


def _document(
    collation: Collation,
    profile: Profile,
    *,
    title: str,
    version: str,
    links: Sequence[Link],
    alone: Sequence[tuple[ChangeAddress, str]] = (),
) -> Element:
    registers, works, places = Registers(), Register("s"), Places()
    decisions.register(collation, links, registers)
    for witness in collation.witnesses:
        if witness.source and witness.source.work:
            works.pointer(witness.source.work.key)
    back = element("back", *(transcription(witness, registers) for witness in collation.witnesses))
    body, apps = _apparatus(collation, profile, registers, places)
    sigla = frozenset(witness.siglum for witness in collation.witnesses)
    remarks = Surroundings(sigla, collation.annotations, registers.people, works).lists()
    head = header(collation, profile, title=title, version=version, registers=registers, works=works)
    text = element("text", body, back, xml_lang=collation.witness(collation.base).language)
    text.set(f"{XML}space", "preserve")
    standing_off = stand_off(
        collation, links, alone, apps=apps, remarks=remarks, registers=registers, works=works, places=places
    )
    rest = [element("standOff", *standing_off)] if standing_off else []
    whole = WHOLE if of_whole(collation.annotations) else ""
    return element("TEI", head, text, *rest, xml_lang="en", xml_id=whole)


def _apparatus(
    collation: Collation, profile: Profile, registers: Registers, places: Places
) -> tuple[Element, Sequence[str]]:
    """The body, and what of the apparatus does not stand in it."""
    match profile:
        case Profile.EDITION:
            return Apparatus(collation, EditionForm(collation), registers, places).body(), ()
        case Profile.ANALYSIS:
            return Apparatus(collation, AnalysisForm(collation), registers, places).body(), ()
        case Profile.DOUBLE_END_POINT | Profile.LOCATION_REFERENCED:
            attach = between_anchors if profile is Profile.DOUBLE_END_POINT else in_element
            form = ExternalForm(collation, places, attach)
            return Apparatus(collation, form, registers, places).body(), form.apps
