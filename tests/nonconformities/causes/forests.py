"""Forests of causes: any, and some that a ward would write."""

from hypothesis import strategies as st

from qms.nonconformities.causes.reading import DEEPEST, MOST, read
from qms.nonconformities.causes.tree import Branch, Cause

LETTERS = "aeiouyăâêôơưđbcdghklmnpqrstvx ạắềộựỹ,.;%/()WMĐƯƠ0123456789"
TEXTS = (
    st.text(LETTERS, min_size=1, max_size=160)
    .map(lambda text: " ".join(text.split()))
    .filter(lambda text: bool(text))
)


@st.composite
def forests(
    draw: st.DrawFn, texts: st.SearchStrategy[str] = TEXTS, most: int = MOST
) -> tuple[Cause, ...]:
    """Any forest that a clerk may send, branch by branch."""
    causes: list[Cause] = []
    for branch in Branch:
        depth = -1
        for _line in range(draw(st.integers(0, most - len(causes)))):
            depth = draw(st.integers(0, min(depth + 1, DEEPEST)))
            causes.append(Cause(branch, depth, draw(texts)))
    return tuple(causes)


ONE = read({Branch.PEOPLE: "Cán bộ tiếp nhận không ghi sổ theo dõi hồ sơ đến hạn"})
PAIRS = read(
    {
        Branch.PEOPLE: "Hai cán bộ địa chính cùng nghỉ phép trong tuần đầu tháng 3\n"
        "- Phòng không lập lịch nghỉ phép chung cho cả năm",
        Branch.PROCEDURE: "Quy trình QT-07/ĐC không ghi ai làm thay khi người phụ trách vắng mặt\n"
        "- Lần sửa đổi năm 2024 bỏ cột người làm thay mà không ai soát lại",
        Branch.MEANS: "Phần mềm một cửa không nhắc trước ngày đến hạn\n"
        "- Chức năng nhắc hạn chưa được bật sau khi sáp nhập phường",
    }
)
FIVE = read(
    {
        Branch.PROCEDURE: "Hồ sơ được chuyển sang bộ phận địa chính chậm hai ngày\n"
        "- Biên bản bàn giao chỉ lập một lần vào cuối tuần\n"
        "-- Quy trình nội bộ không quy định thời hạn bàn giao giữa các bộ phận\n"
        "--- Khi soạn quy trình chỉ cộng thời gian giải quyết, không tách từng bước\n"
        "---- Mẫu quy trình của phường không có cột thời gian cho từng bước",
    }
)
MANY = read(
    {
        Branch.PEOPLE: "Công chức mới nhận nhiệm vụ từ tháng 01/2026 chưa được tập huấn về quy "
        "trình cấp giấy phép xây dựng nhà ở riêng lẻ trong khu dân cư hiện hữu\n"
        "- Kế hoạch đào tạo năm 2026 được ban hành sau khi công chức đã nhận việc\n"
        "-- Phòng Văn hóa - Xã hội chờ chỉ tiêu biên chế nên lập kế hoạch muộn\n"
        "- Người làm trước không bàn giao sổ theo dõi\n"
        "Lãnh đạo phòng không kiểm tra tiến độ hằng tuần như quy chế làm việc đã nêu",
        Branch.PROCEDURE: "Bước thẩm định tại chỗ phải chờ lịch của ba đơn vị, không đơn vị nào "
        "được giao chủ trì việc xếp lịch\n"
        "- Quy chế phối hợp giữa phường và chi nhánh văn phòng đăng ký đất đai chưa sửa "
        "theo mô hình chính quyền hai cấp\n"
        "-- Không có người được giao theo dõi các quy chế phải sửa sau ngày 01/7/2025\n"
        "Phiếu yêu cầu bổ sung hồ sơ được gửi hai lần cho cùng một hồ sơ\n"
        "- Danh mục thành phần hồ sơ dán ở quầy là bản cũ, còn ghi giấy chứng nhận bản sao\n"
        "-- Bản in không có mã để người dân và cán bộ kiểm tra bản đang có hiệu lực",
        Branch.MEANS: "Máy quét tại bộ phận một cửa hỏng từ ngày 12/02 đến 20/02/2026\n"
        "- Không có máy dự phòng và không có hợp đồng bảo trì\n"
        "Đường truyền đến kho dữ liệu đất đai của tỉnh gián đoạn nhiều giờ trong ngày\n"
        "- Phường chưa đăng ký tài khoản dự phòng",
        Branch.ENVIRONMENT: "Số hồ sơ tháng sau Tết gấp 2,5 lần tháng bình thường\n"
        "- Không bố trí thêm người ở quầy trong tháng cao điểm\n"
        "Mưa lớn kéo dài ba ngày nên không đo đạc được ngoài thực địa",
        Branch.LAW: "Nghị định 151/2025/NĐ-CP chuyển thẩm quyền từ huyện về phường, thời hạn "
        "rút từ 20 ngày còn 15 ngày làm việc\n"
        "- Quy trình của phường còn ghi thời hạn cũ",
    }
)
REALISTIC = {"one": ONE, "pairs": PAIRS, "five": FIVE, "many": MANY}
