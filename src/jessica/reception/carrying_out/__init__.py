"""Carry out what a conversation asks for: each effect through the room that owns it, behind one decision."""

from jessica.reception.carrying_out.dispatch import CarryingOut

__all__ = ["CarryingOut"]
