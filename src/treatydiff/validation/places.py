"""Places of variation: whether every witness stands in exactly one reading.

In a positive apparatus each ``app`` names every witness; in a negative one the readings that name nobody are
those of all others, which is recognised and said. Where no reading is a lemma, as in the analysis profile,
witnesses that do not transmit a place may be left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lxml import etree

from treatydiff.readers.xml import XmlSource
from treatydiff.validation.defects import Observation, Severity
from treatydiff.validation.readings import TEI, Witnesses, external, name_of, pointers, readings


def attestations(source: XmlSource, known: Witnesses) -> Iterator[Observation]:
    """Who stands where: unknown witnesses, witnesses in two readings, witnesses in none."""
    places = list(source.root.iter(TEI + "app"))
    negative = [place for place in places if any(reading.get("wit") is None for reading in readings(place))]
    if negative:
        yield Observation(
            negative[0],
            "negative",
            f"this is a negative apparatus: in {len(negative)} of {len(places)} app a reading names no witness, "
            "and is taken for that of all witnesses not named there",
            "name the witnesses of each reading if programs are to count them",
            Severity.NOTE,
        )
    positive = (
        not negative
        and not external(source.root)
        and any(reading.tag == TEI + "lem" for place in places for reading in readings(place))
    )
    absent = _absences(source.root, known)
    for place in places:
        unknown = list(_unknown(place, source, known))
        yield from unknown
        named = Counter(witness for reading in readings(place) for witness in known.named(reading))
        twice = [known.sigla[witness] for witness in known.sigla if named[witness] > 1]
        if twice:
            yield Observation(
                place,
                "twice",
                f"found {', '.join(twice)} in two readings of one app",
                "let each witness stand in the reading that it has",
            )
        if positive and not unknown:
            around = _around(place, known)
            missing = [w for w in known.sigla if w in around and not named[w] and w not in absent.get(place, ())]
            if missing:
                yield Observation(
                    place,
                    "missing",
                    f"found {', '.join(known.sigla[witness] for witness in missing)} in no reading of this app",
                    'name it in a reading: an empty rdg cause="omission" where it lacks the words, rdg type="lac" '
                    "with a gap where it does not transmit the place",
                )
            worded = {w for reading in readings(place) if _speaks(reading) for w in known.named(reading)}
            stray = [w for w in known.sigla if w in worded and w not in around]
            if stray:
                yield Observation(
                    place,
                    "stray",
                    f"found words of {', '.join(known.sigla[witness] for witness in stray)} in an app that stands "
                    "inside a reading of others",
                    "take it out here, or name it in the outer reading too",
                )


def _unknown(place: etree._Element, source: XmlSource, known: Witnesses) -> Iterator[Observation]:
    for reading in readings(place):
        for pointer in pointers(reading, "wit"):
            if "#" not in pointer:
                yield Observation(
                    reading,
                    "wit",
                    f"found wit={pointer!r}, which is no pointer",
                    f'write wit="#{pointer}"' if pointer in known.members else "point to a witness: #siglum",
                )
            elif pointer.startswith("#") and pointer[1:] not in known.members:
                lost = pointer[1:] not in source.ids
                yield Observation(
                    reading,
                    "wit",
                    f"found wit={pointer!r}, " + ("and nothing has that id" if lost else "which is no witness"),
                    "point to a witness of listWit",
                )
        if reading.get("wit") is not None and not pointers(reading, "wit"):
            yield Observation(
                reading, "wit", f"found an empty wit on {name_of(reading)}", "name the witnesses that read so"
            )


def _speaks(reading: etree._Element) -> bool:
    return bool("".join(map(str, reading.itertext())).strip())


def _around(place: etree._Element, known: Witnesses) -> frozenset[str]:
    """The witnesses that have the text around a place: those of the readings that it stands in."""
    around = frozenset(known.sigla)
    for holder in place.iterancestors(TEI + "lem", TEI + "rdg"):
        if holder.get("wit") is not None:
            around &= frozenset(known.named(holder))
    return around


def _absences(root: etree._Element, known: Witnesses) -> dict[etree._Element, frozenset[str]]:
    """Which witnesses are away at each place, by ``witStart``, ``witEnd``, ``lacunaStart`` and ``lacunaEnd``."""
    ends = {TEI + "witStart": False, TEI + "lacunaEnd": False, TEI + "witEnd": True, TEI + "lacunaStart": True}
    marks = [(node, _marked(node, known)) for node in root.iter(*ends)]
    if not marks:
        return {}
    said: set[str] = set()
    away: set[str] = set()
    for node, those in marks:
        # Who begins somewhere without having ended before was away from the start.
        away |= {witness for witness in those if not ends[str(node.tag)] and witness not in said}
        said |= set(those)
    absent: dict[etree._Element, frozenset[str]] = {}
    turning = dict(marks)
    for node in root.iter(TEI + "app", *ends):
        if node in turning:
            (away.update if ends[str(node.tag)] else away.difference_update)(turning[node])
            for place in node.iterancestors(TEI + "app"):
                absent[place] = absent.get(place, frozenset()) | frozenset(turning[node])
        else:
            absent[node] = frozenset(away)
    return absent


def _marked(node: etree._Element, known: Witnesses) -> list[str]:
    named = known.named(node)
    if named:
        return named
    holder = next(node.iterancestors(TEI + "lem", TEI + "rdg"), None)
    return [] if holder is None else known.named(holder)
