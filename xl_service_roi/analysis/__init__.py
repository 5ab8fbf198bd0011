"""What lies behind a result: scenarios through the one engine."""
