"""Looking, after a time and by somebody else, whether what was done worked (10.2.1 d)."""
