"""Who does not see the picture hears the same."""

from qms.nonconformities.causes.outline import outline
from tests.nonconformities.causes.forests import PAIRS


def test_each_cause_has_its_number_below_its_branch() -> None:
    assert outline("Năm hồ sơ trễ hạn", PAIRS[:4]).splitlines() == [
        "Năm hồ sơ trễ hạn",
        "Con người:",
        "1. Hai cán bộ địa chính cùng nghỉ phép trong tuần đầu tháng 3",
        "1.1. Phòng không lập lịch nghỉ phép chung cho cả năm",
        "Quy trình, cách làm:",
        "1. Quy trình QT-07/ĐC không ghi ai làm thay khi người phụ trách vắng mặt",
        "1.1. Lần sửa đổi năm 2024 bỏ cột người làm thay mà không ai soát lại",
    ]


def test_the_branches_are_named_in_the_language_of_the_reader() -> None:
    assert "People:" in outline("Late", PAIRS, "en").splitlines()
