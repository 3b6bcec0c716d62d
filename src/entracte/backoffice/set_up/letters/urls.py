"""The address of the tab Letters of Set-up."""

from django.urls import URLPattern, path

from entracte.backoffice.set_up.letters import views

urlpatterns: list[URLPattern] = [path("", views.letters, name="letters")]
