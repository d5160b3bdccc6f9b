"""How time and memory grow with what a reader is given, for shapes made to be hard on it.

    python benchmarks/reading.py                       all shapes, of 1, 2 and 4 MB
    python benchmarks/reading.py --only md docx        those of two formats
    python benchmarks/reading.py --sizes 1 8

Each is read in a process of its own. *Times* is the peak of its memory above what it had before, over the size of
the text, unpacked; *growth* the time for the largest that was read over that for the smallest, over the same of
their sizes: 1.0 is linear. Marked with ``!``: more than 20 times its size and more than 150 MB; and a growth over
1.6, where there is more than a second to be measured. The exit code is 1 where there is one.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from document_building import docx, pdf

MOST_MEMORY, ANYHOW = 20, 150_000_000
MOST_GROWTH = 1.6
_SECONDS = 120
_ARTICLE = "The Parties shall keep the peace and shall consult each other. It binds their allies, too.\n"


def _filled(piece: str, size: int) -> str:
    return piece * (size // len(piece.encode()) + 1)


def _numbered(size: int, form: str) -> str:
    """Articles that count from 1; `form` has a place for the number."""
    length = len(form.format(n=9_999).encode())
    return "".join(form.format(n=number) for number in range(1, size // length + 2))


def _tei(body: str) -> bytes:
    return f"<TEI><text><body>{body}</body></text></TEI>".encode()


def _akn(body: str) -> bytes:
    return f"<akomaNtoso><act><body>{body}</body></act></akomaNtoso>".encode()


def _pages(size: int) -> bytes:
    lines = [f"Line {number} of a page of a treaty between the Parties." for number in range(45)]
    page = sum(len(line) for line in lines)
    return pdf([lines] * (size // page + 1), compressed=True)


SHAPES: dict[str, Callable[[int], bytes]] = {
    "txt articles": lambda size: _numbered(size, "Article {n}\n\n" + _ARTICLE + "\n").encode(),
    "txt one line": lambda size: _filled("The Parties keep peace. ", size).encode(),
    "txt one word": lambda size: _filled("x", size).encode(),
    "txt short lines": lambda size: _filled("a\n\n", size).encode(),
    "txt Japanese": lambda size: _filled("両締約国は平和を維持する。\n", size).encode(),
    "txt Shift-JIS": lambda size: _filled("両締約国は平和を維持する。\n", size * 3 // 2).encode("shift_jis"),
    "md marks": lambda size: _filled("*a* ", size).encode(),
    "md links": lambda size: _filled("[a](b) ", size).encode(),
    "md brackets": lambda size: _filled("[", size).encode(),
    "md stars": lambda size: _filled("**", size).encode(),
    "md items": lambda size: _filled("- a\n", size).encode(),
    "md quotes": lambda size: _filled("> a\n", size).encode(),
    "md table": lambda size: ("| a | b |\n|---|---|\n" + _filled("| a | b |\n", size)).encode(),
    "md notes": lambda size: _numbered(size, "a[^{n}]\n\n[^{n}]: b\n\n").encode(),
    "html marks": lambda size: ("<html><body>" + _filled("<b>a</b> ", size)).encode(),
    "html paragraphs": lambda size: ("<html><body>" + _filled("<p>a", size)).encode(),
    "html references": lambda size: ("<html><body><p>" + _filled("&amp;", size)).encode(),
    "html attributes": lambda size: ("<html><body>" + _filled("<a b='", size)).encode(),
    "html table": lambda size: ("<html><body><table>" + _filled("<tr><td>a<td>b", size)).encode(),
    "html notes": lambda size: ("<html><body><p>" + _filled("a<sup>1</sup> ", size)).encode(),
    "tei articles": lambda size: _tei(
        _numbered(size, f"<div type='article' n='{{n}}'><head>Article {{n}}</head><p>{_ARTICLE}</p></div>")
    ),
    "tei marks": lambda size: _tei("<p>" + _filled("<hi>a</hi> ", size) + "</p>"),
    "tei notes": lambda size: _tei("<p>" + _filled("a<note>n</note> ", size) + "</p>"),
    "tei breaks": lambda size: _tei("<p>" + _filled("a<pb/>", size) + "</p>"),
    "tei paragraphs": lambda size: _tei(_filled("<p>a</p>", size)),
    "tei readings": lambda size: _tei(
        "<p>" + _filled("<app><lem wit='#A'>a</lem><rdg wit='#B'>b</rdg></app> ", size) + "</p>"
    ),
    "akn articles": lambda size: _akn(
        _numbered(size, f"<article><num>Article {{n}}</num><content><p>{_ARTICLE}</p></content></article>")
    ),
    "akn marks": lambda size: _akn(
        "<article><content><p>" + _filled("<i>a</i> ", size) + "</p></content></article>"
    ),
    "akn notes": lambda size: _akn(
        "<article><content><p>"
        + _filled("a<authorialNote><p>n</p></authorialNote> ", size)
        + "</p></content></article>"
    ),
    "tota articles": lambda size: (
        "<treaty><body>"
        + _numbered(size, f"<article number='Article {{n}}'>{_ARTICLE}</article>")
        + "</body></treaty>"
    ).encode(),
    "tota one article": lambda size: (
        "<treaty><body><article number='Article 1'>" + _filled(_ARTICLE, size) + "</article></body></treaty>"
    ).encode(),
    "docx paragraphs": lambda size: docx(_filled("<w:p><w:r><w:t>a</w:t></w:r></w:p>", size), compressed=False),
    "docx runs": lambda size: docx("<w:p>" + _filled("<w:r><w:t>a</w:t></w:r>", size) + "</w:p>", compressed=False),
    "docx changes": lambda size: docx(
        "<w:p>" + _filled("<w:ins><w:r><w:t>a </w:t></w:r></w:ins>", size) + "</w:p>", compressed=False
    ),
    "docx one run": lambda size: docx(f"<w:p><w:r><w:t>{_filled('a ', size)}</w:t></w:r></w:p>", compressed=False),
    "docx table": lambda size: docx(
        "<w:tbl>" + _filled("<w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc></w:tr>", size) + "</w:tbl>",
        compressed=False,
    ),
    "pdf pages": _pages,
}
"""What is read: by format and shape, of so many bytes unpacked."""


def _measure(shape: str, size: int) -> dict[str, float | str]:
    """In this process: seconds, and bytes above what it had before."""
    from treatydiff.errors import TreatyDiffError
    from treatydiff.readers import read_bytes

    kind = shape.partition(" ")[0]
    name = f"a.{kind if kind in ('txt', 'md', 'html', 'docx', 'pdf') else 'xml'}"
    small, data = SHAPES[shape](2_000), SHAPES[shape](size)
    with contextlib.suppress(TreatyDiffError):
        read_bytes(small, name=name)  # what is imported on the way is no part of it
    how = "read"
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.perf_counter()
    try:
        read_bytes(data, name=name)
    except TreatyDiffError as error:
        how = error.what
    return {
        "seconds": time.perf_counter() - began,
        "bytes": (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024,
        "how": how,
    }


def main() -> int:
    """Measure, and print a row for each shape."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=float, nargs="+", default=[1, 2, 4], metavar="MB")
    parser.add_argument("--only", nargs="+", metavar="FORMAT", help="formats, or whole names of shapes")
    parser.add_argument("--one", nargs=2, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.one:
        print(json.dumps(_measure(arguments.one[0], int(arguments.one[1]))))
        return 0
    sizes = [int(size * 1_000_000) for size in arguments.sizes]
    head = "".join(f"{size / 1e6:>8g} MB {'times':>6}" for size in sizes)
    print(f"{'shape':18}{head} {'growth':>7}")
    bad = 0
    for shape in SHAPES:
        if arguments.only and shape not in arguments.only and shape.partition(" ")[0] not in arguments.only:
            continue
        bad += _row(shape, sizes)
    return 1 if bad else 0


def _row(shape: str, sizes: list[int]) -> bool:
    cells, bad, refused = "", False, ""
    read: list[tuple[int, float]] = []
    for size in sizes:
        command = [sys.executable, __file__, "--one", shape, str(size)]
        try:
            done = subprocess.run(command, capture_output=True, check=True, timeout=_SECONDS)
        except subprocess.TimeoutExpired:
            print(f"{shape:18}{cells}  over {_SECONDS} s !", flush=True)
            return True
        found = json.loads(done.stdout)
        times = found["bytes"] / size
        bad |= times > MOST_MEMORY and found["bytes"] > ANYHOW
        if found["how"] == "read":
            read.append((size, found["seconds"]))
        else:
            refused = f"  {size / 1e6:g} MB: {found['how']}"
        cells += f"{found['seconds']:>9.2f} s {times:>6.1f}"
    grown = "-"
    if len(read) > 1:
        growth = (read[-1][1] / read[0][1]) / (read[-1][0] / read[0][0])
        bad |= growth > MOST_GROWTH and read[-1][1] > 1
        grown = f"{growth:.2f}"
    print(f"{shape:18}{cells} {grown:>7}{' !' if bad else ''}{refused}", flush=True)
    return bad


if __name__ == "__main__":
    sys.exit(main())
