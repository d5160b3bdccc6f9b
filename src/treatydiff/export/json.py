"""JSON: a comparison or a collation as data, for programs that read no TEI.

A comparison is one object, its keys in the order given here and always all there:

``schema``, ``version``
    what this is, ``treatydiff comparison``, and the version of this form; it rises when a key changes meaning.
``software``
    ``name`` and ``version`` of what wrote it.
``options``
    ``level`` (``by-clause`` or ``by-article``), the ``normalization`` rules by name, the ``segmentation`` of text
    without spaces (``characters`` or ``dictionary``), and the ``rules`` by which differences are classed: ``name``,
    ``class`` and ``says``, what the rule goes by in words.
``earlier``, ``later``
    the witnesses, whole: `treatydiff.export.witnesses` describes them.
``counts``
    changes by relation and flag, those that occur.
``words``
    ``differing`` of ``compared``, both texts together.
``links``
    ``address``, ``earlier`` and ``later`` (lists of addresses), ``relation``, ``flags``, ``score`` (0 to 1, three
    decimals), ``rule``, ``resp``, ``cert``; of an editor's link ``reason``, and ``words``, what each end read when
    he stated it, the earlier ends first.
``without_counterpart``
    what an editor says to have none: ``address``, ``witness``, ``resp``, ``cert``, ``reason``, ``words``.
``overruled``
    computed links that gave way to an editor's decisions, as in ``links``.
``misfits``
    an editor's decisions that were not applied: ``edit``, what it says in short, ``what`` does not fit, and the
    decision itself, as above: ``link`` or ``no_counterpart``, the other of which is ``null``.
``changes``
    ``address``, ``relation``, ``flags``; ``earlier`` and ``later``, each with ``addresses`` and ``text``;
    ``link``, the address of its link or ``null``; ``edits``, each with its ``address``, ``earlier`` and ``later``
    (``tokens``, a half-open range counted from 0, and ``text`` as written), ``same_forms`` and ``transposed``;
    ``annotations``, the ids of those that speak of it.
``not_transmitted``
    addresses in one text about which the other says nothing.
``annotations``
    what is said of the texts and of what changed, as `treatydiff.export.annotations` describes it.

An alignment has of these ``schema``, ``treatydiff alignment``, to ``later``, ``links`` to ``misfits``, and
``not_transmitted``; besides them ``alone``, the ``address`` and ``relation`` of each change without a link. Its
options have no ``rules``, and its witnesses no ``provisions``.

A collation likewise:

``schema``, ``version``, ``software``
    as above; ``schema`` is ``treatydiff collation``.
``options``
    as above.
``base``
    siglum of the witness whose order the groups follow.
``witnesses``
    each as above, whole, in the collation's order.
``links``, ``without_counterpart``, ``overruled``, ``misfits``
    as above, of each pair of witnesses.
``groups``
    the outermost groups of corresponding provisions. A group has its ``address``; the ``kind`` of its provisions,
    or ``clause``; ``members`` (``siglum``, ``addresses``, and ``starts``: at which token each of several joined
    clauses begins); ``omitted`` and ``not_transmitted``, the sigla of those without it. A group of provisions has
    ``label`` (a unit or ``null``), ``heading`` (units) and ``children`` (groups); one of clauses has ``method`` and
    ``units``.
``annotations``
    as above.

A unit has ``class`` and ``rule``, empty where nothing varies; ``transposed``, the position, counted from 0, of the
unit that has the same words for other witnesses, or ``null``; ``readings``, the base's first; ``omitted`` and
``not_transmitted``. A reading has ``text`` as written; ``tokens``, each with ``t``, as written, and ``n``, as
compared (U+FFFC for a gap); and ``witnesses``, by siglum the half-open range of tokens that it takes in the member
of that witness.

What is read back (`treatydiff.read_comparison`, `treatydiff.read_collation`) are witnesses, options, base, an
editor's decisions and annotations; the rest follows from them, and is made anew.
"""

from __future__ import annotations

import json
from typing import Any

from treatydiff.collation.values import ClauseGroup, Collation, Member, Options, ProvisionGroup, VariationUnit
from treatydiff.comparison import Change, Comparison, Edit
from treatydiff.comparison.extent import extent
from treatydiff.export import witnesses
from treatydiff.export.annotations import as_data
from treatydiff.model.addresses import Address, ChangeAddress
from treatydiff.model.edits import Misfit, said
from treatydiff.model.links import Link, NoCounterpart

SCHEMA_VERSION = 2
"""The version of the forms; it rises when a key goes or changes its meaning."""


def write_comparison(comparison: Comparison, *, version: str) -> bytes:
    """A comparison as JSON: UTF-8, indented, ended by a newline; the same comparison gives the same bytes.

    Args:
        comparison: what to write.
        version: the version of treatydiff, which stands in the result.

    Example:
        >>> from treatydiff.comparison import compare
        >>> from treatydiff.model.passages import Passage
        >>> from treatydiff.model.provisions import Provision
        >>> from treatydiff.model.witnesses import Witness
        >>> a, b = (
        ...     Witness(siglum, (Provision("article", (Passage(text),)),))
        ...     for siglum, text in (("A", "It lasts five years."), ("B", "It lasts ten years."))
        ... )
        >>> read = json.loads(write_comparison(compare(a, b), version="1.0"))
        >>> read["changes"][0]["edits"][0]["later"]
        {'tokens': [2, 3], 'text': 'ten '}
    """
    words = extent(comparison.collation)
    options = comparison.collation.options
    document = {
        **_head("treatydiff comparison", version),
        "options": _all_options(options),
        "earlier": witnesses.as_data(comparison.earlier),
        "later": witnesses.as_data(comparison.later),
        "counts": dict(comparison.counts),
        "words": {"differing": words.differing, "compared": words.compared},
        "links": [_link(link) for link in comparison.links],
        **_decisions(comparison.collation),
        "changes": [_change(change) for change in comparison.changes],
        "not_transmitted": [str(address) for address in comparison.not_transmitted],
        "annotations": as_data(comparison.annotations),
    }
    return _encoded(document)


def write_alignment(comparison: Comparison, *, version: str) -> bytes:
    """The alignment of two witnesses as JSON: of a comparison's keys those on correspondence.

    Args:
        comparison: the two, compared.
        version: the version of treatydiff, which stands in the result.

    Example:
        >>> from treatydiff.comparison import compare
        >>> from treatydiff.model.passages import Passage
        >>> from treatydiff.model.provisions import Provision
        >>> from treatydiff.model.witnesses import Witness
        >>> a, b = (
        ...     Witness(siglum, (Provision("body", (Passage(text),)),))
        ...     for siglum, text in (("A", "It lasts five years."), ("B", "It lasts ten years."))
        ... )
        >>> [link["relation"] for link in json.loads(write_alignment(compare(a, b), version="1.0"))["links"]]
        ['reworded', 'reworded']
    """
    alone = [change for change in comparison.changes if change.link is None]
    document = {
        **_head("treatydiff alignment", version),
        "options": _options(comparison.collation.options),
        "earlier": witnesses.described(comparison.earlier),
        "later": witnesses.described(comparison.later),
        "links": [_link(link) for link in comparison.links],
        **_decisions(comparison.collation),
        "alone": [{"address": str(one.address), "relation": one.relation.value} for one in alone],
        "not_transmitted": [str(address) for address in comparison.not_transmitted],
    }
    return _encoded(document)


def write_collation(collation: Collation, *, version: str) -> bytes:
    """A collation as JSON: UTF-8, indented, ended by a newline; the same collation gives the same bytes.

    Args:
        collation: what to write.
        version: the version of treatydiff, which stands in the result.

    Example:
        >>> from treatydiff.collation import collate
        >>> from treatydiff.model.passages import Passage
        >>> from treatydiff.model.provisions import Provision
        >>> from treatydiff.model.witnesses import Witness
        >>> a, b = (
        ...     Witness(siglum, (Provision("article", (Passage(text),)),))
        ...     for siglum, text in (("A", "It lasts five years."), ("B", "It lasts ten years."))
        ... )
        >>> read = json.loads(write_collation(collate([a, b]), version="1.0"))
        >>> read["groups"][0]["children"][0]["units"][1]["readings"][1]
        {'text': 'ten ', 'tokens': [{'t': 'ten ', 'n': 'ten'}], 'witnesses': {'B': [2, 3]}}
    """
    document = {
        **_head("treatydiff collation", version),
        "options": _all_options(collation.options),
        "base": collation.base,
        "witnesses": [witnesses.as_data(witness) for witness in collation.witnesses],
        "links": [_link(link) for link in collation.links],
        **_decisions(collation),
        "groups": [_group(group) for group in collation.groups],
        "annotations": as_data(collation.annotations),
    }
    return _encoded(document)


def _encoded(document: dict[str, Any]) -> bytes:
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()


def _head(schema: str, version: str) -> dict[str, Any]:
    return {"schema": schema, "version": SCHEMA_VERSION, "software": {"name": "treatydiff", "version": version}}


def _options(options: Options) -> dict[str, Any]:
    return {
        "level": options.level.value,
        "normalization": list(options.normalization.rules),
        "segmentation": options.normalization.segmentation.value,
    }


def _all_options(options: Options) -> dict[str, Any]:
    rules = [{"name": rule.name, "class": rule.variant, "says": rule.says} for rule in options.rules]
    return {**_options(options), "rules": rules}


def _group(group: ProvisionGroup | ClauseGroup) -> dict[str, Any]:
    said = {
        "address": str(group.address),
        "kind": "clause" if isinstance(group, ClauseGroup) else group.kind,
        "members": [_member(member) for member in group.members],
        "omitted": list(group.omitted),
        "not_transmitted": list(group.not_transmitted),
    }
    if isinstance(group, ClauseGroup):
        return {**said, "method": group.method, "units": [_unit(unit) for unit in group.units]}
    return {
        **said,
        "label": _unit(group.label) if group.label else None,
        "heading": [_unit(unit) for unit in group.heading],
        "children": [_group(child) for child in group.children],
    }


def _member(member: Member) -> dict[str, Any]:
    return {
        "siglum": member.siglum,
        "addresses": [str(address) for address in member.addresses],
        "starts": list(member.starts),
    }


def _unit(unit: VariationUnit) -> dict[str, Any]:
    return {
        "class": unit.variant,
        "rule": unit.rule,
        "transposed": unit.transposed,
        "readings": [
            {
                "text": reading.text,
                "tokens": [{"t": t, "n": n} for t, n in zip(reading.tokens, reading.forms, strict=True)],
                "witnesses": {
                    siglum: list(tokens) for siglum, tokens in zip(reading.witnesses, reading.ranges, strict=True)
                },
            }
            for reading in unit.readings
        ],
        "omitted": list(unit.omitted),
        "not_transmitted": list(unit.not_transmitted),
    }


def _link(link: Link) -> dict[str, Any]:
    return {
        "address": str(link.address),
        "earlier": [str(address) for address in link.earlier],
        "later": [str(address) for address in link.later],
        "relation": link.relation.value,
        "flags": [flag.value for flag in link.flags],
        "score": link.score,
        "rule": link.rule,
        "resp": link.resp,
        "cert": link.cert,
        "reason": link.reason,
        "words": list(link.words),
    }


def _no_counterpart(one: NoCounterpart) -> dict[str, Any]:
    return {
        "address": str(one.address),
        "witness": one.witness,
        "resp": one.resp,
        "cert": one.cert,
        "reason": one.reason,
        "words": one.words,
    }


def _decisions(collation: Collation) -> dict[str, Any]:
    return {
        "without_counterpart": [_no_counterpart(one) for one in collation.without_counterpart],
        "overruled": [_link(link) for link in collation.overruled],
        "misfits": [_misfit(misfit) for misfit in collation.misfits],
    }


def _misfit(misfit: Misfit) -> dict[str, Any]:
    edit = misfit.edit
    return {
        "edit": said(edit),
        "what": misfit.what,
        "link": _link(edit) if isinstance(edit, Link) else None,
        "no_counterpart": None if isinstance(edit, Link) else _no_counterpart(edit),
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "address": str(change.address),
        "relation": change.relation.value,
        "flags": [flag.value for flag in change.flags],
        "earlier": _side(change.address.earlier, change.earlier),
        "later": _side(change.address.later, change.later),
        "link": str(change.link.address) if change.link else None,
        "edits": [_edit(address, edit) for address, edit in change.phrases()],
        "annotations": [annotation.id for annotation in change.annotations],
    }


def _side(addresses: tuple[Address, ...], text: str) -> dict[str, Any]:
    return {"addresses": [str(address) for address in addresses], "text": text}


def _edit(address: ChangeAddress, edit: Edit) -> dict[str, Any]:
    return {
        "address": str(address),
        "earlier": {"tokens": list(edit.earlier), "text": edit.before},
        "later": {"tokens": list(edit.later), "text": edit.after},
        "same_forms": edit.same_forms,
        "transposed": edit.transposed,
    }
