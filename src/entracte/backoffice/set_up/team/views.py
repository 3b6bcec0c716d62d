"""The tab Team of Set-up: invite people, change roles, remove people."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from entracte.backoffice.house.access import Desk, asks_again, open_to
from entracte.backoffice.house.answers import done, page
from entracte.backoffice.house.asked import pressed
from entracte.backoffice.set_up.team.forms import InvitedForm, MemberForm, RoleForm
from entracte.backoffice.set_up.team.shown import invited_people
from entracte.mail.queries import letters_are_set_up
from entracte.mail.to_staff.invitation import invite_by_letter
from entracte.refusal import Refusal
from entracte.restaurants.choices import Role
from entracte.restaurants.queries import team_of
from entracte.restaurants.roles import Right
from entracte.restaurants.sign_in.invitations import withdraw_invitation
from entracte.restaurants.team import change_role, remove_member


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Right.EDIT_RESTAURANT)
@asks_again
def team(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The team; who is invited gets the link by letter, and this page never shows it."""
    form = MemberForm(request.POST or None)
    if not form.is_valid():
        return _team(request, desk, form, status=422 if form.is_bound else 200)
    try:
        letter = invite_by_letter(
            restaurant=desk.restaurant, inviter=desk.account, now=desk.now, **form.cleaned_data
        )
    except Refusal as refused:
        form.add_errors({refused.field: refused.for_staff})
        return _team(request, desk, form, status=422)
    return done(request, f"A letter goes to {letter.to_address}.", desk, "team")


@require_POST
@open_to(Right.EDIT_RESTAURANT)
@asks_again
def member(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Change a role, or take somebody off the team."""
    form = RoleForm(request.POST)
    if not form.is_valid():
        return _team(request, desk, MemberForm(), trouble="Choose a role.", status=422)
    email, role = form.cleaned_data["email"], form.cleaned_data["role"]
    try:
        if pressed(request, "remove"):
            remove_member(restaurant=desk.restaurant, email=email, by=desk.editor)
            return done(request, f"{email} is no longer on the team.", desk, "team")
        change_role(restaurant=desk.restaurant, email=email, role=role, by=desk.editor)
    except Refusal as refused:
        return _team(request, desk, MemberForm(), trouble=refused.for_staff, status=409)
    return done(request, "Role changed.", desk, "team")


@require_POST
@open_to(Right.EDIT_RESTAURANT)
@asks_again
def invitation(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Withdraw an invitation, which ends its link."""
    form = InvitedForm(request.POST)
    if not form.is_valid():
        return _team(request, desk, MemberForm(), trouble="Choose an invitation.", status=422)
    email = form.cleaned_data["email"]
    withdraw_invitation(restaurant=desk.restaurant, email=email, by=desk.editor)
    return done(request, f"The invitation of {email} is withdrawn.", desk, "team")


def _team(
    request: HttpRequest,
    desk: Desk,
    form: MemberForm,
    *,
    trouble: str = "",
    status: int = 200,
) -> HttpResponse:
    return page(
        request,
        desk,
        "set_up/team/team.html",
        rail_page="set-up",
        tab="team",
        form=form,
        team=team_of(desk.restaurant),
        roles=Role.choices,
        invited=invited_people(desk),
        are_set_up=letters_are_set_up(),
        trouble=trouble,
        status=status,
    )
