"""The addresses of signing in: those of allauth that are needed here, and no other.

No visitor signs up, changes an e-mail or gets a letter by themselves: an owner adds people, and whoever runs
the installation gives a new password. So the pages of allauth for these do not exist.
"""

from allauth.account import views
from django.urls import path
from django.views.generic import RedirectView, TemplateView

urlpatterns = [
    path("login/", views.login, name="account_login"),
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
]
