"""The addresses of the page Floor, one list a tab."""

from django.urls import URLResolver, include, path

urlpatterns: list[URLResolver] = [
    path("floor/", include("entracte.backoffice.floor.tables_and_times.urls")),
    path("floor/", include("entracte.backoffice.floor.dates.urls")),
    path("floor/", include("entracte.backoffice.floor.seating.urls")),
]
