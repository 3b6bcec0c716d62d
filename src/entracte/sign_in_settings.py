"""The settings of sign-in, which are the same for every installation."""

AUTH_USER_MODEL = "restaurants.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email",)},
    },
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_FORMS = {"reauthenticate": "entracte.backoffice.entrance.code_forms.PasswordAgainForm"}
ACCOUNT_ADAPTER = "entracte.restaurants.sign_in.adapter.SignIn"
# tries are counted by restaurants/sign_in/tries.py
ACCOUNT_RATE_LIMITS = {"login": None, "login_failed": None}
ACCOUNT_EMAIL_VERIFICATION = "none"
# restaurants/sign_in/lately.py says when somebody signs in again; allauth keeps no time of its own
ACCOUNT_REAUTHENTICATION_TIMEOUT = 0
# who signs in chooses; without a choice, and after a link, a closed browser has signed out
ACCOUNT_SESSION_REMEMBER = None
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
# The second factor; its secrets are kept encrypted by the adapter
MFA_ADAPTER = "entracte.restaurants.sign_in.second_factor.SecondFactor"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RATE_LIMITS = {"webauthn_login": None}
MFA_TOTP_ISSUER = "Entracte"
# a phone's clock may be half a minute out
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODE_COUNT = 10
MFA_FORMS = {
    "authenticate": "entracte.backoffice.entrance.code_forms.CodeForm",
    "reauthenticate": "entracte.backoffice.entrance.code_forms.CodeAgainForm",
    "activate_totp": "entracte.backoffice.entrance.code_forms.FirstCodeForm",
    "add_webauthn": "entracte.backoffice.entrance.passkey_forms.NewPasskeyForm",
    "authenticate_webauthn": "entracte.backoffice.entrance.passkey_forms.PasskeyForm",
    "reauthenticate_webauthn": "entracte.backoffice.entrance.passkey_forms.PasskeyAgainForm",
    "login_webauthn": "entracte.backoffice.entrance.passkey_forms.PasskeySignInForm",
}
# Letters leave by mail/ alone, which writes what allauth would; whatever else a library sent goes nowhere
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
