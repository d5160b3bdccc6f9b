"""Ribbons: bands of colour that join what corresponds in two columns, as SVG paths.

A gutter is 100 units wide and 100 a row. A ribbon is as tall as its rows at both ends; its waist is as tall as the
share of words that both have. What has no counterpart is a stub that ends, or begins, at a bar.
"""

from __future__ import annotations

from attrs import frozen

WIDTH = 100
"""Units of a gutter from column to column, and of a row from its top to the next."""
_AIR = 4
_STUB = 36
_DEPTH = (35, 65)
_BAR = (26, 74)
_BRACKET = 26


def ribbon(left: int, right: int, *, kept: int = 100) -> str:
    """The path of a ribbon.

    Args:
        left: the row of its left end, from 0.
        right: the row of its right end.
        kept: how many of a hundred words both ends have.

    Example:
        >>> ribbon(0, 0, kept=50)
        'M0 4C24 4 32 27 50 27S76 4 100 4V96C76 96 68 73 50 73S24 96 0 96Z'
    """
    return between(_edges(left), _edges(right), (0, WIDTH), kept=kept)


def between(left: tuple[int, int], right: tuple[int, int], across: tuple[int, int], *, kept: int = 100) -> str:
    """The path of a ribbon between stretches of any height.

    Args:
        left: from where to where its left end reaches, from above.
        right: the same of its right end.
        across: where its left and its right end stand.
        kept: how many of a hundred words both ends have.

    Example:
        >>> between((0, 20), (10, 20), (50, 150))
        'M50 0C74 0 82 5 100 5S126 10 150 10V20C126 20 118 19 100 19S74 20 50 20Z'
    """
    (top, bottom), (over, under), (start, end) = left, right, across
    middle = (top + bottom + over + under) // 4
    half = max(1, (bottom - top + under - over) * kept // 400)
    high, low = middle - half, middle + half
    near, before, centre, after, beyond = (start + (end - start) * part // WIDTH for part in (24, 32, 50, 68, 76))
    return (
        f"M{start} {top}C{near} {top} {before} {high} {centre} {high}S{beyond} {over} {end} {over}"
        f"V{under}C{beyond} {under} {after} {low} {centre} {low}S{near} {bottom} {start} {bottom}Z"
    )


@frozen
class Stub:
    """What joins a provision to nothing.

    Attributes:
        body: the path of its surface.
        bar: the path of the bar at its end.
    """

    body: str
    bar: str


def stub(row: int, *, out: bool) -> Stub:
    """What has no counterpart: from the left column to a bar where it went out, from a bar to the right else.

    Example:
        >>> stub(0, out=True).bar
        'M36 26V74'
    """
    top, bottom = _edges(row)
    base = row * WIDTH
    near, far = base + _DEPTH[0], base + _DEPTH[1]
    # The curve runs along the column for 16 units and reaches the depth of the bar at 14.
    edge, tip, first, second = (0, _STUB, 16, 14) if out else (WIDTH, WIDTH - _STUB, 84, 86)
    return Stub(
        f"M{edge} {top}C{first} {top} {second} {near} {tip} {near}V{far}"
        f"C{second} {far} {first} {bottom} {edge} {bottom}Z",
        f"M{tip} {base + _BAR[0]}V{base + _BAR[1]}",
    )


def bracket(row: int, *, out: bool) -> str:
    """About what the other text says nothing: a bracket, to be drawn dashed.

    Example:
        >>> bracket(0, out=True)
        'M0 6H26V94H0'
    """
    edge, tip = (0, _BRACKET) if out else (WIDTH, WIDTH - _BRACKET)
    return f"M{edge} {row * WIDTH + 6}H{tip}V{row * WIDTH + 94}H{edge}"


def leaving(row: int, *, out: bool, down: bool) -> str:
    """A ribbon to a place too far off to be drawn: it narrows to an arrow, down or up the gutter.

    Example:
        >>> leaving(0, out=True, down=True)
        'M0 4C28 4 44 40 44 78H54L40 98L26 78H36C36 70 28 96 0 96Z'
    """
    top, bottom = _edges(row)
    base = row * WIDTH

    def x(units: int) -> int:
        return units if out else WIDTH - units

    def y(units: int) -> int:
        return base + (units if down else WIDTH - units)

    first, last = (top, bottom) if down else (bottom, top)
    return (
        f"M{x(0)} {first}C{x(28)} {first} {x(44)} {y(40)} {x(44)} {y(78)}H{x(54)}L{x(40)} {y(98)}"
        f"L{x(26)} {y(78)}H{x(36)}C{x(36)} {y(70)} {x(28)} {last} {x(0)} {last}Z"
    )


def _edges(row: int) -> tuple[int, int]:
    return row * WIDTH + _AIR, (row + 1) * WIDTH - _AIR
