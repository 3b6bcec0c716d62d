"""The end of a process that a test started."""

import subprocess


def end_of(process: subprocess.Popen[str]) -> int:
    """End the process, reap it and return its exit status; what does not end in ten seconds is killed."""
    process.terminate()
    try:
        status = process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()
        status = process.wait()
    if process.stdout is not None:
        process.stdout.close()
    return status
