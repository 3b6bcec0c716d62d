"""Where does the outer page get the widget's script? From an address that carries its version."""

import gzip
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

BUILT = Path(__file__).parent / "static" / "widget" / "1" / "entracte.js"


@lru_cache(maxsize=1)
def _script() -> tuple[bytes, bytes, str]:
    text = BUILT.read_bytes()
    return text, gzip.compress(text, 9, mtime=0), f'"{sha256(text).hexdigest()[:24]}"'


@require_safe
def script(request: HttpRequest) -> HttpResponse:
    """Serve version 1 of the script to any site; asked again after five minutes, by its fingerprint."""
    try:
        plain, packed, etag = _script()
    except FileNotFoundError:
        return HttpResponse("// Not built yet: run `make build`.", status=503, content_type="text/javascript")
    takes_gzip = "gzip" in request.headers.get("Accept-Encoding", "")
    if request.headers.get("If-None-Match") == etag:
        response = HttpResponse(status=304)
    else:
        response = HttpResponse(
            packed if takes_gzip else plain, content_type="text/javascript; charset=utf-8"
        )
        if takes_gzip:
            response["Content-Encoding"] = "gzip"
    response["ETag"] = etag
    response["Cache-Control"] = "public, max-age=300"
    response["Access-Control-Allow-Origin"] = "*"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    patch_vary_headers(response, ["Accept-Encoding"])
    return response
