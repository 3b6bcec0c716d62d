"""The addresses of the tab Team of Set-up."""

from django.urls import URLPattern, path

from entracte.backoffice.set_up.team import views

urlpatterns: list[URLPattern] = [
    path("", views.team, name="team"),
    path("member/", views.member, name="member"),
    path("invitation/", views.invitation, name="invitation"),
]
