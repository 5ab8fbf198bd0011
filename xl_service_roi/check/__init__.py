"""What is wrong, or worth a second look, in a file that was filled in: every problem, not only the first."""

from .file import check_file

__all__ = ["check_file"]
