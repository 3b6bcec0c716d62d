"""The addresses of the tab Activity of Spektrix."""

from django.urls import URLPattern, path

from entracte.backoffice.spektrix.activity import views

urlpatterns: list[URLPattern] = [
    path("", views.bridge_activity, name="activity"),
    path("<slug:key>/", views.settle, name="settle"),
]
