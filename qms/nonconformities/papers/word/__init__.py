"""The papers as Word files. They are Vietnamese, whatever language their reader has chosen."""
