"""Locators: which part of a text, as a reference names it."""

from __future__ import annotations

from treatydiff.model.addresses import Address
from treatydiff.model.provisions import Provision
from treatydiff.model.witnesses import Witness

_SHORT = {
    "part": "pt.",
    "book": "bk.",
    "title": "tit.",
    "chapter": "ch.",
    "section": "sec.",
    "subsection": "subsec.",
    "article": "art.",
    "paragraph": "para.",
    "division": "div.",
}
"""How references shorten kinds of provisions; other kinds are written out."""


def locator(witness: Witness, addresses: tuple[Address, ...]) -> str:
    """Which part of a text is cited: the numbers as printed, counts and supplied numbers in brackets.

    Raises:
        UnknownError: the text has no such part.

    Example:
        >>> from treatydiff.model.numbers import Number
        >>> from treatydiff.model.passages import Passage
        >>> point = Provision("point", (Passage("It lasts. "), Passage("It ends.")), number=Number("a"))
        >>> witness = Witness("A", (Provision("article", (), (point,), number=Number("VI")),))
        >>> locator(witness, (Address.parse("A/VI/a:1"),))
        'art. VI, point a, cl. 1'
        >>> locator(witness, (Address.parse("A/VI/a:1"), Address.parse("A/VI/a:2")))
        'art. VI, point a, cl. 1 and 2'
    """
    first = addresses[0]
    above = first.parent
    alike = (
        one.steps and one.parent == above and (one.clause is None) == (first.clause is None) for one in addresses
    )
    if len(addresses) > 1 and all(alike):
        before = _path(witness, above, further=True)
        if first.clause is not None:
            return ", ".join([*before, "cl. " + " and ".join(str(address.clause) for address in addresses)])
        named = " and ".join(_named(witness.provision(address), address) for address in addresses)
        return ", ".join([*before, named])
    paths = (", ".join(_path(witness, address)) for address in addresses)
    return " and ".join(path for path in paths if path)


def _path(witness: Witness, address: Address, *, further: bool = False) -> list[str]:
    """The levels of an address in words; `further` where more follows them."""
    levels = [Address(address.siglum, address.steps[: depth + 1]) for depth in range(len(address.steps))]
    provisions = [(witness.provision(level), level) for level in levels]
    last = len(provisions) - 1
    # That a letter's or declaration's words stand in its body goes without saying where more is said.
    named = [
        _named(provision, level)
        for depth, (provision, level) in enumerate(provisions)
        if provision.kind != "body" or (depth == last and address.clause is None and not further)
    ]
    return named if address.clause is None else [*named, f"cl. {address.clause}"]


def _named(provision: Provision, address: Address) -> str:
    word = _SHORT.get(provision.kind, provision.kind)
    if provision.number is None:
        count = address.steps[-1].number
        return f"{word} [{count}]" if count else provision.kind
    supplied = provision.label is not None and provision.label.supplied
    printed = " ".join(provision.number.printed.split())
    return f"{word} [{printed}]" if supplied else f"{word} {printed}"
