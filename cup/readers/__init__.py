"""Readers of the formats in which football is kept. Each turns files into one Reading; cup/importing.py writes that as raw tables.

A reader is a module with

- FORMAT, the name that people type, and TITLE, what it is in a few words;
- recognises(source), whether a file looks like this format, from its first lines;
- read(sources, told), which returns a Reading, and raises nothing whatever a file holds.

A reader says what a file says. It pairs no ties, makes no ids, and guesses nothing without a note.
"""
