"""Python's garbage collector, told to wait while a text is read, compared or written.

Reference counting frees all that these stages make and drop, since they make no cycles; so the search for cycles
finds nothing, and goes again and again through all that lives on: a seventh of the time for two long treaties.
What was made counts as old afterwards, as it would if it had been gone through.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def waiting() -> Iterator[None]:
    """No search for cycles inside; a collector that somebody switched off stays off. Also a decorator.

    Example:
        >>> with waiting():
        ...     gc.isenabled()
        False
        >>> gc.isenabled()
        True
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        # All of it goes among what is looked at seldom; but not what somebody froze for good.
        if not gc.get_freeze_count():
            gc.freeze()
            gc.unfreeze()
        gc.enable()
