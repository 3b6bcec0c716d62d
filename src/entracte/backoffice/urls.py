"""The addresses of the back office: those of the house, then one list a page of the rail."""

from django.urls import URLResolver, include, path

app_name = "backoffice"

urlpatterns: list[URLResolver] = [
    path("", include("entracte.backoffice.house.urls")),
    # before the bookings: an address of Tonight would read there as the code of a booking
    path("r/<slug:slug>/", include("entracte.backoffice.tonight.urls")),
    path("r/<slug:slug>/", include("entracte.backoffice.bookings.urls")),
    path("r/<slug:slug>/", include("entracte.backoffice.guests.urls")),
    path("r/<slug:slug>/", include("entracte.backoffice.floor.urls")),
    path("r/<slug:slug>/", include("entracte.backoffice.set_up.urls")),
    path("r/<slug:slug>/", include("entracte.backoffice.spektrix.urls")),
    path("r/<slug:slug>/", include("entracte.backoffice.your_letters.urls")),
]
