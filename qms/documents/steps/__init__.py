"""The steps of a procedure: read out of its table, added up, drawn as lanes."""
