"""The duties of this package itself: the rescue, registered when the process starts."""

from entracte.jobs.rescue import put_back_failed, put_back_stalled

__all__ = ["put_back_failed", "put_back_stalled"]
