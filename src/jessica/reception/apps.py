from __future__ import annotations

from django.apps import AppConfig


class ReceptionConfig(AppConfig):
    name = "jessica.reception"
    label = "reception"
    verbose_name = "Reception"
    default_auto_field = "django.db.models.BigAutoField"
