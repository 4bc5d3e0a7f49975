"""What the program tells a person: on its pages at once, and by mail as each person wishes.

``operations.notify`` is called inside a verb; nobody is told of what was not kept, nor twice.
"""
