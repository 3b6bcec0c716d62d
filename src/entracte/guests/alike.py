"""Mark profiles that may be one person: those with one e-mail, or with one phone and surname."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from entracte.guests.models import Guest


def with_hint(rows: QuerySet[Guest]) -> QuerySet[Guest]:
    """Add to each profile as `meets_another` whether an unmerged one has its e-mail, or phone and surname."""
    others = Guest.objects.filter(restaurant=OuterRef("restaurant"), merged_into=None).exclude(
        pk=OuterRef("pk")
    )
    same_email = others.filter(email_folded=OuterRef("email_folded")).exclude(email_folded="")
    same_phone = others.filter(
        phone_folded=OuterRef("phone_folded"), surname_folded=OuterRef("surname_folded")
    ).exclude(Q(phone_folded="") | Q(surname_folded=""))
    return rows.annotate(meets_another=Exists(same_email) | Exists(same_phone))
