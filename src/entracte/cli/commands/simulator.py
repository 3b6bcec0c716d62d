"""The command `entracte simulator`: a program of its own that takes this process over."""

import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from entracte.cli.demo.extra import refuse_missing_extra


def run(words: Sequence[str]) -> NoReturn:
    """Become the simulator; every flag goes through to it. Raises CannotRun without the extra `demo`."""
    refuse_missing_extra()
    os.execv(sys.executable, [sys.executable, "-m", "spektrix_simulator", *words])
