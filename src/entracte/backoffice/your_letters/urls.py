"""The address of the page Your letters."""

from django.urls import URLPattern, path

from entracte.backoffice.your_letters import views

urlpatterns: list[URLPattern] = [path("your-letters/", views.your_letters, name="your_letters")]
