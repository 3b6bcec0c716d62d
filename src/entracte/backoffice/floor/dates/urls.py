"""The addresses of the tab Dates of Floor."""

from django.urls import URLPattern, path

from entracte.backoffice.floor.dates.views import closure, overview, special_day

urlpatterns: list[URLPattern] = [
    path("dates/", overview.dates, name="dates"),
    path("closures/new/", closure.closure, name="new_closure"),
    path("closures/<slug:key>/", closure.closure, name="closure"),
    path("closures/<slug:key>/remove/", closure.open_again, name="remove_closure"),
    path("special-days/new/", special_day.special_day, name="new_special_day"),
    path("special-days/<slug:key>/", special_day.special_day, name="special_day"),
    path("special-days/<slug:key>/remove/", special_day.remove, name="remove_special_day"),
]
