"""The address of the page on which a letter is given words of one's own."""

from django.urls import URLPattern, path

from entracte.backoffice.set_up.wording import views

urlpatterns: list[URLPattern] = [path("", views.wording, name="wording")]
