"""Words in English: names of drivers, lines and measures, and sentences by subject."""
