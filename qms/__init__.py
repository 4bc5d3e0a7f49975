"""Documents and improvement for quality management in Vietnamese local government."""
