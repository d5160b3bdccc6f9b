"""Tables of a comparison, as CSV and TSV: what changed, in which words, and what is said of it.

A row is one of five things, which the first column, ``row``, names:

* ``change``: one thing that is different, in the comparison's order;
* ``edit``: under its change, words that differ in it;
* ``annotation``: under its change, what is said of it; once under each change of which it speaks;
* ``not transmitted``: a provision or clause of one text about which the other says nothing;
* ``remark``: what is said of the two texts as a whole, and of provisions in them that did not change.

So the rows of one kind are a table of their own, and all rows together are what a reader wants beside each other.
The other columns, empty where a row has nothing of the kind:

* ``change``: the address of the change; ``address``: of an edit, its own, of a row ``not transmitted``, what is
  not;
* ``relation``, and ``flags``, parted by spaces: ``reworded``, ``moved renumbered``; the relation is ``kept``
  where nothing but the place, the number or a cross-reference changed, so that there are as many of each as the
  comparison's ``counts`` say;
* ``earlier at`` and ``later at``: addresses, several parted by ``;`` and a space; of an edit the half-open range
  of tokens, from 0, as ``2:4``;
* ``earlier`` and ``later``: the words at issue, of an edit as written, white space included;
* ``same forms`` and ``transposed``, of an edit: ``yes`` or ``no``;
* ``score``, ``rule``, ``resp``, ``cert``, ``reason``: of the link that a change rests on, how alike its ends are,
  by which rule it was found, and who says so, how surely and why;
* ``annotations``: of a change, the ids of what is said of it;
* of an annotation ``annotation`` (its id), ``kind``, ``date`` (EDTF), ``actors``, ``statement``, ``term``,
  ``value``, ``targets``, ``quote``, ``sources``, ``by`` (who made it), ``certainty`` and ``conflicts with``.

Several values in a field are parted by ``;`` and a space. `treatydiff.export.separated` says how fields are
written, so that no spreadsheet takes one for a formula.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from treatydiff.annotation import Contradictions
from treatydiff.comparison import Change, Comparison
from treatydiff.export.remarks import relation_of
from treatydiff.export.separated import separated
from treatydiff.model.annotations import Annotation

COLUMNS = (
    *("row", "change", "address", "relation", "flags", "earlier at", "later at", "earlier", "later"),
    *("same forms", "transposed", "score", "rule", "resp", "cert", "reason", "annotations"),
    *("annotation", "kind", "date", "actors", "statement", "term", "value", "targets", "quote", "sources", "by"),
    *("certainty", "conflicts with"),
)
"""The columns of the table, in order."""


def write_csv(comparison: Comparison) -> bytes:
    """A comparison as comma-separated values; the form is described at the head of this module.

    Example:
        >>> from treatydiff.comparison import compare
        >>> from treatydiff.model.passages import Passage
        >>> from treatydiff.model.provisions import Provision
        >>> from treatydiff.model.witnesses import Witness
        >>> a, b = (
        ...     Witness(siglum, (Provision("body", (Passage(text),)),))
        ...     for siglum, text in (("A", "It lasts five years."), ("B", "It lasts ten years."))
        ... )
        >>> for line in write_csv(compare(a, b)).decode().splitlines()[1:]:
        ...     print(line[:81])
        change,A/body:1..B/body:1,,reworded,,A/body:1,B/body:1,It lasts five years.,It la
        edit,A/body:1..B/body:1,A/body:1..B/body:1@3-3,,,2:3,2:3,five ,ten ,no,no,,,,,,,,
    """
    return separated(_fields(comparison))


def write_tsv(comparison: Comparison) -> bytes:
    r"""As `write_csv`, with tabs between the fields.

    Example:
        >>> from treatydiff.comparison import compare
        >>> from treatydiff.model.passages import Passage
        >>> from treatydiff.model.provisions import Provision
        >>> from treatydiff.model.witnesses import Witness
        >>> a, b = (
        ...     Witness(siglum, (Provision("body", (Passage(text),)),))
        ...     for siglum, text in (("A", "It lasts five years."), ("B", "It lasts ten years."))
        ... )
        >>> write_tsv(compare(a, b)).decode().splitlines()[1].split("\t")[:4]
        ['change', 'A/body:1..B/body:1', '', 'reworded']
    """
    return separated(_fields(comparison), delimiter="\t")


def _fields(comparison: Comparison) -> Iterator[tuple[str, ...]]:
    yield COLUMNS
    for row in _rows(comparison):
        yield tuple(row.get(column, "") for column in COLUMNS)


def _rows(comparison: Comparison) -> Iterator[Mapping[str, str]]:
    told: set[str] = set()
    contradictions = Contradictions.among(comparison.annotations)
    for change in comparison:
        address = str(change.address)
        yield {"row": "change", "change": address, **_change(change)}
        for place, edit in change.phrases():
            yield {
                "row": "edit",
                "change": address,
                "address": str(place),
                "earlier at": f"{edit.earlier[0]}:{edit.earlier[1]}",
                "later at": f"{edit.later[0]}:{edit.later[1]}",
                "earlier": edit.before,
                "later": edit.after,
                "same forms": _yes(edit.same_forms),
                "transposed": _yes(edit.transposed),
            }
        for one in change.annotations:
            told.add(one.id)
            yield {"row": "annotation", "change": address, **_annotation(one, contradictions)}
    for silent in comparison.not_transmitted:
        side = "earlier at" if silent.siglum == comparison.earlier.siglum else "later at"
        yield {"row": "not transmitted", "address": str(silent), side: str(silent)}
    for one in comparison.annotations:
        if one.id not in told:
            yield {"row": "remark", **_annotation(one, contradictions)}


def _change(change: Change) -> dict[str, str]:
    link = change.link
    return {
        "relation": relation_of(change),
        "flags": " ".join(change.flags),
        "earlier at": "; ".join(map(str, change.address.earlier)),
        "later at": "; ".join(map(str, change.address.later)),
        "earlier": change.earlier,
        "later": change.later,
        "annotations": "; ".join(one.id for one in change.annotations),
    } | (
        {
            "score": str(link.score),
            "rule": link.rule,
            "resp": link.resp,
            "cert": link.cert,
            "reason": link.reason,
        }
        if link is not None
        else {}
    )


def _annotation(one: Annotation, contradictions: Contradictions) -> dict[str, str]:
    return {
        "annotation": one.id,
        "kind": one.kind,
        "date": str(one.date or ""),
        "actors": "; ".join(one.actors),
        "statement": one.statement,
        "term": one.term,
        "value": one.value,
        "targets": "; ".join(
            f'{target.place} "{target.quote}"' if target.quote else str(target.place) for target in one.targets
        ),
        "quote": one.quote,
        "sources": "; ".join(map(str, one.sources)),
        "by": one.resp,
        "certainty": one.cert,
        "conflicts with": "; ".join(contradictions.ids_of(one)),
    }


def _yes(what: object) -> str:
    return "yes" if what else "no"
