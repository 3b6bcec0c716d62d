"""The address of the tab What crosses of Spektrix."""

from django.urls import URLPattern, path

from entracte.backoffice.spektrix.what_crosses import views

urlpatterns: list[URLPattern] = [path("", views.crossing, name="crossing")]
