"""What is the least that is worth asking? One row, read by its key, through the product's own stack."""

from django.http import HttpRequest
from django.urls import include, path
from ninja import NinjaAPI, Schema

from entracte.restaurants.models import Widget

api = NinjaAPI(title="One row", urls_namespace="one_row", docs_url=None, openapi_url=None)


class Row(Schema):
    """Some columns of one row."""

    key: str
    name: str
    language: str
    accent: str


@api.get("/{key}", response=Row)
def row(request: HttpRequest, key: str) -> Widget:
    return Widget.objects.get(key=key)


urlpatterns = [path("one-row/", api.urls), path("", include("entracte.urls"))]
