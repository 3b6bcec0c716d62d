"""The address of the tab Feedback of Guests."""

from django.urls import URLPattern, path

from entracte.backoffice.guests.feedback import views

urlpatterns: list[URLPattern] = [path("", views.feedback, name="feedback")]
