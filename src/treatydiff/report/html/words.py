"""Words: a clause as it runs, with what changed in it and what stands in or over it marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from attrs import frozen

from treatydiff.collation import VariationUnit
from treatydiff.comparison import Change
from treatydiff.model.addresses import Address
from treatydiff.model.passages import Correction, Gap, Highlight, PageBreak, Passage, Span
from treatydiff.model.witnesses import Witness
from treatydiff.report.html.build import Html, joined, tag


@frozen
class Marked:
    """Words of a clause that another text does not have so.

    Attributes:
        span: the words, as a range of code points of the clause.
        out: whether they are the earlier text's, and went out; else they came in.
        tokens: the words as a change's address names them: "2-4".
        transposed: whether they stand elsewhere in the other text.
        alike: whether they differ in writing only.
    """

    span: Span
    out: bool
    tokens: str
    transposed: bool = False
    alike: bool = False


def marked(
    change: Change, units: Iterable[VariationUnit], witness: Witness, *, out: bool
) -> Iterator[tuple[Address, Marked]]:
    """The words of one side of a change that differ, by clause; by provision where they are its title's.

    Args:
        change: a change of what has a counterpart.
        units: where its words are aligned.
        witness: the side's text.
        out: whether it is the earlier one.
    """
    tokens = [token for unit in units if (read := unit.of(witness.siglum)) for token in read.tokens]
    places = [0]
    for token in tokens:
        places.append(places[-1] + len(token))
    text = "".join(tokens)
    addresses = change.address.earlier if out else change.address.later
    starts = [0]
    for address in addresses:
        starts.append(starts[-1] + len(passage_at(witness, address).text))
    for phrase, edit in change.phrases():
        first, last = edit.earlier if out else edit.later
        start = places[first]
        stop = start + len(text[start : places[last]].rstrip())
        said = str(phrase).rpartition("@")[2]
        for n, address in enumerate(addresses):
            low, high = max(start, starts[n]), min(stop, starts[n + 1])
            if low < high:
                span = Span(low - starts[n], high - starts[n])
                yield address, Marked(span, out, said, edit.transposed, edit.same_forms)


def passage_at(witness: Witness, address: Address) -> Passage:
    """A clause, or the title of a provision."""
    if address.clause is not None:
        return witness.clause(address)
    return witness.provision(address).heading or Passage("")


def running(passage: Passage, marks: Sequence[Marked] = ()) -> Html:
    """A clause's words.

    Args:
        passage: the clause.
        marks: what in it differs from a text to the left or to the right.

    Example:
        >>> running(Passage("ten years"), [Marked(Span(0, 3), out=True, tokens="1-1")]).source
        '<del data-a="1-1">ten</del> years'
    """
    text = passage.text
    cuts = {0, len(text)}
    for span in (*(mark.span for mark in marks), *(mark.span for mark in passage.marks)):
        cuts |= {span.start, span.stop}
    places = sorted(cuts)
    empty: dict[int, list[Html]] = {}
    for mark in passage.marks:
        if isinstance(mark, Gap):
            empty.setdefault(mark.span.start, []).append(tag("span", f"[{_noted(mark)}]", class_="gap"))
        elif isinstance(mark, PageBreak) and mark.page:
            shown = tag("span", f"|p. {mark.page}|", class_="pb")
            empty.setdefault(mark.span.start, []).append(shown)
    parts: list[Html | str] = []
    for start, stop in zip(places, [*places[1:], len(text)], strict=True):
        parts += empty.get(start, [])
        if start < stop:
            parts.append(_piece(text[start:stop], start, passage, marks))
    return joined(parts)


def _piece(text: str, at: int, passage: Passage, marks: Iterable[Marked]) -> Html | str:
    piece: Html | str = text
    for mark in reversed(passage.marks):
        if mark.span.start <= at < mark.span.stop:
            if isinstance(mark, Highlight):
                piece = tag("em", piece, class_="ul" if mark.rend == "underline" else None)
            elif isinstance(mark, Correction):
                piece = tag("span", piece, class_="rs")
    for edit in marks:
        if edit.span.start <= at < edit.span.stop:
            kind = "tr" if edit.transposed else "al" if edit.alike else None
            piece = tag("del" if edit.out else "ins", piece, class_=kind, data_a=edit.tokens)
    return piece


def _noted(gap: Gap) -> str:
    return gap.note or gap.reason or "gap"


def remarks(passage: Passage, language: str | None) -> Html | None:
    """What a reader must know of a clause's words: which are restored or set off, and by whom.

    Args:
        passage: the clause.
        language: its language, where that is not the page's.
    """
    said: dict[str, list[Html]] = {}
    for mark in passage.marks:
        if isinstance(mark, Correction):
            by = f" by {mark.resp}" if mark.resp else ""
            pair = f"{mark.sic} → {mark.span.of(passage.text).strip()}"
            said.setdefault(f"restored{by}: ", []).append(tag("span", pair, lang=language))
        elif isinstance(mark, Highlight) and mark.resp:
            words = mark.span.of(passage.text).strip()
            said.setdefault(f"set off by {mark.resp}: ", []).append(tag("span", words, lang=language))
    parts = [joined([who, joined(pairs, ", ")]) for who, pairs in said.items()]
    return tag("p", joined(parts, "; "), class_="sm", lang=language and "en") if parts else None


def damages(witness: Witness) -> list[str]:
    """What words of a text were restored after, each source once."""
    marks = (mark for _, clause in witness.clauses() for mark in clause.marks)
    return list(dict.fromkeys(mark.source for mark in marks if isinstance(mark, Correction) and mark.source))
