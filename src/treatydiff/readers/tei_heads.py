"""Heads and numbers of TEI provisions: what is printed over one, its title, and what it counts as."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from treatydiff.errors import InputError
from treatydiff.model.kinds import KINDS
from treatydiff.model.numbers import Number, value_of
from treatydiff.model.passages import PageBreak, Passage
from treatydiff.model.provisions import Label
from treatydiff.readers.labels import number_in, printed_number, unit_word
from treatydiff.readers.tei_context import Reading, name_in, shortly
from treatydiff.readers.tei_words import is_exact, read_passage
from treatydiff.readers.xml import attribute, tag_of, words_of

HEADS = frozenset({"head", "label"})
"""Elements that stand over a provision."""

_PARTIES = frozenset({"org", "person", "personGrp", "place", "orgName", "persName", "name"})
_TITLES = frozenset({"title", "sub", "subtitle"})


def read_heads(
    node: etree._Element, heads: Sequence[etree._Element], reading: Reading, *, depth: int
) -> tuple[Label | None, Passage | None]:
    """Label and title of a provision: its heads by their types, else the first and the others.

    An untyped head is a title where the provision has its number from ``@n`` and the head neither prints a
    number nor names a unit.
    """
    label: Label | None = None
    title: Passage | None = None
    for head in heads:
        kind = attribute(head, "type").casefold()
        titled = kind in _TITLES or (kind != "label" and label is not None)
        if not titled and kind != "label":
            words = words_of(head)
            titled = (
                bool(attribute(node, "n")) and not number_in(words) and not unit_word(words) and not _supplied(head)
            )
        if not titled and label is None:
            label = _label(head, reading, depth)
        elif title is None:
            title = read_passage(head, reading, depth=depth)
        else:
            more = read_passage(head, reading, depth=depth)
            reading.note(f"<{tag_of(head)}> was joined to the title before it: {shortly(more.text)}", head)
            title = Passage(f"{title.text} {more.text}".strip(), title.marks)
    return label, title


def _supplied(head: etree._Element) -> list[etree._Element]:
    """The `supplied` elements of a head that hold all its words; none where some words are the document's."""
    inside = list(head.iterchildren("{*}supplied"))
    all_words = "".join(words_of(head).split())
    return inside if inside and "".join("".join(words_of(one).split()) for one in inside) == all_words else []


def _label(head: etree._Element, reading: Reading, depth: int) -> Label:
    with reading.source.at(head):
        passage = read_passage(head, reading, depth=depth)
        # A label keeps no marks: a page that begins in it begins with the next words.
        reading.breaks.extend(mark for mark in passage.marks if isinstance(mark, PageBreak))
        supplied = _supplied(head)
        resp = next((names for one in supplied if (names := reading.names(one, "resp"))), "")
        return Label(passage.text, bool(supplied), resp)


def read_number(
    node: etree._Element, kind: str, heads: Sequence[etree._Element], label: Label | None, reading: Reading
) -> Number | None:
    """The number of a provision: ``@n``, else ``num`` in its head, else what an untyped head prints.

    Raises:
        InputError: ``@n`` and ``num/@value`` are different numbers.
    """
    # Where all else stands as written, so does a number.
    printed = str(node.get("n") or "") if attribute(node, "n") and is_exact(node) else attribute(node, "n")
    nums = [num for head in heads for num in head.iterdescendants("{*}num") if attribute(num, "value")]
    if KINDS[kind].numbered is None:
        if printed:
            reading.note(f"the number {printed} of a unit of kind {kind} was left aside", node)
        return None
    if not nums:
        # A head that is marked as a label leaves nothing to be guessed.
        marked = any(attribute(head, "type") == "label" for head in heads)
        shown = number_in(label.text) if label and not marked else None
        if printed and shown and value_of(printed) != value_of(shown):
            reading.note(f"@n is {printed}, and the head prints {shown}", node)
        chosen = printed or shown
        return Number(chosen) if chosen else None
    value = attribute(nums[0], "value")
    if printed and value_of(printed) != value_of(value):
        raise InputError(
            f"found n={printed!r} on <{tag_of(node)}> and value={value!r} on the <num> in its head",
            expected="one number",
            todo="mend the one that is wrong",
        ).at(reading.source.name, *reading.source.place(nums[0]))
    shown = printed_number(words_of(nums[0]))
    return Number(printed or (shown if shown and value_of(shown) == value_of(value) else value))


def read_party(node: etree._Element, reading: Reading) -> str:
    """For whom a part of the signatures stands: the names of the parties that ``@corresp`` points to.

    Raises:
        InputError: a pointer into this file leads nowhere.
    """
    pointers = [pointer for pointer in attribute(node, "corresp").split() if pointer.startswith("#")]
    targets = [reading.target(pointer, node) for pointer in pointers]
    return "; ".join(name_in(target) for target in targets if tag_of(target) in _PARTIES)
