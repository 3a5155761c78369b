"""Addresses behind a visit's signed link."""

from __future__ import annotations

from django.urls import path

from jessica.portal import views

app_name = "portal"
urlpatterns = [
    path("v/<str:token>/", views.visit, name="visit"),
    path("v/<str:token>/visit.ics", views.calendar, name="calendar-file"),
    path("v/<str:token>/move/", views.move, name="move"),
    path("v/<str:token>/move/confirm/", views.confirm_move, name="confirm-move"),
    path("v/<str:token>/cancel/", views.cancel, name="cancel"),
]
