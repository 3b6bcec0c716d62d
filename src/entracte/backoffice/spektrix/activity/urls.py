"""The addresses of the tab Activity of Spektrix."""

from django.urls import URLPattern, path

from entracte.backoffice.spektrix.activity import views

urlpatterns: list[URLPattern] = [
    path("", views.bridge_activity, name="activity"),
    path("by-reason/", views.settle_all, name="settle_all"),
    path("watched/", views.write_all_watched, name="write_watched"),
    path("<slug:key>/", views.settle, name="settle"),
]
