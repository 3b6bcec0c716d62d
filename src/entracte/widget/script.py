"""Where does the outer page get the widget's script? From an address that carries its version."""

import gzip
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.views.decorators.http import require_safe

BUILT = Path(__file__).parent / "static" / "widget" / "1" / "entracte.js"


@lru_cache(maxsize=1)
def _script() -> tuple[bytes, bytes, str]:
    text = BUILT.read_bytes()
    return text, gzip.compress(text, 9, mtime=0), f'W/"{sha256(text).hexdigest()[:24]}"'


@require_safe
def script(request: HttpRequest) -> HttpResponse:
    """Serve version 1 of the script to any site; asked again after five minutes, by its fingerprint."""
    try:
        plain, packed, etag = _script()
    except FileNotFoundError:
        return HttpResponse("// Not built yet: run `make demo`.", status=503, content_type="text/javascript")
    takes_gzip = "gzip" in request.headers.get("Accept-Encoding", "")
    response = HttpResponse(packed if takes_gzip else plain, content_type="text/javascript; charset=utf-8")
    if takes_gzip:
        response["Content-Encoding"] = "gzip"
    response["ETag"] = etag
    response["Cache-Control"] = "public, max-age=300"
    patch_vary_headers(response, ["Accept-Encoding"])
    answer = get_conditional_response(request, etag=etag, response=response) or response
    answer["Access-Control-Allow-Origin"] = "*"
    answer["Cross-Origin-Resource-Policy"] = "cross-origin"
    return answer
