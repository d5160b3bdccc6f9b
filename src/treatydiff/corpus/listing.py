"""Listing: the tables of a corpus set for a person to read, the most telling rows of them."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from treatydiff.corpus.store import Corpus, Treaty
from treatydiff.corpus.tables import Table
from treatydiff.report.screen import Piece, Screen, Tone, table

SHOWN = 40
"""Rows, or clauses, of a table that are shown; its other forms have all of them."""
_SOURCES = 4
_NO_DATE = "no date"
_ORDERS = {"uncertain": "dates overlap", "unknown": "order unknown"}


_PLAIN = Screen()


def listed(corpus: Corpus, found: Table, *, asked: Treaty | None = None, screen: Screen = _PLAIN) -> str:
    """A table as lines: what it says, and below in words what was found.

    Args:
        corpus: the corpus.
        found: the table, as `treatydiff.corpus.related`, `borrowed` or `family` gives it.
        asked: the treaty that was asked for; the latter two have one.
        screen: what it is set for.

    Example:
        >>> from pathlib import Path
        >>> columns = {"earlier": str, "earlier_article": str, "later": str, "later_article": str}
        >>> rows = (("a.txt", "A/1", "b.txt", "B/2", "yes", 870),)
        >>> found = Table("corresponding articles", {**columns, "order": str, "per_mille": int}, rows)
        >>> print(listed(Corpus(Path(), (), (), ""), found), end="")
        alike  earlier  article  later  article
         87 %  a.txt    A/1      b.txt  B/2
        <BLANKLINE>
        1 pair of corresponding articles. alike: of the runs of three words that either
        has, how many both have.
    """
    if asked is not None:
        return (_family if "steps" in found.columns else _borrowed)(corpus, found, asked, screen)
    if "earlier_of" in found.columns:
        return _related(found, screen)
    return (_articles if "earlier_article" in found.columns else _clauses)(found, screen)


def _related(found: Table, screen: Screen) -> str:
    if not found.rows:
        return "No two treaties are related: none share five articles.\n"
    rows = [["articles", "earlier", "dated", "of", "later", "dated", "of", ""]]
    for row in _first(found):
        sides = [
            (row[side], row[f"{side}_date"] or _NO_DATE, str(row[f"{side}_of"])) for side in ("earlier", "later")
        ]
        rows.append([f"{row['articles']:,}", *sides[0], *sides[1], _ORDERS.get(row["order"], "")])
    return table(screen, rows, right=frozenset((0, 3, 6))) + _ended(
        found,
        "pair of related treaties",
        "pairs of related treaties",
        "articles: how many of each, at least, correspond to articles of the other; of: how many each has.",
        screen,
    )


def _articles(found: Table, screen: Screen) -> str:
    if not found.rows:
        return "No articles of two treaties correspond.\n"
    rows = [["alike", "earlier", "article", "later", "article", ""]]
    for row in _first(found):
        ends = (row["earlier"], row["earlier_article"], row["later"], row["later_article"])
        rows.append([_share(row), *ends, _ORDERS.get(row["order"], "")])
    about = "alike: of the runs of three words that either has, how many both have."
    return table(screen, rows, right=frozenset((0,))) + _ended(
        found, "pair of corresponding articles", "pairs of corresponding articles", about, screen
    )


def _clauses(found: Table, screen: Screen) -> str:
    if not found.rows:
        return "No clauses in corresponding articles are alike without being the same.\n"
    out = []
    for row in _first(found):
        said = f"{row['earlier_clause']} ({row['earlier']}), {row['later_clause']} ({row['later']}): {_share(row)}"
        order = _ORDERS.get(row["order"], "")
        out.append(screen.set([(said + (f", {order}" if order else ""), Tone.STRONG)], indent="  "))
        out.append(screen.set(_changed(row), first="  ", indent="  "))
    return "".join(out) + _ended(
        found, "pair of wordings", "pairs of wordings", "A wording is named where it stands first.", screen
    )


def _borrowed(corpus: Corpus, found: Table, asked: Treaty, screen: Screen) -> str:
    by_clause = [list(rows) for _, rows in groupby(found.records(), key=lambda row: row["clause"])]
    titles = {treaty.key: treaty.title or treaty.key for treaty in corpus.treaties}
    out = []
    for rows in by_clause[:SHOWN]:
        out.append(screen.set([(rows[0]["clause"], Tone.STRONG)]))
        out.append(screen.set([(rows[0]["text"], Tone.PLAIN)], first="  ", indent="  "))
        for row in rows[:_SOURCES]:
            dated = (row["date"] or _NO_DATE) + (" (dates overlap)" if row["order"] == "uncertain" else "")
            where = f"{dated}  {titles[row['source']]}  {row['source_clause']}  {_share(row)}  "
            out.append(screen.set([(where, Tone.FAINT), *_changed(row)], first="    ", indent="      "))
        if len(rows) > _SOURCES:
            out.append(f"    and {len(rows) - _SOURCES:,} more\n")
        out.append("\n")
    if len(by_clause) > SHOWN:
        out.append(f"... and {len(by_clause) - SHOWN:,} more clauses; -o FILE.csv has all.\n\n")
    said = (
        f"{len(by_clause):,} of {asked.clauses:,} clauses of {_called(asked)} stand, the same or alike, in "
        "treaties that are not later."
    )
    if not asked.date or any(not row["date"] for rows in by_clause for row in rows):
        said += " Which of two is the earlier is unknown where one has no date."
    return "".join(out) + screen.set([(said, Tone.PLAIN)])


def _family(_: Corpus, found: Table, asked: Treaty, screen: Screen) -> str:
    if len(found.rows) == 1:
        return screen.set([(f"No treaty shares five articles with {_called(asked)}.", Tone.PLAIN)])
    rows = [["dated", "treaty", "title", f"with {asked.siglum}", "nearest earlier"]]
    for row in found.records():
        if row["steps"] > 1 and len(found.rows) > SHOWN:
            continue
        shared = f"{row['shared']:,} articles" if row["shared"] else f"{row['steps']} steps"
        after = f"{row['after']} ({row['after_shared']:,})" if row["after"] else ""
        rows.append(
            [row["date"] or _NO_DATE, row["treaty"], row["title"], shared if row["steps"] else "itself", after]
        )
    left = len(found.rows) + 1 - len(rows)
    more = f"... and {left:,} more, related by way of these; -o FILE.csv has all.\n" if left else ""
    said = (
        f"{len(found.rows):,} treaties. With {asked.siglum}: how many articles correspond, or over how many "
        "relations it is reached. Nearest earlier: the treaty, earlier for certain, with which it shares most."
    )
    return table(screen, rows, flexible=2) + more + "\n" + screen.set([(said, Tone.PLAIN)])


def _first(found: Table) -> list[dict[str, Any]]:
    return [row for row, _ in zip(found.records(), range(SHOWN), strict=False)]


def _ended(found: Table, one: str, many: str, about: str, screen: Screen) -> str:
    """What stands below rows: how many there are in all, and what they say."""
    count = len(found.rows)
    left = f"... and {count - SHOWN:,} more; -o FILE.csv has all.\n" if count > SHOWN else ""
    return f"{left}\n" + screen.set([(f"{count:,} {one if count == 1 else many}. {about}", Tone.PLAIN)])


def _share(row: dict[str, Any]) -> str:
    return f"{row['per_mille'] // 10} %"


def _changed(row: dict[str, Any]) -> list[Piece]:
    """The words that differ."""
    pieces: list[Piece] = []
    for change in row["changes"]:
        pieces += [(" ... ", Tone.PLAIN)] if pieces else []
        pieces += [(change["before"], Tone.OUT)] if change["before"] else []
        pieces += [(" ", Tone.PLAIN)] if change["before"] and change["after"] else []
        pieces += [(change["after"], Tone.IN)] if change["after"] else []
    return pieces or [("the same words", Tone.PLAIN)]


def _called(treaty: Treaty) -> str:
    return f"{treaty.key} ({treaty.title})" if treaty.title else treaty.key
