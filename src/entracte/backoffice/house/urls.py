"""The addresses that belong to no restaurant: the choice of one, and the pages of help."""

from django.urls import URLPattern, path

from entracte.backoffice.house import help_pages, restaurant_choice

urlpatterns: list[URLPattern] = [
    path("", restaurant_choice.restaurants, name="restaurants"),
    path("help/<slug:name>/", help_pages.help_page, name="help"),
]
