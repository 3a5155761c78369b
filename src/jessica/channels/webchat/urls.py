"""Public addresses: `/`, `/c/<clinic>/` and the widget's card."""

from __future__ import annotations

from django.urls import path

from jessica.channels.webchat import views

app_name = "webchat"
urlpatterns = [
    path("", views.front_door, name="front-door"),
    path("c/<slug:slug>/", views.clinic_page, name="clinic-page"),
    path("webchat/<slug:slug>.json", views.clinic_card, name="clinic-card"),
]
