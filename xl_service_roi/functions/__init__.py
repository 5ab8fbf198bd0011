"""The building blocks that stand on their own: finance."""
