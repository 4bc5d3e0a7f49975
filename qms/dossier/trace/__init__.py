"""The trace: from a requirement to the proof that a cause is removed, and back, by keys alone."""
