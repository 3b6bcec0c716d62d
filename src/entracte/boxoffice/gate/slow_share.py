"""What restaurants whose Spektrix is slow may use of this worker: half of it together, one job at least."""

import threading

from entracte.jobs.worker_pulse import jobs_at_once

# Jobs of one worker are threads of one process, so a lock of the process is enough.
_lock = threading.Lock()
_using: list[int] = []


def begin_slow(restaurant_id: int) -> bool:
    """Let one more job of a slow restaurant begin; False where they use their share already."""
    with _lock:
        if len(_using) >= max(1, jobs_at_once() // 2):
            return False
        _using.append(restaurant_id)
        return True


def end_slow(restaurant_id: int) -> None:
    """Say that such a job ended."""
    with _lock:
        _using.remove(restaurant_id)
