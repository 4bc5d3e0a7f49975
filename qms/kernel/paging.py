"""A long list on pages."""


def pages(total: int, size: int) -> int:
    """How many pages of ``size`` hold ``total`` things; an empty list fills one."""
    return max(1, -(-total // size))


def nearest(page: int, total: int, size: int) -> int:
    """``page`` where there is such a page, else the first or the last."""
    return min(max(1, page), pages(total, size))
