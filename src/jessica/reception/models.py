"""Conversations, what was said in them, and what came of them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from jessica.clinic.models import Clinic, KnowledgeEntry, StaffMember
from jessica.people.models import Person


class Owner(models.TextChoices):
    JESSICA = "jessica", "Jessica"
    PERSON = "person", "A person on staff"


class Conversation(models.Model):
    """One conversation through one door. Exactly one of Jessica and staff answers at a time."""

    id = models.UUIDField(primary_key=True)
    clinic = models.ForeignKey(Clinic, models.CASCADE, related_name="conversations")
    channel = models.CharField(max_length=20)
    locale = models.CharField(max_length=8, default="en")
    source = models.CharField(max_length=80, blank=True)
    token_hash = models.CharField(max_length=64, help_text="SHA-256 of the visitor's bearer token.")
    owner = models.CharField(max_length=10, choices=Owner.choices, default=Owner.JESSICA)
    assignee = models.ForeignKey(StaffMember, models.SET_NULL, null=True, related_name="conversations")
    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="conversations")
    summary = models.CharField(max_length=200, blank=True, help_text="What it is about, for the inbox.")
    escalation = models.CharField(
        max_length=10, blank=True, help_text="Highest safety tier met: E1 to E4, crisis."
    )
    state = models.JSONField(default=dict, help_text="The dialogue's state, opaque here.")
    last_ordinal = models.PositiveIntegerField(default=0)
    unread_by_staff = models.BooleanField(default=True)
    closed_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        ordering = ["-updated_at"]
        indexes = [models.Index(fields=["clinic", "-updated_at"], name="conversation_latest")]


class Author(models.TextChoices):
    VISITOR = "visitor", "Visitor"
    JESSICA = "jessica", "Jessica"
    STAFF = "staff", "Staff"
    NOTE = "note", "Note among staff"


class Message(models.Model):
    """One thing said. `reply` holds what Jessica's answer offered and did, as the API shows it."""

    id = models.UUIDField(primary_key=True)
    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="messages")
    ordinal = models.PositiveIntegerField(help_text="Gap-free order inside the conversation, from 1.")
    author = models.CharField(max_length=10, choices=Author.choices)
    staff = models.ForeignKey(StaffMember, models.SET_NULL, null=True)
    text = models.TextField()
    reply = models.JSONField(null=True)
    answers = models.ForeignKey("self", models.CASCADE, null=True, related_name="answered_by")
    idempotency_key = models.CharField(max_length=120, null=True)
    trace = models.JSONField(null=True, help_text="What Jessica understood and why, for staff.")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["ordinal"]
        constraints = [
            models.UniqueConstraint(fields=["conversation", "ordinal"], name="message_order"),
            models.UniqueConstraint(
                fields=["conversation", "author", "idempotency_key"],
                name="message_received_once",
                condition=Q(idempotency_key__isnull=False),
            ),
        ]


class Handover(models.Model):
    """A conversation given to people. The clock runs from `requested_at` to the first human answer."""

    id = models.UUIDField(primary_key=True)
    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="handovers")
    reason = models.CharField(
        max_length=40, help_text="asked, not_understood, red_flag, complaint, staff ..."
    )
    urgency = models.CharField(max_length=10, default="normal")
    requested_at = models.DateTimeField()
    promised_by = models.DateTimeField(help_text="The time that the patient was told.")
    staffed = models.BooleanField(help_text="Whether people were there when it was asked for.")
    first_human_reply_at = models.DateTimeField(null=True)
    overdue_noticed_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["requested_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["conversation"], name="one_open_handover", condition=Q(closed_at__isnull=True)
            )
        ]


class EffectRecord(models.Model):
    """One thing that a conversation did, typed; `payload` follows `jessica.dialogue.effects`."""

    id = models.UUIDField(primary_key=True)
    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="effects")
    message = models.ForeignKey(Message, models.CASCADE, null=True, related_name="effects")
    ordinal = models.PositiveIntegerField()
    action = models.CharField(max_length=40)
    record_id = models.UUIDField(help_text="Id of the record that came of it.")
    payload = models.JSONField(default=dict)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["ordinal"]
        constraints = [models.UniqueConstraint(fields=["conversation", "ordinal"], name="effect_order")]


class StaffTask(models.Model):
    """Something that a person on staff has to do for somebody: call back, pass a message on."""

    id = models.UUIDField(primary_key=True)
    clinic = models.ForeignKey(Clinic, models.CASCADE)
    conversation = models.ForeignKey(Conversation, models.SET_NULL, null=True, related_name="tasks")
    person = models.ForeignKey(Person, models.SET_NULL, null=True)
    kind = models.CharField(max_length=20, help_text="callback, message, complaint, refill ...")
    queue = models.SlugField(max_length=40)
    priority = models.CharField(max_length=10, default="normal")
    text = models.TextField()
    contact_name = models.CharField(max_length=160, blank=True)
    contact = models.CharField(max_length=120, blank=True, help_text="Number or address to answer to.")
    due_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(StaffMember, models.SET_NULL, null=True)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["due_at"]


class UnansweredQuestion(models.Model):
    """A question that no approved entry answers, in the asker's words."""

    id = models.UUIDField(primary_key=True)
    clinic = models.ForeignKey(Clinic, models.CASCADE)
    conversation = models.ForeignKey(Conversation, models.SET_NULL, null=True, related_name="unanswered")
    language = models.CharField(max_length=8)
    text = models.CharField(max_length=1000)
    entry = models.ForeignKey(KnowledgeEntry, models.SET_NULL, null=True)
    dismissed_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True, help_text="When the asker was promised an answer.")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["-created_at"]


class Page(models.Model):
    """A call for the surgeon on duty that goes up a ladder of people until somebody acknowledges it."""

    id = models.UUIDField(primary_key=True)
    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="pages")
    tier = models.CharField(max_length=10)
    opened_at = models.DateTimeField()
    next_attempt_at = models.DateTimeField(help_text="When the next person is paged unless acknowledged.")
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_by = models.ForeignKey(StaffMember, models.SET_NULL, null=True)

    class Meta:
        ordering = ["opened_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["conversation"], name="one_open_page", condition=Q(acknowledged_at__isnull=True)
            )
        ]


class PageAttempt(models.Model):
    """One person paged once; `delivered` is what the pager said of it."""

    id = models.UUIDField(primary_key=True)
    page = models.ForeignKey(Page, models.CASCADE, related_name="attempts")
    ordinal = models.PositiveIntegerField()
    staff = models.ForeignKey(StaffMember, models.SET_NULL, null=True)
    staff_name = models.CharField(max_length=120)
    delivered = models.BooleanField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["ordinal"]
        constraints = [models.UniqueConstraint(fields=["page", "ordinal"], name="page_attempt_order")]
