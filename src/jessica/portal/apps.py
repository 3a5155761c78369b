from __future__ import annotations

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "jessica.portal"
    label = "portal"
    verbose_name = "Patient pages"
