"""A signal to a child process when the process that started it was killed."""

import ctypes
import os
import signal
from collections.abc import Callable

PARENT_DEATH_SIGNAL = 1


def ends_with_parent(how: signal.Signals) -> Callable[[], None]:
    """Return what a child calls before it becomes its program: Linux then signals it when its parent dies.

    The parent's thread counts, so children are started from the main thread. Elsewhere it does nothing.
    """
    parent = os.getpid()

    def tie() -> None:
        if os.uname().sysname == "Linux":
            ctypes.CDLL(None).prctl(PARENT_DEATH_SIGNAL, how)
            if os.getppid() != parent:
                os._exit(1)

    return tie
