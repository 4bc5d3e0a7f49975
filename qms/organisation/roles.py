"""The roles as people call them; what each may do stands in the lifecycles."""

from qms.kernel.access import Role
from qms.kernel.i18n import Sentence

ROLE_NAMES = {
    Role.ADMINISTRATOR: Sentence("Quản trị hệ thống"),
    Role.MANAGEMENT_REPRESENTATIVE: Sentence("Đại diện lãnh đạo về chất lượng"),
    Role.QUALITY_OFFICER: Sentence("Thư ký ISO"),
    Role.AUTHOR: Sentence("Người soạn thảo"),
    Role.REVIEWER: Sentence("Người xem xét"),
    Role.APPROVER: Sentence("Người phê duyệt"),
    Role.UNIT_HEAD: Sentence("Trưởng đơn vị"),
    Role.STAFF: Sentence("Cán bộ, công chức"),
    Role.INTERNAL_AUDITOR: Sentence("Đánh giá viên nội bộ"),
    Role.INSPECTOR: Sentence("Thanh tra, kiểm tra"),
    Role.SCORER: Sentence("Tổ chấm điểm"),
    Role.VERIFIER: Sentence("Tổ thẩm định"),
    Role.COUNCIL_MEMBER: Sentence("Hội đồng"),
}
