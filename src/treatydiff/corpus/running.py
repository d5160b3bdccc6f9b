"""Running: tasks done by this process, by several, or by the workers of a Dask cluster, with the same results.

A task is a function of this package and a few names and numbers: paths, keys, ranges of rows. No text travels;
every worker reads what it needs from the store, which must lie where all of them see it under one path.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import frozen

from treatydiff import __version__
from treatydiff.corpus.extras import require
from treatydiff.errors import TreatyDiffError

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

Result = TypeVar("Result")
Task = tuple[Any, ...]
"""The arguments of one call."""
Told = Callable[[str, int, int], None]
"""Is told what is being done, how much of it is done, and of how much."""


class LostWorkerError(TreatyDiffError, RuntimeError):
    """Processes or workers of a cluster died again and again."""


def silent(_doing: str, _done: int, _all: int) -> None:
    """Tell nobody."""


@frozen
class Workers:
    """Who does the work.

    Attributes:
        processes: how many processes of this machine; one works in the process that asks.
        scheduler: the address of a Dask scheduler, as ``tcp://host:8786``, whose workers do it instead; or empty.
        told: is called as work proceeds.

    Example:
        >>> with Workers(processes=1).run(Path()) as run:
        ...     run("comparing", max, [(1, 2), (4, 3)])
        [2, 4]
    """

    processes: int = 1
    scheduler: str = ""
    told: Told = silent

    @classmethod
    def here(cls, *, told: Told = silent) -> Workers:
        """As many processes as this one may use processors."""
        return cls(
            len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1, told=told
        )

    @contextmanager
    def run(self, folder: Path) -> Iterator[Run]:
        """What does tasks, until the ``with`` ends.

        Args:
            folder: the store, which the workers of a cluster must see.

        Raises:
            TreatyDiffError: there is no scheduler at the address, its workers do not see the folder or run
                another version, or Dask is not installed.
        """
        if self.scheduler:
            with _cluster(self.scheduler, folder, self.told) as run:
                yield run
        elif self.processes > 1:
            from concurrent.futures import ProcessPoolExecutor
            from multiprocessing import get_context

            # Started afresh, since a copy of a process with threads, as Arrow has them, may stand still.
            pool = ProcessPoolExecutor(
                self.processes, mp_context=get_context("spawn"), initializer=_end_with_parent
            )
            try:
                yield _Pool(self.told, pool)
            finally:
                pool.shutdown(cancel_futures=True)
        else:
            yield Run(self.told)


@frozen
class Run:
    """Does tasks in this process, one after another.

    Attributes:
        told: is called as work proceeds.

    Example:
        >>> Run(silent)("adding", sum, [([1, 2],), ([3],)])
        [3, 3]
    """

    told: Told

    def __call__(self, doing: str, function: Callable[..., Result], tasks: Sequence[Task]) -> list[Result]:
        """The results of a function for each task, in the order of the tasks, whichever was done first.

        Args:
            doing: what is being done, in a few words.
            function: a function of a module, since workers import it by its name.
            tasks: its arguments, for each call.

        Raises:
            TreatyDiffError: as the function; or workers were lost again and again.
        """
        results: dict[int, Result] = {}
        for number, result in self._done(doing, function, tasks):
            results[number] = result
            self.told(doing, len(results), len(tasks))
        return [results[number] for number in range(len(tasks))]

    def _done(
        self, doing: str, function: Callable[..., Result], tasks: Sequence[Task]
    ) -> Iterator[tuple[int, Result]]:
        """The number of each task with its result, as they are done."""
        return ((number, function(*task)) for number, task in enumerate(tasks))


def _end_with_parent() -> None:
    """Let this process end with the one that started it; if that were killed, this one would wait for ever."""
    from multiprocessing import parent_process
    from multiprocessing.connection import wait
    from threading import Thread

    parent = parent_process()

    def watch() -> None:
        if parent is not None:
            wait([parent.sentinel])
            os._exit(1)

    Thread(target=watch, daemon=True).start()


@frozen
class _Pool(Run):
    """Does tasks in processes of this machine."""

    pool: ProcessPoolExecutor

    def _done(
        self, doing: str, function: Callable[..., Result], tasks: Sequence[Task]
    ) -> Iterator[tuple[int, Result]]:
        from concurrent.futures import as_completed
        from concurrent.futures.process import BrokenProcessPool

        try:
            numbers = {self.pool.submit(function, *task): number for number, task in enumerate(tasks)}
            for future in as_completed(numbers):
                yield numbers[future], future.result()
        except BrokenProcessPool:
            raise LostWorkerError(
                f"found that a process died while {doing}",
                expected="memory enough for each process",
                todo="do it again with fewer processes; what was done is kept",
            ) from None


@frozen
class _Cluster(Run):
    """Does tasks on the workers of a Dask cluster, which does those of a lost worker again."""

    client: Any

    def _done(
        self, doing: str, function: Callable[..., Result], tasks: Sequence[Task]
    ) -> Iterator[tuple[int, Result]]:
        from distributed import as_completed
        from distributed.scheduler import KilledWorker

        if not tasks:
            return
        # Not pure: a task done before must be done again where its result, a file, is gone.
        futures = self.client.map(function, *zip(*tasks, strict=True), pure=False)
        numbers = {future.key: number for number, future in enumerate(futures)}
        try:
            for future in as_completed(futures, loop=self.client.loop):  # type: ignore[no-untyped-call]
                yield numbers[future.key], future.result()
                future.release()
        except (KilledWorker, OSError) as error:
            if isinstance(error, TreatyDiffError):
                raise
            raise LostWorkerError(
                f"found that the cluster lost its workers or scheduler while {doing} ({type(error).__name__})",
                expected="workers that live",
                todo="look into their logs, and do it again; what was done is kept",
            ) from None


@contextmanager
def _cluster(address: str, folder: Path, told: Told) -> Iterator[Run]:
    require("cluster")
    from distributed import Client

    try:
        client = Client(address, timeout="10s", set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise TreatyDiffError(
            f"found no Dask scheduler at {address} ({type(error).__name__})",
            expected="the address that it prints when it starts, such as tcp://127.0.0.1:8786",
            todo="start it, and workers: dask scheduler; dask worker ADDRESS",
        ) from None
    with client:
        client.wait_for_workers(1, timeout=60)
        for worker, (version, there) in sorted(client.run(_seen, os.fspath(folder)).items()):
            if version != __version__ or not there:
                raise TreatyDiffError(
                    f"found that the worker {worker} "
                    + (f"runs treatydiff {version}" if there else f"does not see {folder}"),
                    expected=f"treatydiff {__version__} on every worker, and one path of the corpus for all",
                )
        yield _Cluster(told, client)


def _seen(folder: str) -> tuple[str, bool]:
    """The version of treatydiff that a worker has, and whether it sees a folder."""
    return __version__, Path(folder).is_dir()
