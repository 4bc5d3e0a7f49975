"""What the code base promises and no ordinary tool looks at.

Each module finds one kind of fault and answers with a list of :class:`checks.finding.Finding`.
``make check`` and ``tests/test_promises.py`` ask them about the project, ``tests/checks/`` about
made-up samples that must be found.
"""
