"""The people of the agency, their units, and who holds which role where, from when to when."""
