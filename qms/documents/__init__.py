"""Controlled documents: an edition is drafted, reviewed, approved, put in force, superseded.

Nouns: Document, Edition, Signature, Clause. ``word`` reads and makes Word files; ``filing`` brings
one into an edition; ``drafting`` and ``operations`` hold the verbs.

Document and Edition name the tables of some neighbours as theirs; those are read here, so that
none is missing whichever module of the capability is read first.
"""

import qms.documents.adoption.models
import qms.documents.blanks.models
import qms.documents.decisions.models
import qms.documents.models
import qms.documents.records.models
import qms.documents.serving.models  # noqa: F401 - read for the tables they bring
