"""The addresses of the page Tonight."""

from django.urls import URLPattern, path

from entracte.backoffice.tonight import views

urlpatterns: list[URLPattern] = [
    path("", views.tonight, name="tonight"),
    path("bookings/walk-in/", views.walk_in, name="walk_in"),
]
