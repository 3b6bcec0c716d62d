"""The addresses of the tab Who did what."""

from django.urls import URLPattern, path

from entracte.backoffice.set_up.history import views

urlpatterns: list[URLPattern] = [
    path("", views.history, name="history"),
    path("sign-ins/", views.sign_ins, name="sign_ins"),
]
