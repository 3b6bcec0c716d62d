"""Which addresses does the back office have?"""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
