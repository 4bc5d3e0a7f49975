"""Short questions of an edition: who says "I have read it" answers them first."""
