"""Workers that die at one moment in the life of a letter, one after the other, and then one that lives.

`python -m tests.contract.mail.mortal_workers MOMENT TIMES`: each is a fork, so that it starts at once.
"""

import os
import signal
import sys
from collections.abc import Callable
from typing import Any

import django
from django.db import transaction


def die(*_: Any, **__: Any) -> None:
    """End as a machine ends that loses its power."""
    os.kill(os.getpid(), signal.SIGKILL)


def after(work: Callable[..., Any]) -> Callable[..., None]:
    """Do the work, and die of it."""

    def run(*args: Any, **more: Any) -> None:
        work(*args, **more)
        die()

    return run


def before_commit(work: Callable[..., Any]) -> Callable[..., None]:
    """Do the work in a transaction, and die before it is committed."""

    def run(*args: Any, **more: Any) -> None:
        with transaction.atomic():
            work(*args, **more)
            die()

    return run


def mark(moment: str) -> None:
    """Let this process die at that moment."""
    from entracte.mail import handlers, post
    from entracte.mail.outbox import put_in_outbox
    from entracte.mail.sending.send import send

    moments: dict[str, tuple[Any, str, Callable[..., None]]] = {
        "before_the_row": (handlers, "put_in_outbox", die),
        "after_the_row": (handlers, "put_in_outbox", after(put_in_outbox)),
        "after_sending_is_stored": (post, "send", die),
        "after_the_answer": (post, "send", after(send)),
        "before_sent_is_committed": (post, "_end", before_commit(post._end)),
    }
    setattr(*moments[moment])


def work(moment: str = "") -> None:
    """Run one worker in a process of its own, until it is dead."""
    child = os.fork()
    if child:
        os.waitpid(child, 0)
        return
    from entracte.jobs import worker

    if moment:
        mark(moment)
    worker.run(concurrency=1)


if __name__ == "__main__":
    django.setup()
    for _ in range(int(sys.argv[2])):
        work(sys.argv[1])
    work()
