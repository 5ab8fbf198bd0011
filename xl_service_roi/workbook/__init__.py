"""The workbook: the template that is built, and whatever is read from one that was filled in."""
