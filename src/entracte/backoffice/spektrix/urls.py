"""The addresses of the page Spektrix, one list a tab."""

from django.urls import URLResolver, include, path

urlpatterns: list[URLResolver] = [
    path("spektrix/", include("entracte.backoffice.spektrix.connection.urls")),
    path("spektrix/activity/", include("entracte.backoffice.spektrix.activity.urls")),
    path("spektrix/what-crosses/", include("entracte.backoffice.spektrix.what_crosses.urls")),
]
