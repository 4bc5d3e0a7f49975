"""Figures of nonconformities: where they pile up, how they go, how long they take, what helped.

Everything is counted from what the reader may see, by the conditions of the register.
"""
