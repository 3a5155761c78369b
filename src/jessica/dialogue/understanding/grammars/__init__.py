"""Hand-written grammars, English and Spanish: deterministic readers of dates, names, numbers and choices.

Every reader is a pure function of its text (and of the instants it is given), never raises on any text,
and reports the character span of what it read, so that other readers can mask it.
"""
