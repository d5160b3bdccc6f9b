"""How the witnesses of a dossier hang together, and who handed them to whom: `relation` and `correspDesc`.

Some relations say which of two texts is the later one: what follows, is modelled on, is separated from or witnesses
to another cannot, through however many steps, be what that other one follows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from lxml import etree

from treatydiff.errors import InputError
from treatydiff.model.dossiers import Handover, WitnessRelation
from treatydiff.readers.bibliography import reference_of
from treatydiff.readers.pointers import sigla_in, siglum_in
from treatydiff.readers.tei_context import Reading, date_of
from treatydiff.readers.xml import attribute, words_of

_LATER = {
    "follows": "follows",
    "modelledOn": "is modelled on",
    "separatedFrom": "is separated from",
    "witnessTo": "witnesses to",
}
"""The relations whose active side is the later one, and how an error reads them."""


_SHOWN = 8
"""How many steps of a circle an error names."""


def relations_in(reading: Reading, sigla: Sequence[str]) -> Iterator[WitnessRelation]:
    """How the witnesses hang together: each `relation` of ``dossier.xml``.

    Args:
        reading: the document.
        sigla: those of the dossier's witnesses.

    Raises:
        InputError: a pointer leads nowhere; a relation is mutual and has sides; relations go round in a circle.
    """
    _check_order(reading)
    for node in reading.source.root.iterdescendants("{*}relation"):
        with reading.refusals.of("relation"), reading.source.at(node):
            mutual = sigla_in(attribute(node, "mutual"), node, reading, sigla)
            yield WitnessRelation(
                attribute(node, "name"),
                mutual or sigla_in(attribute(node, "active"), node, reading, sigla),
                sigla_in(attribute(node, "passive"), node, reading, sigla),
                attribute(node, "cert"),
                _note([*_outside(node, reading), *node.iterchildren("{*}desc")], node, reading),
            )


def _outside(node: etree._Element, reading: Reading) -> Iterator[etree._Element]:
    """What a relation names that is no witness of the dossier: its label opens the note."""
    for side in ("active", "passive"):
        for pointer in attribute(node, side).split():
            if pointer.startswith("#"):
                target = reading.target(pointer, node)
                yield next(target.iterdescendants("{*}label"), target)


def _note(nodes: Iterable[etree._Element], node: etree._Element, reading: Reading) -> str:
    """What is said in words, and where it is taken from: ``Words. (Smith 2004, 25)``."""
    said = ": ".join(words for part in nodes if (words := words_of(part)))
    sources = "; ".join(
        reference_of(reading.target(pointer, node)) for pointer in attribute(node, "source").split()
    )
    return f"{said} ({sources})".strip() if sources else said


def handovers_in(reading: Reading, sigla: Sequence[str]) -> Iterator[Handover]:
    """Who handed what to whom: each `correspDesc` of ``dossier.xml``.

    Args:
        reading: the document.
        sigla: those of the dossier's witnesses.

    Raises:
        InputError: a pointer leads nowhere.
        DateError: no calendar has a day.
    """
    for node in reading.source.root.iterdescendants("{*}correspDesc"):
        actions = {attribute(action, "type"): action for action in node.iterchildren("{*}correspAction")}
        sent = actions.get("sent")
        day = None if sent is None else next(sent.iterdescendants("{*}date"), None)
        with reading.refusals.of("handover"), reading.source.at(node):
            yield Handover(
                sigla_in(attribute(node, "corresp"), node, reading, sigla),
                _person(sent),
                _person(actions.get("received")),
                None if day is None else date_of(day, reading),
                _note(node.iterchildren("{*}note"), node, reading),
            )


def _person(action: etree._Element | None) -> str:
    if action is None:
        return ""
    people = action.iterdescendants("{*}persName", "{*}orgName", "{*}name")
    return "; ".join(words_of(person) for person in people)


def _check_order(reading: Reading) -> None:
    """Refuse relations after which a text would be earlier than itself.

    Depth-first search with three colours: the relation that closes a circle is the one that is refused (own).
    """
    later: dict[str, list[tuple[str, str, etree._Element]]] = {}
    for node in reading.source.root.iterdescendants("{*}relation"):
        with reading.refusals.of("relation"), reading.source.at(node):
            if attribute(node, "mutual") and (attribute(node, "active") or attribute(node, "passive")):
                raise InputError(
                    "found a relation that is mutual and has an active or passive side",
                    expected="one or the other",
                )
            for one, other in _sides(node, reading) if attribute(node, "name") in _LATER else ():
                later.setdefault(one, []).append((other, attribute(node, "name"), node))
    done: set[str] = set()
    for start, first in later.items():
        trail: list[tuple[str, str]] = []
        open_edges = [(start, iter(first))]
        while open_edges:
            name, edges = open_edges[-1]
            step = next((edge for edge in edges if edge[0] not in done), None)
            if step is None:
                done.add(name)
                open_edges.pop()
                if trail:
                    trail.pop()
                continue
            trail.append((name, step[1]))
            around = [at for at, _ in trail]
            if step[0] in around:
                with reading.refusals.of("relation"), reading.source.at(step[2]):
                    raise _circle([*trail[around.index(step[0]) :], (step[0], "")])
                trail.pop()
                continue
            open_edges.append((step[0], iter(later.get(step[0], ()))))


def _sides(node: etree._Element, reading: Reading) -> Iterator[tuple[str, str]]:
    """The later and the earlier text of a relation, in each way to pair its sides."""
    for active in attribute(node, "active").split():
        for passive in attribute(node, "passive").split():
            one, other = _text(active, node, reading), _text(passive, node, reading)
            # One part of a text may well come from another part of it.
            if one != other or active == passive:
                yield one, other


def _text(pointer: str, node: etree._Element, reading: Reading) -> str:
    """What a pointer of a relation names: a witness by its siglum, what is no witness as written."""
    file, _, identifier = pointer.partition("#")
    return siglum_in(identifier, node, reading) if file else pointer


def _circle(trail: Sequence[tuple[str, str]]) -> InputError:
    names = sorted({name for _, name in trail[:-1]})
    steps = [f"{one} {_LATER[name]} {other}" for (one, name), (other, _) in pairwise(trail)]
    if len(steps) > _SHOWN:
        steps = [*steps[: _SHOWN - 1], f"and so on by {len(steps) - _SHOWN} more", steps[-1]]
    said = ", ".join(steps)
    one_kind = f"a cycle of {_LATER[names[0]].removeprefix('is ')}" if len(names) == 1 else ""
    return InputError(
        f"found {one_kind or 'relations that contradict each other'}: {said}",
        expected="each text later than those that it comes from",
        todo="turn one of them round, or take it out",
    )
