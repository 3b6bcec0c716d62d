"""A form that is not taken, since the session or the cookie is gone or old, is kept and can be sent again."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import REASON_NO_CSRF_COOKIE
from django.shortcuts import redirect, render
from django.urls import reverse

from entracte.backoffice.house.asked import all_typed, pressed

# What a part of a page is answered with, read by sign-in-again.js.
GONE = "Entracte-Gone"
SESSION, COOKIE, AGAIN, FACTOR = "session", "cookie", "again", "factor"
# Names of fields that are never written back into a page.
SECRETS = ("password", "api_key", "code", "secret")
SENT_AGAIN = "sent_again"
NOT_TYPED = {"csrfmiddlewaretoken", SENT_AGAIN}


def without_session(request: HttpRequest) -> HttpResponse:
    """Answer a form of somebody who is signed out; the token was right, so one of our pages sent it."""
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(status=HTTPStatus.UNAUTHORIZED, headers={GONE: SESSION})
    return _page(request, gone=SESSION, status=HTTPStatus.UNAUTHORIZED, may_keep=True)


def without_late_sign_in(request: HttpRequest) -> HttpResponse:
    """Answer a form of somebody who signed in too long ago for it."""
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(status=HTTPStatus.UNAUTHORIZED, headers={GONE: AGAIN})
    return _page(request, gone=AGAIN, status=HTTPStatus.UNAUTHORIZED, may_keep=True)


def without_second_factor(request: HttpRequest, slug: str) -> HttpResponse:
    """Lead somebody to set up the second factor that the restaurant asks for; what was typed is kept."""
    way = reverse("second_factor_first", args=[slug])
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(status=HTTPStatus.UNAUTHORIZED, headers={GONE: FACTOR})
    if request.method != "POST":
        return redirect(way)
    return _page(request, gone=FACTOR, status=HTTPStatus.FORBIDDEN, may_keep=True, way=way)


def without_cookie(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose token is missing or not the cookie's. Django calls this, by a setting.

    What was typed goes back only to a page of ours: the origin was looked at before the token.
    """
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(status=HTTPStatus.FORBIDDEN, headers={GONE: COOKIE})
    is_ours = "Origin" in request.headers and not reason.startswith("Origin checking failed")
    is_blocked = pressed(request, SENT_AGAIN) and reason == REASON_NO_CSRF_COOKIE
    may_keep = is_ours and not is_blocked
    return _page(request, gone=COOKIE, status=HTTPStatus.FORBIDDEN, may_keep=may_keep, is_blocked=is_blocked)


def _page(
    request: HttpRequest,
    *,
    gone: str,
    status: HTTPStatus,
    may_keep: bool,
    is_blocked: bool = False,
    way: str = "",
) -> HttpResponse:
    typed = [(name, text) for name, text in all_typed(request) if name not in NOT_TYPED]
    has_secret = any(secret in name.lower() for name, text in typed if text for secret in SECRETS)
    shown = {
        "gone": gone,
        "way": way,
        "is_blocked": is_blocked,
        "typed": typed if may_keep and not has_secret else [],
        "address": request.get_full_path(),
        "sent_again": SENT_AGAIN,
    }
    answer = render(request, "house/send_again.html", shown, status=status)
    answer["Cache-Control"] = "private, no-store"
    return answer
