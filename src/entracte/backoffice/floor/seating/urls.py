"""The address of the tab Seating of Floor."""

from django.urls import URLPattern, path

from entracte.backoffice.floor.seating import views

urlpatterns: list[URLPattern] = [path("seating/", views.seating, name="seating")]
