"""A trace in the terminal: the life of a provision, witness by witness in time order.

Each step has its words with their addresses; what changed since the witnesses before, a line for each change with
the words that differ; and what is said of it. An annotation that speaks of several steps is told at the last of
them, and named at the others.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from treatydiff.annotation import Contradictions
from treatydiff.comparison import Change
from treatydiff.model.links import Flag, Relation
from treatydiff.report.remarks import render_remark, responsible
from treatydiff.report.screen import Piece, Screen, Tone
from treatydiff.report.wording import WORDS, caution, cited, counted, described, enumerated, silence, told
from treatydiff.trace import Descent, State, Trace, TraceStep

_INDENT = "    "
_TIED = "\u00a0"
_TONES = {Relation.OMITTED: Tone.OMITTED, Relation.INSERTED: Tone.INSERTED}
_STATED = {
    "follows": "follows",
    "witnessTo": "is witness to",
    "separatedFrom": "was separated from",
    "modelledOn": "is modelled on",
    "becomes": "becomes",
}
"""Relations of witnesses, between the active side and the passive."""
_SILENT = {
    State.OMITTED: "no counterpart",
    State.NOT_YET: "no counterpart yet",
    State.NOT_TRANSMITTED: "not transmitted",
    State.SPOKEN_OF: "spoken of with it",
}


def render_trace(trace: Trace, *, screen: Screen = Screen()) -> str:  # noqa: B008 - a frozen value
    """A trace as text, lines ended by newlines.

    Args:
        trace: what to show.
        screen: where it is shown.

    Example:
        >>> from treatydiff.comparison import Comparison, compare
        >>> from treatydiff.model.dossiers import DossierRecord, Level
        >>> from treatydiff.model.passages import Passage
        >>> from treatydiff.model.provisions import Provision
        >>> from treatydiff.model.witnesses import Witness
        >>> from treatydiff.trace import trace
        >>> texts = {
        ...     siglum: Witness(siglum, (Provision("body", (Passage(f"It lasts {years} years."),)),))
        ...     for siglum, years in (("A", "five"), ("B", "ten"))
        ... }
        >>> def comparing(earlier: str, later: str, *, level: Level | None = None) -> Comparison:
        ...     return compare(texts[earlier], texts[later])
        >>> record = DossierRecord(witnesses=tuple(texts.values()))
        >>> print(render_trace(trace(record, "B/body", compare=comparing), screen=Screen(width=50)), end="")
        Trace of B/body in 2 texts
        <BLANKLINE>
        ── A ─────────────────────────────────── A/body ──
        en
        <BLANKLINE>
            A/body:1  It lasts five years.
        <BLANKLINE>
        ── B ─────────────────────────────────── B/body ──
        en
        <BLANKLINE>
            B/body:1  It lasts ten years.
        <BLANKLINE>
        From A/body
            ≈ A/body:1..B/body:1  reworded  [-five-]
                {+ten+}
    """
    view = _View(trace, screen)
    return "".join([*view.head(), *view.steps(), *view.foot()])


class _View:
    """Sets the steps of a trace."""

    def __init__(self, trace: Trace, screen: Screen) -> None:
        self.trace = trace
        self.screen = screen
        self.traced = trace.step(trace.address.siglum).witness
        self.usual = responsible(trace.annotations)
        self.contradictions = Contradictions.among(trace.annotations)
        self.told_at = {one.id: step.witness.siglum for step in trace for one in step.annotations}
        """The last step of which an annotation speaks."""

    def head(self) -> Iterator[str]:
        """What is traced, through how many texts, and what to know of them."""
        present = [step.witness for step in self.trace if step.state is State.PRESENT]
        yield self.screen.set(
            [(f"Trace of {self.trace.address}", Tone.STRONG), (f" in {counted(len(present), 'text')}", Tone.PLAIN)]
        )
        if warned := caution(*present):
            yield self._plain(warned)

    def steps(self) -> Iterator[str]:
        """The steps; those that are silent are named in the foot."""
        for step in self.trace:
            if step.state is State.NOT_TRANSMITTED and not step.annotations:
                continue
            yield from self._heading(step)
            yield from self._words(step)
            for descent in step.descents:
                yield from self._descent(step, descent)
            yield from self._said(step)

    def foot(self) -> Iterator[str]:
        """Which texts are silent, and why."""
        silent = [step.witness for step in self.trace if step.state is State.NOT_TRANSMITTED]
        if silent:
            yield "\n"
        for witness in silent:
            why = silence(witness, self.traced)
            said = f"{self.screen.sign('not transmitted')} {witness.siglum}  not transmitted: {why}."
            yield self.screen.set([(said, Tone.PLAIN)], indent=_INDENT)

    # A step

    def _heading(self, step: TraceStep) -> Iterator[str]:
        witness = step.witness
        left: list[Piece] = [(witness.siglum, Tone.STRONG)]
        left += [(f"  {witness.date}", Tone.STRONG)] if witness.date else []
        if step.state in _SILENT:
            left.append((f"  {_SILENT[step.state]}", Tone.PLAIN))
        yield "\n" + self.screen.rule(left, " + ".join(map(str, step.addresses)))
        if witness.title:
            yield self._plain(witness.title)
        about = "; ".join(filter(None, (described(evolve(witness, date=None)), cited(witness))))
        yield self.screen.set([(about, Tone.FAINT)])

    def _words(self, step: TraceStep) -> Iterator[str]:
        """The words, clause by clause."""
        clauses = [
            (address, clause)
            for address, clause in step.witness.clauses()
            if any(place.steps and address.is_in(place) for place in step.addresses)
        ]
        if clauses:
            yield "\n"
        for address, clause in clauses:
            words: list[Piece] = [(f"{address}  ", Tone.FAINT), (clause.read_out().strip(), Tone.PLAIN)]
            yield self.screen.set(words, first=_INDENT, indent=_INDENT * 2)
        for term in step.terms:
            quotes = ", ".join(f"“{target.quote.strip()}”" for target in term.targets if target.quote)
            yield self.screen.set(
                [(f"{term.term}: {term.value}", Tone.STRONG), (f"  {quotes}", Tone.FAINT)],
                first=_INDENT,
                indent=_INDENT * 2,
            )

    def _descent(self, step: TraceStep, descent: Descent) -> Iterator[str]:
        """How it came from one witness before."""
        yield "\n"
        ends = list(dict.fromkeys(end for link in descent.links for end in link.earlier))
        outer = [end for end in ends if not any(end != other and end.is_in(other) for other in ends)]
        left = f"From {enumerated(map(str, outer))}" if outer else f"Beside {descent.earlier}"
        yield self.screen.set([(left, Tone.STRONG), (self._stated(descent), Tone.PLAIN)], indent=_INDENT)
        for change in descent.changes:
            yield self._change(change)
        if not descent.changes:
            kept = descent.links[0].relation
            said = f"{self.screen.sign(kept.value)}{_TIED}{WORDS[kept]}"
            yield self.screen.set([(said, Tone.PLAIN)], first=_INDENT, indent=_INDENT * 2)

    def _stated(self, descent: Descent) -> str:
        said = []
        for relation in descent.stated:
            active, passive = (
                (descent.earlier, descent.later)
                if descent.earlier in relation.active
                else (descent.later, descent.earlier)
            )
            cert = f" (certainty: {relation.cert})" if relation.cert not in ("", "high") else ""
            note = f": {relation.note}" if relation.note else ""
            said.append(f"; {active} {_STATED[relation.name]} {passive}{cert}{note}")
        return "".join(said)

    def _change(self, change: Change) -> str:
        """A change in a line: its address, what it is, and the words that differ."""
        by_flags_alone = change.flags and not change.edits and change.relation is Relation.REWORDED
        names = [] if by_flags_alone else [(change.relation.value, WORDS[change.relation])]
        names += [(flag.value, told(flag.value)) for flag in change.flags]
        tone = _TONES.get(change.relation, Tone.STRONG)
        sign = (f"{self.screen.sign(names[0][0])}{_TIED}", tone)
        pieces: list[Piece] = [
            sign,
            (f"{change.address}  ", Tone.FAINT),
            (", ".join(n for _, n in names), Tone.PLAIN),
        ]
        if by_flags_alone and Flag.RENUMBERED in change.flags:
            pieces.append((f" {change.earlier} {self.screen.sign('->')} {change.later}", Tone.PLAIN))
        elif change.relation is Relation.OMITTED:
            pieces += [("  ", Tone.PLAIN), (change.earlier.strip(), Tone.OUT)]
        for number, edit in enumerate(change.edits):
            pieces.append((f" {self.screen.sign('ellipsis')} " if number else "  ", Tone.PLAIN))
            words = [(text.strip(), tone) for text, tone in ((edit.before, Tone.OUT), (edit.after, Tone.IN))]
            both = [piece for piece in words if piece[0]]
            pieces += [both[0], *(part for piece in both[1:] for part in ((" ", Tone.PLAIN), piece))]
        if change.link is not None and change.link.edited:
            by = [f"edited by {change.link.resp}" if change.link.resp else "edited"]
            by += [f"certainty: {change.link.cert}"] if change.link.cert not in ("", "high") else []
            by += [change.link.reason] if change.link.reason else []
            pieces.append((f" [{'; '.join(by)}]", Tone.FAINT))
        return self.screen.set(pieces, first=_INDENT, indent=_INDENT * 2)

    def _said(self, step: TraceStep) -> Iterator[str]:
        """What is said of it, in full where this is the last step of which it is said."""
        if step.annotations:
            yield "\n"
        for one in step.annotations:
            there = self.told_at[one.id]
            if there == step.witness.siglum:
                against = self.contradictions.of(one)
                yield render_remark(one, against=against, usual=self.usual, screen=self.screen, indent=_INDENT)
            else:
                about = " ".join(filter(None, (one.id, str(one.date or ""), one.kind)))
                yield self.screen.set([(f"* {about}: see {there}", Tone.FAINT)], first=_INDENT, indent=_INDENT * 2)

    def _plain(self, text: str) -> str:
        return self.screen.set([(text, Tone.PLAIN)])
