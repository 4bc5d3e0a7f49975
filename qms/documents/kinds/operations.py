"""The verb of kinds: the quality officer sets how one is numbered and reviewed."""

from dataclasses import dataclass

from qms.audit_trail.operations import record
from qms.documents.kinds import queries
from qms.documents.kinds.models import KindSetting
from qms.documents.kinds.pattern import fault
from qms.documents.lifecycle import OFFICER
from qms.kernel.access import Actor
from qms.kernel.database import db
from qms.kernel.i18n import Sentence
from qms.kernel.lifecycle import no_reason, refuse_if
from qms.kernel.operation import OVERTAKEN, operation


@dataclass(frozen=True)
class KindRule:
    """How codes are made ("": freely) and after how many months one looks again (0: never)."""

    pattern: str
    review_months: int

    @property
    def parts(self) -> tuple[str, int]:
        """Pattern and months."""
        return self.pattern, self.review_months


@operation
def set_kind(kind: str, rule: KindRule, seen: int, by: Actor, reason: str) -> KindSetting:
    """Set the rule of a kind; codes given before stay as they are.

    ``seen`` is the version that was on the person's screen, 0 where there was no rule.
    """
    setting = queries.setting(kind)
    refuse_if(
        OFFICER(None, by),
        no_reason(reason),
        fault(rule.pattern),
        None if (setting.version if setting else 0) == seen else OVERTAKEN,
        _same(setting, rule),
    )
    if setting is None:
        setting = KindSetting(kind=kind)
        db.session.add(setting)
    setting.pattern, setting.review_months = rule.parts
    record(by, "set kind", setting, reason)
    return setting


def _same(setting: KindSetting | None, rule: KindRule) -> Sentence | None:
    now = (setting.pattern, setting.review_months) if setting else ("", 0)
    if now != rule.parts:
        return None
    return Sentence("Quy tắc này đang dùng rồi; chưa có gì để lưu.")
