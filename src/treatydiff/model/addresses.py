"""Addresses: the one parser and printer of the names by which provisions and changes are cited.

An address is a path of printed numbers from the outside in: ``P/3:1`` is the first clause of Article 3 of
witness P, ``T/1/2:1`` of Article 1, paragraph 2, ``X/ch2/12.3/1/a:2`` of a point in a chapter that numbers
anew. Units without a number go by kind, counted where there are several: ``P/closing``, ``L/body/p2``.
Characters with a meaning of their own are percent-escaped.

The same address as an XML name (``xml:id``, HTML anchor) joins its levels by ``-``: ``P-3-c1``. Address to
id and back is a bijection. A change is named by what it joins: ``M/3:1..P/3:1``, ``K/III..`` where nothing
answers, ``M/1:3..D/body:2+D/body:3`` for a split, ``...@2-4`` for words within.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property, lru_cache
from urllib.parse import unquote

from attrs import field, frozen

from treatydiff.errors import AddressError
from treatydiff.model.kinds import KINDS
from treatydiff.model.passages import check_characters

_NUMBERED = frozenset(kind.numbered for kind in KINDS.values() if kind.numbered)
"""Words that a number as printed may follow."""
_NAMED = {kind.unnumbered: kind.counted for kind in KINDS.values()}
"""Words that stand for a unit without a number, and whether a count always follows."""
_BY_LENGTH = sorted({*_NUMBERED, *_NAMED}, key=lambda word: (-len(word), word))

_SIGLUM = re.compile(r"[^\W\d][\w.\-]*")
_ID_KEPT = re.compile(
    r"[0-9A-Za-z.\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff\u0391-\u03a1\u03a3-\u03a9\u03b1-\u03c9"
    r"\u0401\u0410-\u044f\u0451\u0621-\u063a\u0641-\u064a\u3041-\u3094\u30a1-\u30fa\u4e00-\u9fa5\uac00-\ud7a3]"
)
"""Characters that stay in an id: digits, the full stop, and letters that every XML 1.0 parser takes."""
_CLAUSE_MARK = re.compile(r"c[0-9]{1,9}")
_DIGITS = re.compile(r"[1-9][0-9]{0,8}")
_MOST = 10**9 - 1
"""The highest clause or word: counts have nine digits at most, since Python reads no endless ones."""


@lru_cache(maxsize=1024)  # an address is made for every clause, of few witnesses
def is_siglum(text: str) -> bool:
    """Whether `text` can be a siglum: an XML name without a colon.

    Example:
        >>> is_siglum("K40"), is_siglum("40K"), is_siglum("draft 1")
        (True, False, False)
    """
    return bool(_SIGLUM.fullmatch(text)) and all(_ID_KEPT.match(char) or char in "-_" for char in text)


def siglum_from(name: str) -> str:
    """A siglum made from any name, such as a file's: what an XML name cannot hold becomes ``_``.

    Example:
        >>> siglum_from("2nd draft")
        '_2nd_draft'
    """
    cleaned = "".join(char if _ID_KEPT.match(char) or char in "-_" else "_" for char in name) or "_"
    return cleaned if is_siglum(cleaned) else f"_{cleaned}"


def _opening_word(text: str) -> str:
    """The word that opens a step as written, unescaped; empty where a bare number stands alone."""
    for word in _BY_LENGTH:
        if text.startswith(word):
            rest = text[len(word) :]
            if word in _NUMBERED and rest:
                return word
            if word in _NAMED and (_DIGITS.fullmatch(rest) if rest else not _NAMED[word]):
                return word
    return ""


@frozen(repr=False, cache_hash=True)
class Step:
    """One level of an address.

    Attributes:
        word: the kind as addresses write it (``ch``, ``closing``, ``p``), or empty where the number alone
            says it, as for articles, paragraphs and points.
        number: the number as printed, or the count among unnumbered siblings, or empty.

    Raises:
        AddressError: the step is empty, its word is none that addresses use, or its number has a character
            that XML cannot hold.

    Example:
        >>> str(Step("ch", "2")), str(Step("", "3")), str(Step("closing"))
        ('ch2', '3', 'closing')
    """

    word: str = ""
    number: str = ""

    def __attrs_post_init__(self) -> None:
        if self.word and self.word not in _BY_LENGTH:
            raise AddressError(
                f"found the unit {self.word!r} in an address",
                expected="one of " + ", ".join(sorted(_BY_LENGTH)),
            )
        if not self.word and not self.number:
            raise AddressError("found an empty level in an address", expected="a number or a kind of unit")
        check_characters(self.number, "a number in an address", error=AddressError)
        # An escape at the number's first character can keep a word and a number apart, but not a word and a count.
        escapable = self.word in _NUMBERED and self.number
        if self.word and not escapable and _opening_word(self.word + self.number) != self.word:
            raise AddressError(
                f"found {self.word!r} with {self.number!r} in an address", expected="a count such as 2"
            )

    def __str__(self) -> str:
        return _written(self.word, self.number, as_id=False)

    def __repr__(self) -> str:
        return f"Step({self.word!r}, {self.number!r})"

    @property
    def as_id(self) -> str:
        """The step inside an XML name."""
        return _written(self.word, self.number, as_id=True)


@lru_cache(maxsize=1 << 14)  # most numbers of a treaty stand in many addresses, and each is written many times
def _written(word: str, number: str, *, as_id: bool) -> str:
    """A step with its number escaped so that reading gives the same word and number back."""
    escape, forced = (_hex, _hex_always) if as_id else (_percent, _percent_always)
    plain = word + number
    mistaken = _opening_word(plain) != word or (as_id and bool(_CLAUSE_MARK.fullmatch(plain)))
    if mistaken and number:
        return word + forced(number[0]) + escape(number[1:])
    return word + escape(number)


def _step(written: str, unescape: Callable[[str], str], where: str) -> Step:
    word = _opening_word(written)
    rest = written[len(word) :]
    if not word and not rest:
        raise AddressError(f"found an empty level in the address {where!r}", expected="a number or a kind of unit")
    return Step(word, unescape(rest))


def _percent_always(text: str) -> str:
    return "".join(f"%{byte:02X}" for byte in text.encode())


@lru_cache(maxsize=1024)  # a witness' siglum stands in each of its addresses
def _percent(text: str) -> str:
    """Escape what addresses use themselves: white space, ``/ : % @ + ,`` and dots that could look like ``..``."""
    return "".join(
        char
        if char.isalnum() or char in "-_()'~!*°º" or (char == "." and not _edge(text, place))
        else _percent_always(char)
        for place, char in enumerate(text)
    )


def _edge(text: str, place: int) -> bool:
    """Whether a character stands at the beginning or end, or beside a full stop."""
    return place in (0, len(text) - 1) or text[place - 1] == "." or text[place + 1] == "."


def _percent_undo(text: str) -> str:
    if re.search(r"%(?![0-9A-Fa-f]{2})", text):
        raise AddressError(f"found a lone '%' in {text!r}", expected="two hexadecimal digits after it")
    try:
        return unquote(text, errors="strict")
    except UnicodeDecodeError:
        raise AddressError(f"found escapes in {text!r} that are no UTF-8") from None


def _hex_always(text: str) -> str:
    return "".join(f"_{ord(char):x}_" for char in text)


def _hex(text: str) -> str:
    """Escape all but letters, digits and full stops, and those at an edge, which part ids that are joined."""
    return "".join(
        char if _ID_KEPT.match(char) and not (char == "." and _edge(text, place)) else _hex_always(char)
        for place, char in enumerate(text)
    )


def _hex_undo(text: str) -> str:
    if re.search(r"_(?![0-9a-f]{1,6}_)", re.sub(r"_[0-9a-f]{1,6}_", "", text)):
        raise AddressError(f"found a lone '_' in the id part {text!r}", expected="escapes such as _2d_")
    try:
        return re.sub(r"_([0-9a-f]{1,6})_", lambda found: chr(int(found[1], 16)), text)
    except (ValueError, OverflowError):
        raise AddressError(f"found an escape in {text!r} that is no character") from None


_RESERVED = re.compile(r"[a-z]")
"""One small letter opens ids of other things (``u-`` is the apparatus), so such a siglum is escaped."""


@lru_cache(maxsize=1024)
def _siglum_id(siglum: str) -> str:
    if _RESERVED.fullmatch(siglum):
        return _hex_always(siglum)
    return _hex(siglum)


@frozen(repr=False)
class Address:
    """Where a provision or clause stands: a citable name that does not depend on any run.

    Attributes:
        siglum: the witness.
        steps: the levels from the outside in; empty for the whole witness.
        clause: the clause's position in its provision, counted from 1; ``None`` for the provision itself.

    Raises:
        AddressError: the siglum is no XML name, or the clause is not counted from 1.

    Example:
        >>> address = Address.parse("X/ch2/12.3/1/a:2")
        >>> address.clause, str(address.parent), address.as_id
        (2, 'X/ch2/12.3/1/a', 'X-ch2-12.3-1-a-c2')
        >>> Address.from_id("X-ch2-12.3-1-a-c2") == address
        True
    """

    siglum: str
    steps: tuple[Step, ...] = ()
    clause: int | None = None
    # Kept, and given out by a plain method: a comparison looks up addresses half a million times.
    _hash: int = field(init=False, eq=False, repr=False)

    @_hash.default
    def _hashed(self) -> int:
        return hash((self.siglum, self.steps, self.clause))

    def __hash__(self) -> int:
        return self._hash

    def __reduce__(self) -> tuple[type[Address], tuple[str, tuple[Step, ...], int | None]]:
        # Hashes of strings differ from process to process, so a kept one must stay behind.
        return Address, (self.siglum, self.steps, self.clause)

    def __attrs_post_init__(self) -> None:
        if not is_siglum(self.siglum):
            raise AddressError(
                f"found {self.siglum!r} as a siglum",
                expected="an XML name: a letter, then letters, digits, . - _",
            )
        if self.clause is not None and not (1 <= self.clause <= _MOST and self.steps):
            raise AddressError(
                f"found clause {self.clause} in {self.siglum}", expected="clauses of a provision, from 1"
            )

    @classmethod
    def parse(cls, text: str) -> Address:
        """Read an address such as ``P/3:1``.

        Raises:
            AddressError: the text is no address.
        """
        path, colon, clause = text.partition(":")
        if colon and not _DIGITS.fullmatch(clause):
            raise AddressError(f"found {clause!r} after ':' in {text!r}", expected="a clause's number, from 1")
        siglum, *levels = path.split("/")
        return cls(
            _percent_undo(siglum),
            tuple(_step(level, _percent_undo, text) for level in levels),
            int(clause) if colon else None,
        )

    @classmethod
    def from_id(cls, identifier: str) -> Address:
        """Read an ``xml:id`` or HTML anchor made by `as_id`.

        Raises:
            AddressError: no address gives this id.
        """
        levels = identifier.split("-")
        clause = None
        if len(levels) > 2 and _CLAUSE_MARK.fullmatch(levels[-1]):
            if levels[-1][1:].startswith("0"):
                raise AddressError(f"found {levels[-1]!r} in the id {identifier!r}", expected="clauses from 1")
            clause = int(levels.pop()[1:])
        address = cls(
            _hex_undo(levels[0]), tuple(_step(level, _hex_undo, identifier) for level in levels[1:]), clause
        )
        if address.as_id != identifier:
            raise AddressError(f"found the id {identifier!r}, which no address gives", expected=address.as_id)
        return address

    @cached_property
    def as_id(self) -> str:
        """The address as an XML name: ``P-3-c1``."""
        if self.clause is not None:
            return f"{self.parent.as_id}-c{self.clause}"
        return f"{self.parent.as_id}-{self.steps[-1].as_id}" if self.steps else _siglum_id(self.siglum)

    @cached_property
    def parent(self) -> Address:
        """The provision of a clause, or what a provision stands in; the witness is its own parent."""
        if self.clause is not None:
            return Address(self.siglum, self.steps)
        return Address(self.siglum, self.steps[:-1])

    @property
    def around(self) -> tuple[Address, ...]:
        """This place and all that it stands in, the innermost first; the witness is left out.

        Example:
            >>> [str(place) for place in Address.parse("X/ch2/3:1").around]
            ['X/ch2/3:1', 'X/ch2/3', 'X/ch2']
        """
        found = []
        place = self
        while place.steps:
            found.append(place)
            place = place.parent
        return tuple(found)

    def child(self, step: Step) -> Address:
        """The address of a provision inside this one."""
        return self._known_to_hold(Address(self.siglum, (*self.steps, step)))

    def of_clause(self, number: int) -> Address:
        """The address of a clause of this provision, counted from 1."""
        return self._known_to_hold(Address(self.siglum, self.steps, number))

    def _known_to_hold(self, inner: Address) -> Address:
        if self.clause is None:
            # Otherwise each of a provision's clauses would make an address of the same provision anew.
            object.__setattr__(inner, "parent", self)
        return inner

    def is_in(self, other: Address) -> bool:
        """Whether this is ``other`` or stands inside it."""
        if self.siglum != other.siglum or self.steps[: len(other.steps)] != other.steps:
            return False
        return other.clause is None or (self.steps == other.steps and self.clause == other.clause)

    def __str__(self) -> str:
        # Escaped only in sigla whose full stops could be read as the two of a change's address.
        path = "/".join([_percent(self.siglum), *map(str, self.steps)])
        return path if self.clause is None else f"{path}:{self.clause}"

    def __repr__(self) -> str:
        return f"Address({str(self)!r})"


_RANGE = re.compile(r"(\+?)([0-9]{1,9})-([0-9]{1,9})")


@frozen(repr=False)
class ChangeAddress:
    """What a change is cited by: the provisions it joins, never its place in a run.

    Attributes:
        earlier: addresses in the earlier text, in its order; empty where it has no counterpart.
        later: the same for the later text.
        tokens: the words within, as a range of tokens, counted from 1, both ends included; or ``None``.
        tokens_of_later: whether that range counts the later text's tokens, because the earlier has none.

    Raises:
        AddressError: both sides are empty; the range runs backwards, or is said to be the later text's
            where there is none.

    Example:
        >>> change = ChangeAddress.parse("M/1:3..D/body:2+D/body:3@2-4")
        >>> [str(address) for address in change.later], change.tokens
        (['D/body:2', 'D/body:3'], (2, 4))
        >>> str(ChangeAddress((Address.parse("K/III"),), ()))
        'K/III..'
    """

    earlier: tuple[Address, ...]
    later: tuple[Address, ...]
    tokens: tuple[int, int] | None = None
    tokens_of_later: bool = False

    def __attrs_post_init__(self) -> None:
        if not self.earlier and not self.later:
            raise AddressError("found a change that joins nothing", expected="an address on one side at least")
        if self.tokens is not None and not 1 <= self.tokens[0] <= self.tokens[1] <= _MOST:
            raise AddressError(f"found the range of words {self.tokens}", expected="first and last, from 1")
        if self.tokens_of_later and self.tokens is None:
            raise AddressError("found no range of words that could be the later text's", expected="a range")

    @classmethod
    def parse(cls, text: str) -> ChangeAddress:
        """Read a change's address such as ``M/3:1..P/3:1@2-4``.

        Raises:
            AddressError: the text is no address of a change.
        """
        sides, at, words = text.partition("@")
        earlier, dots, later = sides.partition("..")
        if not dots:
            raise AddressError(f"found {text!r}", expected="two sides with '..' between them, such as A/1..B/1")
        tokens = None
        found = _RANGE.fullmatch(words)
        if at and not found:
            raise AddressError(f"found {words!r} after '@' in {text!r}", expected="a range of words such as 2-4")
        if found:
            tokens = (int(found[2]), int(found[3]))
        left, right = (
            tuple(Address.parse(part) for part in side.split("+")) if side else () for side in (earlier, later)
        )
        return cls(left, right, tokens, bool(found and found[1]))

    @property
    def inverse(self) -> ChangeAddress:
        """The same change read in the other direction; a range of words does not carry over."""
        return ChangeAddress(self.later, self.earlier)

    def __str__(self) -> str:
        sides = "..".join("+".join(map(str, side)) for side in (self.earlier, self.later))
        if self.tokens is None:
            return sides
        return f"{sides}@{'+' if self.tokens_of_later else ''}{self.tokens[0]}-{self.tokens[1]}"

    def __repr__(self) -> str:
        return f"ChangeAddress({str(self)!r})"
