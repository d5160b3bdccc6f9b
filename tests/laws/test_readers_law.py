"""Law 10 for readers: no input, however broken, ends in anything but a transcript or a TreatyDiffError."""

from __future__ import annotations

from pathlib import Path

from hypothesis import event, example, given
from hypothesis import strategies as st

from treatydiff.errors import TreatyDiffError
from treatydiff.readers import Transcript, read_bytes

TEXTS = Path(__file__).resolve().parents[2] / "texts"
SEEDS = [path.read_bytes() for path in sorted(TEXTS.glob("*.xml"))]

_NAMES = (
    "div ab p seg head label list item gap hi choice sic corr abbr expan persName pb lb note supplied num quote "
    "opener closer signed dateline salute trailer back front div1 table app del foo desc text body"
).split()
_ATTRIBUTES = (
    "type='article' type='clause' type='chapter' type='treaty' type='transcription' type='preamble' type='odd' "
    "type='title' "
    "n='1' n='VI' n='' n='/:' n='c1' n='%' value='1' value='x' resp='#a' resp='#x' resp='y' corresp='#a' "
    "corresp='#x' "
    "xml:id='a' xml:id='a-1' xml:space='preserve' xml:space='default' xml:lang='ru' break='no' source='#a' "
    "cert='low'"
).split()
_WORDS = st.sampled_from(
    ["x", " ", "\n  ", "One. Two; three.", "Article 3", "é", "\U0001f600", "(a)", "&amp;", "<!-- c -->"]
)


@st.composite
def _elements(draw: st.DrawFn, depth: int = 4) -> str:
    name = draw(st.sampled_from(_NAMES))
    attributes = {one.split("=")[0]: one for one in draw(st.lists(st.sampled_from(_ATTRIBUTES), max_size=3))}
    parts = st.one_of(_WORDS, _elements(depth - 1)) if depth else _WORDS
    inside = "".join(draw(st.lists(parts, max_size=4)))
    return f"<{' '.join([name, *attributes.values()])}>{inside}</{name}>"


@st.composite
def _mutated(draw: st.DrawFn) -> bytes:
    """One of our files with bytes cut out, put in, or doubled."""
    data = bytearray(draw(st.sampled_from(SEEDS)))
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(data)))
        stop = min(len(data), at + draw(st.integers(0, 40)))
        data[at:stop] = draw(st.one_of(st.binary(max_size=8), st.just(bytes(data[at:stop]) * 2)))
    return bytes(data)


@st.composite
def _swapped(draw: st.DrawFn) -> bytes:
    """One of our files, well-formed, with names and values exchanged."""
    text = draw(st.sampled_from(SEEDS)).decode()
    for _ in range(draw(st.integers(1, 6))):
        old = draw(
            st.sampled_from(
                ["article", "clause", "treaty", "<ab>", 'n="1"', 'value="1"', "#GJ", "1941", "draft", "seg"]
            )
        )
        new = draw(st.sampled_from(["", "x", "preamble", "<p>", 'n="2"', "#", "signatures", "\u2028", "p", "1 "]))
        text = text.replace(old, new, draw(st.integers(1, 3)))
    return text.encode()


_LINES = st.sampled_from(
    [
        *"Article 1|Article 2.|ARTICLE III|Article the Fourth|Art. 5 bis|CHAPTER I|Part Two|ANNEX A|1|2.|IV".split(
            "|"
        ),
        *"1. One.|2. Two|1) x|The Parties|the parties.|Done at X.|For the Government of X|Section 1 - Title".split(
            "|"
        ),
        *("", "", "\f", "\u2028", "\u0130\u0131", "Protocol", "Article 99999999999999999999"),
    ]
)


def _ends_well(data: bytes, name: str) -> None:
    found: Transcript | TreatyDiffError
    try:
        found = read_bytes(data, name=name)
    except TreatyDiffError as error:
        found = error
    if isinstance(found, TreatyDiffError):
        event(f"refused: {found.what[:14]}")
        assert found.file == name
        assert str(found).startswith(name)
        return
    event("read")
    assert found.witnesses
    # Once more: the same bytes give the same value.
    assert read_bytes(data, name=name) == found


@given(st.binary(max_size=200))
@example(b"\xff\xfe\x00")
@example(b"<")
@example(b"\xef\xbb\xbf<a/>")
def test_any_bytes(data: bytes) -> None:
    """Arbitrary bytes are read or refused with the file named."""
    _ends_well(data, "a.bin")


@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    """Arbitrary characters, whatever the reader takes them for, are read or refused."""
    _ends_well(text.encode("utf-8", "surrogatepass"), "a.txt")


@given(st.lists(_LINES, max_size=25), st.sampled_from(["\n", "\r\n", "\n\n"]))
def test_any_lines_of_a_treaty(lines: list[str], end: str) -> None:
    """Headings, numbers and formulas in any order are read or refused."""
    _ends_well(end.join(lines).encode(), "a.txt")


@given(st.lists(_elements(), max_size=4), st.sampled_from(["", " xml:space='preserve'"]))
def test_any_tei(parts: list[str], space: str) -> None:
    """Well-formed TEI of any elements in any places is read or refused."""
    _ends_well(
        f"<TEI xmlns:xml='http://www.w3.org/XML/1998/namespace'><text{space}><body>{''.join(parts)}</body></text></TEI>".encode(),
        "a.xml",
    )


@given(_mutated())
def test_damaged_files(data: bytes) -> None:
    """Our own files with bytes lost, added or doubled are read or refused."""
    _ends_well(data, "a.xml")


@given(_swapped())
def test_files_that_say_other_things(data: bytes) -> None:
    """Our own files with names and values exchanged are read or refused."""
    _ends_well(data, "a.xml")
