"""Which jobs are this room's own? The rescue, registered when the process starts."""

from entracte.jobs.rescue import rescue

__all__ = ["rescue"]
