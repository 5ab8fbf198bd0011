"""The sheets of the template: who writes each, and what they are written with."""
