"""The data tables in, the catalogue of formulas in its store out, while the course is being read.

SymPy takes most of a second for it, in which one processor would stand idle. Where this process
fails, or there is none, the build makes the catalogue itself and meets the same.
"""

from __future__ import annotations

import os
import signal
import sys
import threading

from coursekit import cache, catalogue
from coursekit.reading import course


def can_fork() -> bool:
    """Whether a copy of this process is safe to go on with, and has a processor to run on."""
    if sys.platform != "linux" or threading.active_count() > 1:
        return False
    return len(os.sched_getaffinity(0)) > 1


class Ahead:
    """One process, begun where nothing was ever kept."""

    def __init__(self, store: cache.Store = catalogue.STORE) -> None:
        self._store = store
        self._process = 0

    def start(self) -> None:
        """Begin, if nothing is kept and there is a processor for it."""
        if len(self._store) or not can_fork():
            return
        self._process = os.fork()
        if not self._process:
            try:
                catalogue.load(course.data_rows(), self._store)
            finally:
                os._exit(0)

    def wait(self) -> None:
        """From here on the catalogue is in the store, if it could be made."""
        if self._process:
            os.waitpid(self._process, 0)
            self._process = 0

    def stop(self) -> None:
        """End what nobody waits for any more."""
        if self._process:
            os.kill(self._process, signal.SIGKILL)
            self.wait()
