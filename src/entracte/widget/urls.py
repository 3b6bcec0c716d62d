"""Which addresses does the widget use?"""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
