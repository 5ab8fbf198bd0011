"""The building blocks that stand on their own: the finance functions."""
