"""The addresses of the tab Widgets of Set-up."""

from django.urls import URLPattern, path

from entracte.backoffice.set_up.widgets import views

urlpatterns: list[URLPattern] = [
    path("", views.widgets, name="widgets"),
    path("new/", views.widget, name="new_widget"),
    path("<slug:key>/", views.widget, name="widget"),
    path("<slug:key>/allow/", views.allow, name="allow_origin"),
]
