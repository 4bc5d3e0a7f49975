"""Comments on a clause while an edition is in review, answered by its author before approval."""
