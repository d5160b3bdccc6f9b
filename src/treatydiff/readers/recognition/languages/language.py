"""What is known of a language: the columns of the table."""

from __future__ import annotations

from attrs import field, frozen


@frozen
class Language:
    """What one language calls the parts of a treaty: all that a reader of plain text knows of it.

    Attributes:
        name: BCP 47's first subtag.
        units: kinds of provisions and the words for them, as headings have them, parted by spaces; `_` in a
            word is a space; a full stop at its end may be missing.
        numerals: number words from 1 upwards, parted by spaces; `/` parts several words for one number.
        preambles: what stands over a preamble.
        finals: what stands over final provisions.
        closings: how the closing begins.
        signings: how a line among the signatures begins.
        recitals: how a recital begins.
        leading: words that lead on: a line that ends with one is not at its end, and neither is a title.
        abbreviations: words whose full stop ends nothing.
        closing_abbreviations: those of them that may be the last word of a sentence: a capital after them tells.
        numbered_abbreviations: those that are words as well: a number after them tells.
        modals: words that titles do not have, and provisions do.
        joining: words that join one statement to another.
        obliging: verbs that oblige; what begins with a hyphen is an ending of the future, in which the language
            lays down duties. Where there are none, no comma parts statements.
        counter: for languages that write 第N条: what stands before the number.
        counted: for these, kinds and the characters after the number.
        counting_on: for these, what joins a second number ("第二条之一").
    """

    name: str
    units: dict[str, str] = field(factory=dict)
    numerals: str = ""
    preambles: str = ""
    finals: str = ""
    closings: tuple[str, ...] = ()
    signings: tuple[str, ...] = ()
    recitals: tuple[str, ...] = ()
    leading: str = ""
    abbreviations: str = ""
    closing_abbreviations: str = ""
    numbered_abbreviations: str = ""
    modals: str = ""
    joining: str = ""
    obliging: str = ""
    counter: str = ""
    counted: dict[str, str] = field(factory=dict)
    counting_on: str = ""
