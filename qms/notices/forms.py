"""What the pages of notices send."""

from collections.abc import Mapping

from qms.notices.kinds import Wish, registered


def wishes_from(sent: Mapping[str, str]) -> Mapping[str, Wish]:
    """What was chosen for each kind, sent as "wish-KIND"; what cannot be read is left out."""
    found = {}
    for name in registered():
        said = sent.get(f"wish-{name}", "")
        if said in list(Wish):
            found[name] = Wish(said)
    return found
