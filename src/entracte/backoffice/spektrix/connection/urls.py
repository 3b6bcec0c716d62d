"""The addresses of the tab Connection of Spektrix."""

from django.urls import URLPattern, path

from entracte.backoffice.spektrix.connection import views

urlpatterns: list[URLPattern] = [
    path("", views.spektrix, name="spektrix"),
    path("test/", views.test, name="test_connection"),
    path("turn/", views.turn, name="turn"),
]
