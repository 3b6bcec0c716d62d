"""The first page: the only restaurant of a person, or the choice of one."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from entracte.restaurants.queries import memberships_of

if TYPE_CHECKING:
    from entracte.restaurants.models import Account


@require_safe
@login_required
def restaurants(request: HttpRequest) -> HttpResponse:
    """Lead to the only restaurant, or let the person choose."""
    memberships = list(memberships_of(cast("Account", request.user)))
    if len(memberships) == 1:
        return redirect("backoffice:tonight", memberships[0].restaurant.slug)
    return render(request, "house/restaurants.html", {"memberships": memberships})
