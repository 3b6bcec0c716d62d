"""The addresses of the page Guests."""

from django.urls import URLPattern, URLResolver, include, path

from entracte.backoffice.guests import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("guests/", views.guests, name="guests"),
    # before the profiles: it would read there as the key of one
    path("guests/feedback/", include("entracte.backoffice.guests.feedback.urls")),
    path("guests/<slug:key>/", views.guest, name="guest"),
    path("guests/<slug:key>/edit/", views.edit, name="edit_guest"),
    path("guests/<slug:key>/note/", views.note, name="guest_note"),
    path("guests/<slug:key>/write-again/", views.write_again, name="write_to_guest_again"),
    path("guests/<slug:key>/unlink/", views.unlink_guest, name="unlink"),
    path("guests/<slug:key>/file/", views.give_out, name="give_out"),
    path("guests/<slug:key>/erase/", views.erase, name="erase_guest"),
    path("guests/<slug:key>/merge/", views.merge, name="merge"),
]
