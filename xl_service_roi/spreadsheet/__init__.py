"""A spreadsheet file as such, .xlsx or .xlsm: read without trusting it, changed without losing anything."""
