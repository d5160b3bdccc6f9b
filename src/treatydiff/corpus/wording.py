"""Wording: the words that differ between two clauses, as a comparison of two texts finds them."""

from __future__ import annotations

from functools import lru_cache

from attrs import frozen

from treatydiff.alignment.multiple import segments_of_two
from treatydiff.model.passages import Passage
from treatydiff.tokenization import Tokens, tokenize


@frozen
class WordChange:
    """Words of the one clause in whose place the other has others.

    Attributes:
        before: the earlier words as written, without the white space around them; empty where words came in.
        after: the later words; empty where words went out.

    Example:
        >>> str(WordChange("five", "ten")), str(WordChange("", "mutual"))
        ('[-five-]{+ten+}', '{+mutual+}')
    """

    before: str
    after: str

    def __str__(self) -> str:
        return f"[-{self.before}-]" * bool(self.before) + f"{{+{self.after}+}}" * bool(self.after)


@lru_cache(maxsize=5_000)
def word_changes(earlier: str, later: str) -> tuple[WordChange, ...]:
    """The words that differ between two clauses, in order, a phrase at a time.

    Words are aligned as in `treatydiff.compare`; words of one form, such as "Pact" and "pact", do not differ.

    Example:
        >>> [str(change) for change in word_changes("It lasts five years.", "It lasts for ten years.")]
        ['[-five-]{+for ten+}']
    """
    ours, theirs = _tokens(earlier), _tokens(later)
    if ours.n == theirs.n:
        return ()
    return tuple(
        WordChange(ours.written(*segment.ranges[0]).strip(), theirs.written(*segment.ranges[1]).strip())
        for segment in segments_of_two(ours.n, theirs.n)
        if not segment.constant
    )


@lru_cache(maxsize=5_000)
def _tokens(text: str) -> Tokens:
    return tokenize(Passage(text))
