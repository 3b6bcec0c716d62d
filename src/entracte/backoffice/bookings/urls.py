"""The addresses of the page Bookings."""

from django.urls import URLPattern, path

from entracte.backoffice.bookings.views import (
    block,
    booking,
    change,
    correct,
    diary,
    explanation,
    letter,
    misfits,
    new_booking,
    swap,
    wish,
)

urlpatterns: list[URLPattern] = [
    path("list/", diary.diary_list, name="list"),
    path("bookings/", diary.bookings, name="bookings"),
    path("bookings/no-longer-fit/", misfits.misfits, name="misfits"),
    path("bookings/new/", new_booking.new_booking, name="new_booking"),
    path("bookings/new/slots/", new_booking.slots, name="slots"),
    path("bookings/new/guests/", new_booking.look_up, name="look_up"),
    path("bookings/new/guests/<slug:key>/", new_booking.fill_in, name="fill_in"),
    path("bookings/why/", explanation.explanation, name="why"),
    path("bookings/blocks/", block.blocks, name="blocks"),
    path("bookings/blocks/<slug:key>/", block.give_back, name="unblock"),
    path("bookings/<slug:code>/", booking.booking, name="booking"),
    path("bookings/<slug:code>/move/", booking.step, name="move"),
    path("bookings/<slug:code>/note/", booking.note, name="note"),
    path("bookings/<slug:code>/story/", booking.story, name="story"),
    path("bookings/<slug:code>/change/", change.change, name="change"),
    path("bookings/<slug:code>/change/end/", change.end, name="end"),
    path("bookings/<slug:code>/correct/", correct.correct, name="correct"),
    path("bookings/<slug:code>/letter/", letter.letter_again, name="letter_again"),
    path("bookings/<slug:code>/write-again/", letter.write_again, name="write_again"),
    path("bookings/<slug:code>/wish/", wish.wish, name="wish"),
    path("bookings/<slug:code>/swap/", swap.swap, name="swap"),
]
