"""The log-in of a person on staff: a Django user whose name is the e-mail address."""

from __future__ import annotations

from django.contrib.auth import get_user_model
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from jessica.clinic.models import StaffMember
from jessica.platform.errors import Refused


def give_log_in(member: StaffMember) -> None:
    """Give `member` an active user, without a password until somebody sets one. No e-mail, no log-in.

    Raises `Refused` when the address already belongs to somebody else's log-in.
    """
    if not member.email:
        take_log_in(member)
        return
    users = get_user_model()._default_manager
    user = member.user or users.filter(username=member.email).first()
    if user is None:
        user = get_user_model()(username=member.email)
        user.set_unusable_password()
    other = StaffMember.objects.filter(user_id=user.pk).exclude(pk=member.pk).first() if user.pk else None
    if other is not None:
        raise Refused(
            f"The log-in {member.email} already belongs to {other.name} of {other.clinic.name}. "
            f"Nothing was changed; give {member.name} another e-mail address."
        )
    user.username, user.email, user.is_active = member.email, member.email, True
    user.first_name, _, user.last_name = member.name.rpartition(" ")
    user.save()
    if member.user_id != user.pk:
        member.user = user
        member.save(update_fields=["user"])


def take_log_in(member: StaffMember) -> None:
    """Stop `member` from logging in; the user stays, for the records that name it."""
    if member.user is not None:
        member.user.is_active = False
        member.user.save(update_fields=["is_active"])


def set_password(member: StaffMember, password: str) -> None:
    """Set the password of `member`'s log-in. Raises `Refused` when there is no log-in or it is too weak."""
    if member.user is None:
        raise Refused(f"{member.name} has no log-in: the clinic file names no e-mail address.")
    try:
        validate_password(password, member.user)
    except ValidationError as error:
        raise Refused(f"{' '.join(error.messages)} The password was not changed.") from None
    member.user.set_password(password)
    member.user.save(update_fields=["password"])
