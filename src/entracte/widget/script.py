"""The widget's script, the look of its screens and its languages, from addresses that carry their version."""

import gzip
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.views.decorators.http import require_safe

from entracte.restaurants.languages import LANGUAGES

BUILT = Path(__file__).parent / "static" / "widget" / "1"
SCRIPT, LOOK, SENTENCES = "text/javascript", "text/css", "application/json"


@require_safe
def script(request: HttpRequest) -> HttpResponse:
    """Serve version 1 of the script to any site; asked for again after five minutes, by its fingerprint."""
    try:
        return _served(request, BUILT / "entracte.js", SCRIPT)
    except FileNotFoundError:
        return HttpResponse("// Not built yet: run `make demo`.", status=503, content_type=SCRIPT)


@require_safe
def look(request: HttpRequest) -> HttpResponse:
    """Serve the style of the form's screens as the script is served; the script fetches it."""
    try:
        return _served(request, BUILT / "look.css", LOOK)
    except FileNotFoundError:
        return HttpResponse("", status=503, content_type=LOOK)


@require_safe
def extras(request: HttpRequest) -> HttpResponse:
    """Serve what a form can do without as the script is served; the script loads it as a module."""
    try:
        return _served(request, BUILT / "extras.js", SCRIPT)
    except FileNotFoundError:
        return HttpResponse("", status=503, content_type=SCRIPT)


@require_safe
def language(request: HttpRequest, code: str) -> HttpResponse:
    """Serve the sentences of a language as the script is served; 404 for one that the form does not speak."""
    if code not in dict(LANGUAGES):
        return HttpResponse("{}", status=404, content_type=SENTENCES)
    try:
        return _served(request, BUILT / "languages" / f"{code}.json", SENTENCES)
    except FileNotFoundError:
        return HttpResponse("{}", status=503, content_type=SENTENCES)


@lru_cache(maxsize=3 + len(LANGUAGES))
def _packed(path: Path) -> tuple[bytes, bytes, str]:
    text = path.read_bytes()
    return text, gzip.compress(text, 9, mtime=0), f'W/"{sha256(text).hexdigest()[:24]}"'


def _served(request: HttpRequest, path: Path, kind: str) -> HttpResponse:
    plain, packed, etag = _packed(path)
    takes_gzip = "gzip" in request.headers.get("Accept-Encoding", "")
    response = HttpResponse(packed if takes_gzip else plain, content_type=f"{kind}; charset=utf-8")
    if takes_gzip:
        response["Content-Encoding"] = "gzip"
    response["ETag"] = etag
    response["Cache-Control"] = "public, max-age=300"
    patch_vary_headers(response, ["Accept-Encoding"])
    answer = get_conditional_response(request, etag=etag, response=response) or response
    answer["Access-Control-Allow-Origin"] = "*"
    answer["Cross-Origin-Resource-Policy"] = "cross-origin"
    return answer
