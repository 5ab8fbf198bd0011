"""Words in Dutch: names of drivers, lines and measures, and sentences by subject."""
