"""The garbage collector waits while texts are read, compared and written, and has nothing to find afterwards."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

import treatydiff
from treatydiff import collector
from treatydiff.export.tei import write_collation, write_comparison


@pytest.fixture(autouse=True)
def collecting() -> Iterator[None]:
    """The collector is on after each test, whatever the test did."""
    yield
    gc.enable()


def test_collector_waits_and_goes_on() -> None:
    """Inside, nothing is collected; afterwards the collector is on again, after an error too."""
    with collector.waiting():
        assert not gc.isenabled()
    assert gc.isenabled()
    with pytest.raises(ZeroDivisionError), collector.waiting():
        raise ZeroDivisionError
    assert gc.isenabled()


def test_collector_switched_off_stays_off() -> None:
    """Who switched the collector off finds it off."""
    gc.disable()
    with collector.waiting():
        pass
    assert not gc.isenabled()


def test_what_was_made_counts_as_old() -> None:
    """What lives on is not gone through right afterwards; what somebody froze stays frozen."""
    gc.collect()
    with collector.waiting():
        kept: list[list[str]] = [[] for _ in range(10_000)]
    assert len(kept) == 10_000
    assert gc.get_count()[0] < 1_000
    gc.freeze()
    with collector.waiting():
        pass
    assert gc.get_freeze_count()
    gc.unfreeze()


def test_nothing_is_left_to_collect() -> None:
    """What reading, comparing, collating and writing make and drop goes at once: they make no cycles."""

    def work() -> None:
        dossier = treatydiff.load()
        texts = dossier.witnesses[:4]
        write_comparison(treatydiff.compare(*texts[:2]), version="0")
        write_collation(treatydiff.collate(texts), version="0")

    work()  # what is made once and kept, such as classes
    gc.collect()
    gc.disable()
    work()
    assert gc.collect() == 0
