"""Numbers that Word prints and does not write: rendered from its definitions of lists.

Source: ECMA-376, Office Open XML File Formats, part 1, 17.9 (numbering) and 17.18.59 (number formats).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from attrs import field, frozen
from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PLACE = re.compile(r"%([1-9])")
_MOST = 1_000_000
_ONES = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen".split()
_ONES += "seventeen eighteen nineteen".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_ORDINALS = {"one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth"}
_ORDINALS |= {"twelve": "twelfth"}
_LETTERS = {
    "Letter": "abcdefghijklmnopqrstuvwxyz",
    "russian": "абвгдежзиклмнопрстуфхцчшщыэюя",
}
_IDEOGRAPHS = "〇一二三四五六七八九"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


@frozen
class Level:
    """One level of a list.

    Attributes:
        form: Word's name for the form of its numbers: ``decimal``, ``upperRoman``.
        text: what is printed, with ``%1`` for the number of the first level, and so on.
        start: the first number.
        restart: the level whose numbers begin this one's anew, from 1; 0 for never, ``None`` for any above.
        legal: whether all numbers in it are printed in digits.
        style: the paragraph style that belongs to it; may be empty.
    """

    form: str = "decimal"
    text: str = ""
    start: int = 1
    restart: int | None = None
    legal: bool = False
    style: str = ""


@frozen
class ListForm:
    """How one list numbers: its levels, by depth from 0.

    Attributes:
        counted: the list that it counts on with.
        levels: the levels.
        begins: numbers with which this list begins anew, by level.
    """

    counted: str
    levels: Mapping[int, Level]
    begins: Mapping[int, int]

    def level_of(self, style: str) -> int:
        """The level that belongs to a paragraph style; 0 where none does."""
        return next((depth for depth, level in self.levels.items() if level.style == style), 0)


@frozen(eq=False)
class Counter:
    """Counts the paragraphs of all lists while a document is read once from its beginning.

    Attributes:
        forms: the lists, by Word's ``numId``.
    """

    forms: Mapping[str, ListForm]
    _counts: dict[str, dict[int, int]] = field(factory=dict)
    _begun: set[str] = field(factory=set)

    def label(self, identifier: str, depth: int) -> str:
        """What is printed before the next paragraph of a list at this depth; empty for bullets and no list."""
        form = self.forms.get(identifier)
        if form is None or depth not in form.levels:
            return ""
        counts = self._counts.setdefault(form.counted, {})
        if identifier not in self._begun:
            self._begun.add(identifier)
            for level, begin in form.begins.items():
                counts[level] = begin - 1
        for level in range(depth):
            counts.setdefault(level, form.levels.get(level, Level()).start)
        here = form.levels[depth]
        counts[depth] = counts[depth] + 1 if depth in counts else here.start
        for level in [level for level in counts if level > depth]:
            restart = form.levels.get(level, Level()).restart
            if restart is None or 0 < depth + 1 <= restart:
                del counts[level]
        if here.form in ("bullet", "none"):
            return "" if here.form == "bullet" else _PLACE.sub("", here.text).strip()

        def printed(match: re.Match[str]) -> str:
            level = int(match[1]) - 1
            other = form.levels.get(level, Level())
            return number(counts.get(level, other.start), "decimal" if here.legal else other.form)

        return _PLACE.sub(printed, here.text).strip()


def list_forms(root: etree._Element) -> dict[str, ListForm]:
    """The lists of a document, by ``numId``, from its part ``numbering.xml``."""
    abstract = {str(node.get(f"{W}abstractNumId")): node for node in root.iterchildren(f"{W}abstractNum")}
    by_style = {
        str(link.get(f"{W}val")): node
        for node in abstract.values()
        if (link := node.find(f"{W}styleLink")) is not None
    }
    found = {}
    for num in root.iterchildren(f"{W}num"):
        counted = value(num, "abstractNumId")
        node = abstract.get(counted)
        if node is not None and (link := node.find(f"{W}numStyleLink")) is not None:
            node = by_style.get(str(link.get(f"{W}val")), node)
        levels = {} if node is None else _levels(node)
        begins = {}
        for override in num.iterchildren(f"{W}lvlOverride"):
            depth = whole(override.get(f"{W}ilvl"), 0)
            levels |= _levels(override)
            if override.find(f"{W}startOverride") is not None:
                begins[depth] = whole(value(override, "startOverride"), 1)
        found[str(num.get(f"{W}numId"))] = ListForm(counted, levels, begins)
    return found


def _levels(node: etree._Element) -> dict[int, Level]:
    found = {}
    for lvl in node.iterchildren(f"{W}lvl"):
        restart = value(lvl, "lvlRestart")
        found[whole(lvl.get(f"{W}ilvl"), 0)] = Level(
            value(lvl, "numFmt") or "decimal",
            value(lvl, "lvlText"),
            whole(value(lvl, "start"), 1),
            whole(restart, 0) if restart else None,
            lvl.find(f"{W}isLgl") is not None and value(lvl, "isLgl") not in ("0", "false"),
            value(lvl, "pStyle"),
        )
    return found


def value(node: etree._Element, name: str) -> str:
    """What a child of an element says in its ``w:val``; empty where there is no such child."""
    child = node.find(f"{W}{name}")
    return "" if child is None else str(child.get(f"{W}val") or "")


def whole(text: object, otherwise: int) -> int:
    """A number of an attribute; another where it is none, or none that Word would count to."""
    written = str(text or "").strip()
    return int(written) if re.fullmatch(r"[0-9]{1,6}", written) else otherwise


def number(count: int, form: str) -> str:
    """A number in one of Word's forms; in digits where the form is not known here.

    Example:
        >>> [number(14, form) for form in ("upperRoman", "lowerLetter", "ordinalText", "chineseCounting")]
        ['XIV', 'n', 'fourteenth', '十四']
    """
    count = min(count, _MOST)
    match form:
        case "decimalZero":
            return f"{count:02d}"
        case "upperRoman" | "lowerRoman" if 0 < count < 4000:
            return _roman(count) if form == "upperRoman" else _roman(count).lower()
        case "upperLetter" | "lowerLetter" | "russianUpper" | "russianLower" if count > 0:
            letters = _LETTERS["russian" if form.startswith("russian") else "Letter"]
            # After z come aa, bb, as Word counts.
            printed = letters[(count - 1) % len(letters)] * min((count - 1) // len(letters) + 1, 9)
            return printed.upper() if form in ("upperLetter", "russianUpper") else printed
        case "ordinal" if count > 0:
            ends = {1: "st", 2: "nd", 3: "rd"}
            return f"{count}{'th' if 10 < count % 100 < 14 else ends.get(count % 10, 'th')}"
        case "cardinalText" | "ordinalText" if 0 < count < 100:
            return _worded(count, ordinal=form == "ordinalText")
        case "ideographDigital" | "japaneseDigitalTenThousand":
            return "".join(_IDEOGRAPHS[int(digit)] for digit in str(count))
        case (
            "chineseCounting"
            | "chineseCountingThousand"
            | "japaneseCounting"
            | "koreanCounting"
            | "taiwaneseCounting"
            | "taiwaneseCountingThousand"
        ) if 0 < count < 10000:
            return _ideographic(count)
        case "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" if 0 < count <= len(_CIRCLED):
            return _CIRCLED[count - 1]
        case _:
            return str(count)


def _roman(count: int) -> str:
    signs = (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL")
    out = ""
    for worth, letters in (*signs, (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        out += letters * (count // worth)
        count %= worth
    return out


def _worded(count: int, *, ordinal: bool) -> str:
    tens, ones = divmod(count, 10) if count >= 20 else (0, count)
    words = [_TENS[tens - 2]] * bool(tens) + [_ONES[ones - 1]] * bool(ones)
    if ordinal:
        last = words[-1]
        words[-1] = _ORDINALS.get(last, f"{last[:-1]}ieth" if last.endswith("y") else f"{last}th")
    return "-".join(words)


def _ideographic(count: int) -> str:
    out = ""
    for worth, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, count = divmod(count, worth)
        if digit:
            out += (_IDEOGRAPHS[digit] if digit > 1 or worth in (1, 100, 1000) or out else "") + sign
        elif out and count and not out.endswith("〇"):
            out += "〇"
    return out
