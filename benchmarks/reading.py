"""How time and memory grow with what a reader is given, for shapes made to be hard on it.

    python benchmarks/reading.py                       all shapes, of 1, 2 and 4 MB
    python benchmarks/reading.py --only md docx        those of two formats
    python benchmarks/reading.py --sizes 1 8

Each is read in a process of its own. *Times* is the peak of its memory above what it had before, over the size of
the text, unpacked; *bound* the same over what is allowed: 20 times its size and 32 MiB; *growth* the time of
the processor for the largest that was read over that for the smallest, over the same of their sizes: 1.0 is linear.
Marked with ``!``: more than the bound allows; and a growth over 1.6, where there is more than a second to be
measured. The exit code is 1 where there is one. Last comes the worst of all.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from document_building import docx, pdf
from treatydiff.readers.density import BESIDES, TIMES

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
    "txt numbers": lambda size: _numbered(size, "{n}.\n").encode(),
    "txt points": lambda size: _filled("(a) b\n", size).encode(),
    "txt dashes": lambda size: _filled("- b\n", size).encode(),
    "txt headings": lambda size: _numbered(size, "Article {n}\n\na\n\n").encode(),
    "txt clauses": lambda size: _filled("The A shall b; ", size).encode(),
    "txt pages": lambda size: _numbered(size, "- {n} -\n\f").encode(),
    "txt marks": lambda size: _numbered(size, "{{article {n}}}\na\n").encode(),
    "txt Japanese": lambda size: _filled("両締約国は平和を維持する。\n", size).encode(),
    "txt Shift-JIS": lambda size: _filled("両締約国は平和を維持する。\n", size * 3 // 2).encode("shift_jis"),
    "md marks": lambda size: _filled("*a* ", size).encode(),
    "md links": lambda size: _filled("[a](b) ", size).encode(),
    "md numbers": lambda size: _filled("1. a\n", size).encode(),
    "md rules": lambda size: _filled("|-", size).encode(),
    "md escapes": lambda size: ("# T\n\n" + _filled("\\*", size)).encode(),
    "md brackets": lambda size: _filled("[", size).encode(),
    "md stars": lambda size: _filled("**", size).encode(),
    "md items": lambda size: _filled("- a\n", size).encode(),
    "md quotes": lambda size: _filled("> a\n", size).encode(),
    "md table": lambda size: ("| a | b |\n|---|---|\n" + _filled("| a | b |\n", size)).encode(),
    "md notes": lambda size: _numbered(size, "a[^{n}]\n\n[^{n}]: b\n\n").encode(),
    "html marks": lambda size: ("<html><body>" + _filled("<b>a</b> ", size)).encode(),
    "html paragraphs": lambda size: ("<html><body>" + _filled("<p>a", size)).encode(),
    "html looks": lambda size: ("<html><body>" + _filled("<b>a</b><i>b</i>", size)).encode(),
    "html items": lambda size: ("<html><body><ol>" + _filled("<li>a", size)).encode(),
    "html numbers": lambda size: ("<html><body>" + _filled("<p>(a) b", size)).encode(),
    "html breaks": lambda size: ("<html><body><p>" + _filled("1.<br>", size)).encode(),
    "html pictures": lambda size: ("<html><body>a" + _filled("<img alt=a>", size)).encode(),
    "html references": lambda size: ("<html><body><p>" + _filled("&amp;", size)).encode(),
    "html attributes": lambda size: ("<html><body>" + _filled("<a b='", size)).encode(),
    "html table": lambda size: ("<html><body><table>" + _filled("<tr><td>a<td>b", size)).encode(),
    "html notes": lambda size: ("<html><body><p>" + _filled("a<sup>1</sup> ", size)).encode(),
    "tei articles": lambda size: _tei(
        _numbered(size, f"<div type='article' n='{{n}}'><head>Article {{n}}</head><p>{_ARTICLE}</p></div>")
    ),
    "tei marks": lambda size: _tei("<p>" + _filled("<hi>a</hi> ", size) + "</p>"),
    "tei heads": lambda size: _tei(_numbered(size, "<head>Article {n}</head><p>a</p>")),
    "tei items": lambda size: _tei(
        "<div type='article' n='1'><list>" + _filled("<item>a</item>", size) + "</list></div>"
    ),
    "tei attributes": lambda size: _tei("<p>a" + _filled("<hi a='' b='' c='' d='' e='' f=''/>", size) + "</p>"),
    "tei clauses": lambda size: _tei("<div type='article' n='1'><p>" + _filled("a b; ", size) + "</p></div>"),
    "tei words": lambda size: _tei("<p>" + _filled("<w>a</w> ", size) + "</p>"),
    "tei corrections": lambda size: _tei(
        "<p>" + _filled("<choice><sic>a</sic><corr>b</corr></choice> ", size) + "</p>"
    ),
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
    "akn points": lambda size: _akn(
        "<article>" + _numbered(size, "<point><num>{n}</num><content><p>a</p></content></point>") + "</article>"
    ),
    "akn breaks": lambda size: _akn(
        "<article><content><p>" + _filled("a<eol/>", size) + "</p></content></article>"
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
    "tota paragraphs": lambda size: (
        "<treaty><body><article number='Article 1'>" + _filled("(a) b\n\n", size) + "</article></body></treaty>"
    ).encode(),
    "tota short": lambda size: (
        "<treaty><body>" + _numbered(size, "<article number='Article {n}'>a</article>") + "</body></treaty>"
    ).encode(),
    "tota one article": lambda size: (
        "<treaty><body><article number='Article 1'>" + _filled(_ARTICLE, size) + "</article></body></treaty>"
    ).encode(),
    "docx paragraphs": lambda size: docx(_filled("<w:p><w:r><w:t>a</w:t></w:r></w:p>", size), compressed=False),
    "docx runs": lambda size: docx("<w:p>" + _filled("<w:r><w:t>a</w:t></w:r>", size) + "</w:p>", compressed=False),
    "docx words": lambda size: docx(
        "<w:p>"
        + _filled(
            "<w:r w:rsidR='00AB12CD'><w:rPr><w:rFonts w:ascii='Times New Roman' w:hAnsi='Times New Roman'/>"
            "<w:lang w:val='en-GB'/></w:rPr><w:t xml:space='preserve'>Parties </w:t></w:r>",
            size,
        )
        + "</w:p>",
        compressed=False,
    ),
    "docx looks": lambda size: docx(
        "<w:p>" + _filled("<w:r><w:rPr><w:b/></w:rPr><w:t>a</w:t></w:r><w:r><w:t>b</w:t></w:r>", size) + "</w:p>",
        compressed=False,
    ),
    "docx breaks": lambda size: docx(
        "<w:p><w:r>" + _filled("<w:t>(a) b</w:t><w:br/>", size) + "</w:r></w:p>", compressed=False
    ),
    "docx numbers": lambda size: docx(
        _numbered(size, "<w:p><w:r><w:t>Article {n}</w:t></w:r></w:p>"), compressed=False
    ),
    "docx clauses": lambda size: docx(
        f"<w:p><w:r><w:t>{_filled('a b; ', size)}</w:t></w:r></w:p>", compressed=False
    ),
    "docx empty": lambda size: docx(_filled("<w:p/>", size), compressed=False),
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
    """In this process: seconds of the processor, and bytes above what it had before."""
    from treatydiff.errors import TreatyDiffError
    from treatydiff.readers import read_bytes

    kind = shape.partition(" ")[0]
    name = f"a.{kind if kind in ('txt', 'md', 'html', 'docx', 'pdf') else 'xml'}"
    small, data = SHAPES[shape](2_000), SHAPES[shape](size)
    with contextlib.suppress(TreatyDiffError):
        read_bytes(small, name=name)  # what is imported on the way is no part of it
    how = "read"
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = resource.getrusage(resource.RUSAGE_SELF).ru_utime
    try:
        read_bytes(data, name=name)
    except TreatyDiffError as error:
        how = error.what
    return {
        "seconds": resource.getrusage(resource.RUSAGE_SELF).ru_utime - began,
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
    head = "".join(f"{size / 1e6:>8g} MB {'times':>6} {'bound':>5}" for size in sizes)
    print(f"{'shape':18}{head} {'growth':>7}")
    bad = 0
    worst = (0.0, "")
    for shape in SHAPES:
        if arguments.only and shape not in arguments.only and shape.partition(" ")[0] not in arguments.only:
            continue
        marked, share = _row(shape, sizes)
        bad += marked
        worst = max(worst, (share, shape))
    print(f"the worst: {worst[1]}, {worst[0]:.2f} of what is allowed")
    return 1 if bad else 0


def _row(shape: str, sizes: list[int]) -> tuple[bool, float]:
    """Print a row; whether it is marked, and the most that it took of what is allowed."""
    cells, bad, refused, most = "", False, "", 0.0
    read: list[tuple[int, float]] = []
    for size in sizes:
        command = [sys.executable, __file__, "--one", shape, str(size)]
        try:
            done = subprocess.run(command, capture_output=True, check=True, timeout=_SECONDS)
        except subprocess.TimeoutExpired:
            print(f"{shape:18}{cells}  over {_SECONDS} s !", flush=True)
            return True, most
        found = json.loads(done.stdout)
        times = found["bytes"] / size
        share = found["bytes"] / (TIMES * size + BESIDES)
        most = max(most, share)
        bad |= share > 1
        if found["how"] == "read":
            read.append((size, found["seconds"]))
        else:
            refused = f"  {size / 1e6:g} MB: {found['how']}"
        cells += f"{found['seconds']:>9.2f} s {times:>6.1f} {share:>5.2f}"
    grown = "-"
    if len(read) > 1:
        growth = (read[-1][1] / read[0][1]) / (read[-1][0] / read[0][0])
        bad |= growth > MOST_GROWTH and read[-1][1] > 1
        grown = f"{growth:.2f}"
    print(f"{shape:18}{cells} {grown:>7}{' !' if bad else ''}{refused}", flush=True)
    return bad, most


if __name__ == "__main__":
    sys.exit(main())
