"""The address of the tab Privacy of Set-up."""

from django.urls import URLPattern, path

from entracte.backoffice.set_up.privacy import views

urlpatterns: list[URLPattern] = [path("", views.privacy, name="privacy")]
