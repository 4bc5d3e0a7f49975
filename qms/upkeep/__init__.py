"""The installation itself, kept by the administrator: what it does by itself, and what failed."""
