"""What is typed about a member of the team."""

from django import forms

from entracte.backoffice.house.forms import EmailField, PageForm
from entracte.restaurants.choices import Role


class MemberForm(PageForm):
    """A person to invite, by e-mail."""

    email = EmailField(label="E-mail", max_length=254)
    name = forms.CharField(label="Name", max_length=120, required=False)
    role = forms.ChoiceField(label="Role", choices=Role.choices, initial=Role.HOST)


class RoleForm(PageForm):
    """Another role for somebody of the team."""

    email = forms.EmailField(max_length=254)
    role = forms.ChoiceField(choices=Role.choices)


class InvitedForm(PageForm):
    """Whose invitation it is."""

    email = forms.EmailField(max_length=254)
