"""The conversation itself: what a person meant, what Jessica does next, what she says.

Pure Python: no framework, no I/O, no clock of its own. `engine.Engine` is the door.
"""
