"""The addresses of the guests' pages: /b/ for the booking, /w/ for when and where, /f/ for feedback."""

from django.urls import path

from entracte.guestpages.feedback import feedback
from entracte.guestpages.lost_link import lost_link
from entracte.guestpages.opened import wrong_link
from entracte.guestpages.own_booking.cancel import cancel, undo_cancel
from entracte.guestpages.own_booking.change import ask, change, change_requests, withdraw
from entracte.guestpages.own_booking.kept import what_is_kept
from entracte.guestpages.own_booking.late import late
from entracte.guestpages.own_booking.see import calendar, own_page, when_where_page

app_name = "guestpages"

urlpatterns = [
    path("b/<str:token>", own_page, name="own_page"),
    path("b/<str:token>/late", late, name="late"),
    path("b/<str:token>/change", change, name="change"),
    path("b/<str:token>/ask", ask, name="ask"),
    path("b/<str:token>/withdraw", withdraw, name="withdraw"),
    path("b/<str:token>/requests", change_requests, name="change_requests"),
    path("b/<str:token>/calendar.ics", calendar, name="calendar"),
    path("b/<str:token>/cancel", cancel, name="cancel"),
    path("b/<str:token>/undo", undo_cancel, name="undo_cancel"),
    path("b/<str:token>/kept", what_is_kept, name="what_is_kept"),
    path("w/<str:token>", when_where_page, name="when_and_where"),
    path("f/<str:token>", feedback, name="feedback"),
    # what is left of a link after a mail program cut it or added to it
    path("b/", lost_link, name="lost_link"),
    path("w/", wrong_link),
    path("f/", wrong_link),
    path("b/<path:rest>", wrong_link),
    path("w/<path:rest>", wrong_link),
    path("f/<path:rest>", wrong_link),
]
