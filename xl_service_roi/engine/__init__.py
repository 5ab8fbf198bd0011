"""The expression engine: one declaration of a line gives its numbers, its Excel formula and its words.

It knows no model: drivers, lines, futures and units are handed to it (see ``definition.Definition``).
"""
