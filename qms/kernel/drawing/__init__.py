"""Drawings of boxes and lines, the same on a page and on paper."""
