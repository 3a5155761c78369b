from __future__ import annotations

from django.apps import AppConfig


class WebChatConfig(AppConfig):
    name = "jessica.channels.webchat"
    label = "webchat"
    verbose_name = "Web chat"
