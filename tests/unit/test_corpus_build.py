"""Building a corpus: in parallel, again, after interruption, and with files that cannot be read."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from invented_corpus import invented_corpus
from treatydiff.corpus import Corpus, Workers, borrowed, build
from treatydiff.errors import InputError, OutputError, TreatyDiffError, UnknownError


def contents(store: Path) -> dict[str, bytes]:
    """The files of a store."""
    return {path.name: path.read_bytes() for path in sorted(store.iterdir())}


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Eight treaties."""
    folder = tmp_path_factory.mktemp("corpus") / "texts"
    invented_corpus(folder, 1)
    return folder


def test_processes_write_the_same_bytes(texts: Path, tmp_path: Path) -> None:
    """One process and two make the same store to the byte."""
    build(texts, tmp_path / "one")
    build(texts, tmp_path / "two", workers=Workers(2))
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_only_what_changed_is_read_again(texts: Path, tmp_path: Path) -> None:
    """A second run reads changed and new files, drops removed ones, and leaves what a run from nothing would."""
    own = tmp_path / "texts"
    names = invented_corpus(own, 2)
    first = build(own, tmp_path / "store")
    assert (first.read, first.kept, first.dropped) == (8, 0, 0)
    before = contents(tmp_path / "store")
    again = build(own, tmp_path / "store")
    assert (again.read, again.kept, again.dropped) == (0, 8, 0)
    assert contents(tmp_path / "store") == before
    (own / names[0]).unlink()
    (own / names[1]).write_text((texts / names[1]).read_text())
    (own / "new.txt").write_text("Article 1\n\nThe Parties shall keep the peace.\n")
    third = build(own, tmp_path / "store")
    assert (third.read, third.kept, third.dropped) == (2, 6, 1)
    build(own, tmp_path / "anew")
    assert contents(tmp_path / "store") == contents(tmp_path / "anew")


def test_a_run_that_was_killed_is_taken_up(texts: Path, tmp_path: Path) -> None:
    """A build killed in the middle leaves what was done and no process; the next one does the rest."""
    build(texts, tmp_path / "whole")
    program = (
        "import multiprocessing, os, signal, sys, treatydiff.corpus as c\n"
        "def told(doing, done, of):\n"
        "    if done == 3:\n"
        "        print(*(one.pid for one in multiprocessing.active_children()), file=open(sys.argv[3], 'w'))\n"
        "        os.kill(os.getpid(), signal.SIGKILL)\n"
        "c.build(sys.argv[1], sys.argv[2], workers=c.Workers(2, told=told))\n"
    )
    paths = [os.fspath(path) for path in (texts, tmp_path / "store", tmp_path / "processes")]
    killed = subprocess.run([sys.executable, "-c", program, *paths], check=False)
    assert killed.returncode == -signal.SIGKILL
    left = [Path("/proc", process) for process in (tmp_path / "processes").read_text().split()]
    assert len(left) == 2
    end = time.monotonic() + 20
    while any(process.exists() for process in left) and time.monotonic() < end:
        time.sleep(0.05)
    assert not any(process.exists() for process in left)
    (tmp_path / "store" / ".treatydiff-0123456789abcdef").write_bytes(b"half a file")
    built = build(texts, tmp_path / "store")
    assert built.kept >= 3
    assert built.read + built.kept == 8
    assert contents(tmp_path / "store") == contents(tmp_path / "whole")


def test_bad_files_are_told_and_skipped(tmp_path: Path) -> None:
    """Files that are broken, empty, too large, hostile or no texts end in remarks, and the rest is there."""
    own = tmp_path / "texts"
    invented_corpus(own, 3, treaties=2)
    (own / "sub").mkdir()
    (own / "sub" / "broken.xml").write_text("<treaty><body>")
    (own / "empty.txt").write_text("")
    (own / "large.txt").write_text("Article 1\n\nIt lasts. " * 30_000)
    (own / "deep.xml").write_text("<treaty><body>" + "<chapter>" * 5000)
    (own / "bomb.xml").write_text(
        '<!DOCTYPE treaty [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><treaty><body>&b;</body></treaty>'
    )
    (own / "odd.pdf").write_bytes(b"%PDF-1.7\n" + bytes(range(256)))
    (own / "picture.png").write_bytes(b"\x89PNG")
    os.mkfifo(own / "pipe.txt")
    (own / "gone.txt").symlink_to(own / "nowhere")
    (own / "loop").symlink_to(own)
    built = build(own, tmp_path / "store", size_limit=500_000)
    assert [treaty.key for treaty in built.corpus.treaties] == ["t0.xml", "t1.xml"]
    said = {problem.split(":")[0] for problem in built.corpus.problems}
    assert said == {"sub/broken.xml", "empty.txt", "large.txt", "deep.xml", "bomb.xml", "odd.pdf"}
    assert built.aside == 1
    again = build(own, tmp_path / "store", size_limit=500_000)
    assert again.corpus == built.corpus
    assert again.kept >= 2


def test_a_treaty_is_found_by_its_names(tmp_path: Path) -> None:
    """Path, siglum and title name a treaty; another name gets those that are near; a changed text is refused."""
    own = tmp_path / "texts"
    invented_corpus(own, 4, treaties=2)
    corpus = build(own, tmp_path / "store").corpus
    assert {corpus.treaty(name).key for name in ("t1.xml", "t1", "Treaty 1")} == {"t1.xml"}
    with pytest.raises(UnknownError, match="t1"):
        corpus.treaty("t2")
    assert corpus.file(corpus.treaty("t1")).samefile(own / "t1.xml")
    (own / "t1.xml").write_text("changed")
    with pytest.raises(InputError, match="changed"):
        corpus.file(corpus.treaty("t1"))


def test_a_register_dates_texts_that_do_not_say_when_they_are(tmp_path: Path) -> None:
    """A table gives dates and titles; a text whose line changes is read again, and no other."""
    own = tmp_path / "texts"
    own.mkdir()
    for name in ("a", "b", "c"):
        (own / f"{name}.txt").write_text(
            f"Article 1\n\nThe Parties {name} shall keep the peace among all of them.\n"
        )
    table = tmp_path / "register.csv"
    table.write_text("\ufeffFile;date;title;volume\nb.txt;1902-05-01;Treaty of Peace;7\na.txt;1911;;\n")
    built = build(own, tmp_path / "store", register=table)
    assert [(one.key, str(one.date or ""), one.title) for one in built.corpus.treaties] == [
        ("b.txt", "1902-05-01", "Treaty of Peace"),
        ("a.txt", "1911", ""),
        ("c.txt", "", ""),
    ]
    assert {row["order"] for row in borrowed(built.corpus, "a").records() if row["source"] == "b.txt"} == {"yes"}
    table.write_text("file,date,title\nb.txt,1902-05-01,Treaty of Peace\na.txt,1912,\n")
    again = build(own, tmp_path / "store", register=table, workers=Workers(2))
    assert (again.read, again.kept) == (1, 2)
    assert str(again.corpus.treaty("a").date) == "1912"
    build(own, tmp_path / "anew", register=table)
    assert contents(tmp_path / "store") == contents(tmp_path / "anew")


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("file,date\nd.txt,1902\n", "register.csv:2:1: found 'd.txt'"),
        ("file,date\na.txt,1902\na.txt,1903\n", "register.csv:3:1: found 'a.txt' twice"),
        ("file,date\na.txt,1 May 1902\n", "register.csv:2:1: found the date"),
        ("name,date\na.txt,1902\n", "register.csv:1:1: found the columns name, date"),
        ("", "found the columns none"),
        ('file,date\n"a.txt,1902\n', "damaged"),
        ("file,date,Date\na.txt,1902,1903\n", "register.csv:1:1: found two columns date; expected one"),
        (
            "file,title\na.txt,Peace\x1b[2J\n",
            "register.csv:2:1: found the character U+001B at position 6 of a field",
        ),
    ],
)
def test_a_register_that_is_wrong_is_told(tmp_path: Path, table: str, said: str) -> None:
    """What a register says of no text, twice or not as a date ends in an error with its line; nothing is built."""
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.txt").write_text("Article 1\n\nIt lasts.\n")
    (tmp_path / "register.csv").write_text(table)
    with pytest.raises(TreatyDiffError, match=re.escape(said)):
        build(tmp_path / "texts", tmp_path / "store", register=tmp_path / "register.csv")
    assert not (tmp_path / "store").exists()


def test_other_folders_are_refused(texts: Path, tmp_path: Path) -> None:
    """A folder that holds something else is never written into, nor read as a corpus; damage is told."""
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(OutputError, match="no corpus"):
        build(texts, tmp_path)
    with pytest.raises(InputError, match="no corpus"):
        Corpus.open(tmp_path)
    with pytest.raises(InputError, match="no such folder"):
        build(tmp_path / "nothing", tmp_path / "store")
    corpus = build(texts, tmp_path / "store").corpus
    next(corpus.folder.glob("*.parquet")).write_bytes(b"PAR1")
    with pytest.raises(InputError, match="damaged"):
        Corpus.open(corpus.folder)


def test_the_store_is_plain_parquet(texts: Path, tmp_path: Path) -> None:
    """Each file is read by Parquet's own means, with the words of the texts in it."""
    corpus = build(texts, tmp_path / "store").corpus
    rows = [row for file in sorted(corpus.folder.glob("*.parquet")) for row in pq.read_table(file).to_pylist()]
    assert len(rows) == 8 * 9
    row = next(row for row in rows if row["treaty"] == "t0.xml" and row["address"] == "t0/chI/1")
    assert row["clauses"][0]["text"].split()[0] in (texts / "t0.xml").read_text()
    assert corpus.treaties[-1].date is None
    assert time.strptime(row["date"], "%Y-%m-%d")


def test_a_lost_process_is_told(tmp_path: Path) -> None:
    """A process that dies ends in an error of this library, with what to do."""
    from treatydiff.corpus.running import LostWorkerError

    with Workers(2).run(tmp_path) as run, pytest.raises(LostWorkerError, match="fewer processes"):
        run("dying", os._exit, [(1,)])
