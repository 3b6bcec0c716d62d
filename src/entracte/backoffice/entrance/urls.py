"""The addresses of signing in: those of allauth that are needed here, and the pages of links.

No visitor signs up, changes an e-mail or gets a letter by themselves: an owner invites people, and whoever
runs the installation makes sign-in links. So the pages of allauth for these do not exist.
"""

from allauth.account import views
from django.contrib.auth.decorators import login_required
from django.urls import path
from django.views.generic import RedirectView, TemplateView

from entracte.backoffice.entrance.invitation import invitation
from entracte.backoffice.entrance.new_password import new_password

urlpatterns = [
    path("login/", views.login, name="account_login"),
    # where a sign-in over another page ends
    path(
        "signed-in/",
        login_required(TemplateView.as_view(template_name="account/signed_in.html")),
        name="signed_in",
    ),
    path("logout/", views.logout, name="account_logout"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("password/change/", views.password_change, name="account_change_password"),
    path(
        "password/reset/",
        TemplateView.as_view(template_name="account/password_reset.html"),
        name="account_reset_password",
    ),
    # where allauth leads an account that has no password
    path(
        "password/set/",
        RedirectView.as_view(pattern_name="account_reset_password"),
        name="account_set_password",
    ),
    path(
        "signup/",
        TemplateView.as_view(template_name="account/signup_closed.html"),
        name="account_signup",
    ),
    path("invitation/<str:token>/", invitation, name="invitation"),
    path("new-password/<str:token>/", new_password, name="new_password"),
]
