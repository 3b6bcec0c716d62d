"""The addresses of signing in: those of allauth that are needed here, and the pages of links.

No visitor signs up or changes an e-mail: an owner invites people, and who forgot a password gets a link of
ours by letter. So the pages of allauth for these do not exist.
"""

from allauth.account import views
from allauth.mfa.base import views as codes
from django.contrib.auth.decorators import login_required
from django.urls import include, path
from django.views.generic import TemplateView

from entracte.backoffice.entrance.forgotten_password import forgotten_password
from entracte.backoffice.entrance.invitation import invitation
from entracte.backoffice.entrance.join_by_passkey import join_by_passkey
from entracte.backoffice.entrance.new_password import new_password, set_password
from entracte.backoffice.entrance.passkeys import (
    AddPasskey,
    AskCode,
    PasskeyAgain,
    RemovePasskey,
    SignInByPasskey,
)
from entracte.backoffice.entrance.second_factor import (
    MakeRecoveryCodes,
    RemoveCodes,
    SetUpCodes,
    ShowRecoveryCodes,
)
from entracte.backoffice.entrance.your_sign_in import end_session, second_factor_first, your_sign_in

# the names are those by which allauth finds its pages
own = [
    path("", your_sign_in, name="mfa_index"),
    path("codes/", login_required(SetUpCodes.as_view()), name="mfa_activate_totp"),
    path("codes/remove/", login_required(RemoveCodes.as_view()), name="mfa_deactivate_totp"),
    path("passkeys/new/", login_required(AddPasskey.as_view()), name="mfa_add_webauthn"),
    path("passkeys/<int:pk>/remove/", login_required(RemovePasskey.as_view()), name="mfa_remove_webauthn"),
    path("first/<slug:slug>/", second_factor_first, name="second_factor_first"),
    path("sessions/end/", end_session, name="end_session"),
    path("recovery/", login_required(ShowRecoveryCodes.as_view()), name="mfa_view_recovery_codes"),
    path("recovery/new/", login_required(MakeRecoveryCodes.as_view()), name="mfa_generate_recovery_codes"),
]
# somebody who is signed in signs in once more
again = [
    path("", views.reauthenticate, name="account_reauthenticate"),
    path("code/", codes.reauthenticate, name="mfa_reauthenticate"),
    path("passkey/", PasskeyAgain.as_view(), name="mfa_reauthenticate_webauthn"),
]

urlpatterns = [
    path("login/", views.login, name="account_login"),
    path("login/code/", AskCode.as_view(), name="mfa_authenticate"),
    path("login/passkey/", SignInByPasskey.as_view(), name="mfa_login_webauthn"),
    path("own/", include(own)),
    path("again/", include(again)),
    # where a sign-in over another page ends
    path(
        "signed-in/",
        login_required(TemplateView.as_view(template_name="account/signed_in.html")),
        name="signed_in",
    ),
    path("logout/", views.logout, name="account_logout"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("password/change/", views.password_change, name="account_change_password"),
    path("password/reset/", forgotten_password, name="account_reset_password"),
    # where allauth leads an account that has no password
    path("password/set/", set_password, name="account_set_password"),
    path(
        "signup/",
        TemplateView.as_view(template_name="account/signup_closed.html"),
        name="account_signup",
    ),
    path("invitation/<str:token>/", invitation, name="invitation"),
    path("invitation/<str:token>/passkey/", join_by_passkey, name="join_by_passkey"),
    path("new-password/<str:token>/", new_password, name="new_password"),
]
