"""The application, for a web server."""

from __future__ import annotations

import gc
import os
from typing import TYPE_CHECKING

import django
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from entracte.checks import problems
from entracte.widget.chunked_bodies import MeasuredBodies

if TYPE_CHECKING:
    from collections.abc import Iterable
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "entracte.settings")


class AsPublished:
    """WSGI middleware: each request came by the scheme of ENTRACTE_PUBLIC_URL, whatever its headers say.

    So no proxy has to be believed about it, and behind TLS every answer has its HSTS header.
    """

    def __init__(self, application: WSGIApplication) -> None:
        self.application = application

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        environ["wsgi.url_scheme"] = settings.PUBLIC_URL.partition("://")[0]
        return self.application(environ, start_response)


django.setup(set_prefix=False)
if found := problems(serves_guests=True):
    raise ImproperlyConfigured("; ".join(found))
application = AsPublished(MeasuredBodies(get_wsgi_application()))
# What start-up made stays for good, the addresses with their views too: the collector need not look at it
# again, which would hold up a request now and then.
len(get_resolver().url_patterns)
gc.collect()
gc.freeze()
