"""Logging in and out, and the navigation's own refresh."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_GET

from jessica.console.demo_logins import DEMO_PASSWORD, demo_staff
from jessica.console.pages import fragment, places
from jessica.console.permissions import Area
from jessica.console.staff_only import StaffRequest, staff_only


class LogInForm(AuthenticationForm):
    """E-mail and password. Whatever is wrong, the answer is the same."""

    error_messages = {
        "invalid_login": "E-mail and password do not belong together. Check both and try again.",
        "inactive": "E-mail and password do not belong together. Check both and try again.",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name, password = self.fields["username"], self.fields["password"]
        name.label = "E-mail"
        name.widget = forms.EmailInput(
            attrs={"class": "input", "autofocus": True, "autocomplete": "username", "maxlength": 150}
        )
        password.widget.attrs.update({"class": "input", "autocomplete": "current-password"})

    def clean_username(self) -> str:
        """The account's own spelling of the address, so that capitals do not matter."""
        typed = str(self.cleaned_data["username"]).strip()
        accounts = get_user_model()._default_manager.filter(username__iexact=typed)
        return str(accounts.values_list("username", flat=True).first() or typed)


class LogIn(LoginView):
    """The door of the console."""

    template_name = "console/login.html"
    authentication_form = LogInForm
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        context["next"] = self.get_redirect_url()
        if settings.JESSICA_DEMO:
            context["demo_staff"] = demo_staff()
            context["demo_password"] = DEMO_PASSWORD
        return context

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = super().dispatch(request, *args, **kwargs)
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response


@require_GET
@staff_only(Area.TODAY)
def navigation(request: StaffRequest) -> HttpResponse:
    """The places with their figures, for the refresh without reload."""
    context = {"places": places(request, request.GET.get("at", ""))}
    return fragment(request, "console/parts/places.html", context)
