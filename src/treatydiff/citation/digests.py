"""Digests: a few characters by which a reader sees whether the words cited are the words before them.

What is hashed is words alone, in a canonical form that can be made with any tool:

* the words as written of the headings and clauses cited, in text order, clauses of one provision joined as they are
  and everything else by a space; no labels, no numbers, no marks, no notes, no apparatus;
* each run of white space (Unicode's ``White_Space``) as one space, none at either end: where lines break in a file,
  and to which clause the space between two belongs, is nobody's wording;
* letters as written, without Unicode normalization, which would take one ideograph for another;
* each address cited on a line of its own; for a change, the earlier text's lines, a line ``..``, the later text's;
* as UTF-8, without a newline at the end.

The digest is ``sha256:`` and the first 16 hexadecimal digits, 64 bits, of its SHA-256 (FIPS 180-4). Two different
passages share one with odds of 1 to 1.8e19; among a million different passages any two do with odds of about 1 to
37 million. It is there against slips and silent revision: who sets out to forge two passages with one digest can.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

from treatydiff.model.addresses import Address
from treatydiff.model.provisions import Provision
from treatydiff.model.witnesses import Witness

PREFIX = "sha256:"
"""What opens a digest: the algorithm."""
_LENGTH = 16
DIGEST = re.compile(rf"{PREFIX}[0-9a-f]{{{_LENGTH}}}(?![0-9A-Za-z])")
"""A digest as it is written."""
BETWEEN = ".."
"""The line between the two sides of a change, as in its address."""


def canonical(text: str) -> str:
    r"""Words in the form that is hashed: one space for each run of white space, none at the ends.

    Example:
        >>> canonical(" It lasts\n  five years. ")
        'It lasts five years.'
    """
    return " ".join(text.split())


def words_of(witness: Witness, address: Address) -> str:
    """The words at an address in the form that is hashed: of a clause, a provision with its headings, or all.

    Raises:
        UnknownError: nothing stands there.

    Example:
        >>> from treatydiff.model.passages import Passage
        >>> from treatydiff.model.provisions import Provision
        >>> text = Witness("A", (Provision("body", (Passage("It  lasts "), Passage("five years."))),))
        >>> words_of(text, Address.parse("A/body"))
        'It lasts five years.'
    """
    if address.clause is not None:
        return canonical(witness.clause(address).text)
    provisions = (witness.provision(address),) if address.steps else witness.provisions
    return canonical(" ".join(part for provision in provisions for part in _words(provision)))


def _words(provision: Provision) -> Iterable[str]:
    for inner in provision.walk():
        yield inner.heading.text if inner.heading else ""
        yield "".join(clause.text for clause in inner.clauses)


def digest(lines: Iterable[str]) -> str:
    """The digest of lines of words, each as `words_of` gives it, or `BETWEEN`.

    Example:
        >>> digest(["It lasts five years."])
        'sha256:77bb70d5397e21c0'
    """
    found = hashlib.sha256("\n".join(lines).encode())
    return PREFIX + found.hexdigest()[:_LENGTH]
