"""The steps of a claim or a handover are recorded: never a key, an id or a guest's e-mail."""

from datetime import datetime

from entracte.boxoffice.models import Claim, Handover, Step

LONGEST_SENTENCE = 300


def record_step(
    row: Claim | Handover, what: str, sentence: str, *, at: datetime, status: int | None = None
) -> None:
    """Add one step to this claim or handover, in the transaction that is open."""
    Step.objects.create(
        restaurant_id=row.restaurant_id,
        claim=row if isinstance(row, Claim) else None,
        handover=row if isinstance(row, Handover) else None,
        at=at,
        what=what,
        status=status,
        sentence=sentence[:LONGEST_SENTENCE],
    )


def latest_in_a_row(row: Claim | Handover, what: str) -> int:
    """Return how many of the latest steps of this row are of this kind, one after the other."""
    kinds = row.steps.order_by("-id").values_list("what", flat=True)[:50]
    count = 0
    for kind in kinds:
        if kind != what:
            break
        count += 1
    return count
