"""Word files: let in at the gate, read into clauses, written from our own text format.

Plain Python. ``gate.examine`` decides whether the bytes may come in, ``reader.read`` gives what
they say, ``source.parse`` and ``generate.make_word`` turn a procedure kept as text into a Word
file.
"""
