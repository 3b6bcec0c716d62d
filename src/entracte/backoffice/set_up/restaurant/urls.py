"""The address of the tab Restaurant of Set-up."""

from django.urls import URLPattern, path

from entracte.backoffice.set_up.restaurant import views

urlpatterns: list[URLPattern] = [path("", views.set_up, name="set_up")]
