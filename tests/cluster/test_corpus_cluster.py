"""A corpus on a real Dask cluster: processes of this machine, one of which is killed in the middle."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from invented_corpus import invented_corpus
from treatydiff.corpus import Level, Workers, borrowed, build, related
from treatydiff.errors import TreatyDiffError

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60


@contextmanager
def cluster(folder: Path, *, workers: int) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A scheduler and workers on the loopback; gives its address and the workers."""
    file = folder / "scheduler.json"
    path = os.pathsep.join(filter(None, (str(ROOT / "src"), os.environ.get("PYTHONPATH"))))
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "env": {**os.environ, "PYTHONPATH": path}}
    python = [sys.executable, "-m"]
    started: list[subprocess.Popen[bytes]] = []
    try:
        options = ["--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(file)]
        started.append(subprocess.Popen([*python, "distributed.cli.dask_scheduler", *options], **quiet))  # type: ignore[call-overload]
        options = [
            "--scheduler-file",
            str(file),
            "--host",
            "127.0.0.1",
            "--nthreads",
            "1",
            "--no-nanny",
            "--no-dashboard",
        ]
        started += [
            subprocess.Popen([*python, "distributed.cli.dask_worker", *options], **quiet)  # type: ignore[call-overload]
            for _ in range(workers)
        ]
        yield _address(file), started[1:]
    finally:
        for process in started:
            process.kill()
            process.wait()


def _address(file: Path) -> str:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            return str(json.loads(file.read_text())["address"])
        except (OSError, ValueError):
            time.sleep(0.1)
    pytest.fail("the scheduler did not start")


def contents(store: Path) -> dict[str, bytes]:
    """The files of a store."""
    return {path.name: path.read_bytes() for path in sorted(store.iterdir())}


def test_a_cluster_gives_the_same_bytes_though_a_worker_is_killed(tmp_path: Path) -> None:
    """Building and asking on a cluster, one of whose workers is killed at work, gives what one process gives."""
    invented_corpus(tmp_path / "texts", 9, treaties=12)
    here = build(tmp_path / "texts", tmp_path / "here").corpus
    expected = [related(here, level=level) for level in Level]
    with cluster(tmp_path, workers=2) as (address, workers):
        killed: list[int] = []

        def told(_doing: str, done: int, _of: int) -> None:
            if done == 2 and not killed:
                workers[0].kill()
                killed.append(workers[0].wait())

        there = build(tmp_path / "texts", tmp_path / "there", workers=Workers(scheduler=address, told=told)).corpus
        assert killed
        found = [related(there, level=level, workers=Workers(scheduler=address)) for level in Level]
        sources = borrowed(there, "t8", workers=Workers(scheduler=address))
    assert contents(tmp_path / "there") == contents(tmp_path / "here")
    assert found == expected
    assert [table.parquet() for table in found] == [table.parquet() for table in expected]
    assert sources == borrowed(here, "t8")


def test_no_scheduler_is_one_clear_error(tmp_path: Path) -> None:
    """Where no scheduler answers, the error says so, and how to start one."""
    invented_corpus(tmp_path / "texts", 9, treaties=1)
    with pytest.raises(TreatyDiffError, match="dask scheduler"):
        build(tmp_path / "texts", tmp_path / "store", workers=Workers(scheduler="nonsense://here"))
