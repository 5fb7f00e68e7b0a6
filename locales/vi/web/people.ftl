# Người dùng, chức vụ, nhật ký, trang chủ, lỗi chung của biểu mẫu.

home-nothing = Không còn việc nào đang chờ.
home-next = Việc mới sẽ hiện ở đây.
home-posts = Chức vụ của tôi
home-below = đơn vị trực thuộc
home-units = đơn vị đang hoạt động
home-people = người dùng tôi xem được
home-account = Tài khoản của tôi
home-second = Tài khoản này chưa có bước xác thực thứ hai: ai biết mật khẩu cũng vào được.
home-from = từ địa chỉ
home-this-session = Phiên này
home-other-sessions = Phiên khác
home-others = { $count ->
    [0] không có phiên nào khác
   *[other] { $count } phiên khác đang mở
 }

field-needed = Hãy điền ô này.
field-too-long = Dài quá { $limit } ký tự.
field-day = Hãy nhập ngày theo dạng 31/12/2025.
field-choose = Hãy chọn một mục trong danh sách.
form-changed = Người khác vừa thay đổi tổ chức. Nội dung bạn nhập vẫn còn; hãy xem trước lại rồi ghi nhận.

people-title = Người dùng
people-add = Thêm người dùng
people-none = Chưa có người dùng nào.
people-none-help = Thêm người dùng đầu tiên bằng nút ở trên.
people-name = Họ và tên
people-unit = Đơn vị
people-state = Tình trạng
people-active = Đang dùng
people-disabled = Đã khóa
people-posts = Chức vụ
people-post = Chức vụ đầu tiên
people-email = Thư điện tử
people-email-wrong = Địa chỉ thư chưa đúng; ví dụ: ten@donvi.vn.
people-sign-in-hint = Chữ không dấu, chữ số, dấu chấm; ví dụ: minh.hanh
people-sign-in-wrong = Tên đăng nhập gồm 3 đến 64 chữ không dấu, chữ số, dấu . _ - @, bắt đầu và kết thúc bằng chữ hoặc số.
sign-in-name-taken = Tên đăng nhập này đã có người dùng.
people-role = Vai trò
people-post-title = Tên chức vụ
people-post-title-hint = Ví dụ: Phó Chánh Văn phòng
people-from = Từ ngày
people-to = Đến hết ngày
people-no-post = Chưa có chức vụ nào.
people-no-post-help = Người không có chức vụ thì không có quyền gì.
people-give-post = Thêm chức vụ
people-end-post = Kết thúc từ hôm nay
people-post-ended = Đã kết thúc chức vụ.
people-acting = thay thế
people-delegated = được ủy quyền
people-access = Quyền vào hệ thống
people-reset = Cấp lại mật khẩu
people-disable = Khóa tài khoản
people-enable = Mở khóa tài khoản
people-done = Đã lưu.
account-own = Không thể khóa tài khoản của chính mình.
last-administrator = Phải còn ít nhất một quản trị hệ thống.
post-end-outside = Ngày kết thúc phải nằm trong thời gian giữ chức vụ.

people-rule-no-day = Ngày kết thúc phải sau ngày bắt đầu.
people-rule-title-empty = Hãy nhập tên chức vụ.
people-rule-no-role = Hãy chọn vai trò trong danh sách.
people-rule-unit-not-living = Đơn vị chưa hoạt động hoặc đã kết thúc vào ngày bắt đầu.
people-rule-held-already = Người này đã giữ chức vụ như vậy ở đơn vị này.
people-rule-no-source = Không có chức vụ gốc.
people-rule-own-source = Không thể thay hoặc ủy quyền cho chính mình.
people-rule-not-acting = Không thể thay thế chức vụ này như vậy.
people-rule-outside-source = Thời gian phải nằm trong thời gian của chức vụ gốc.
people-rule-delegated-again = Quyền được ủy quyền không thể ủy quyền tiếp.
people-rule-may-not-delegate = Chức vụ này không được ủy quyền.
people-rule-beyond-source = Vai trò này vượt quá quyền của chức vụ gốc.

log-title = Nhật ký
log-lead = Mọi việc đã làm, theo thứ tự; không ai sửa được, mỗi dòng nối với dòng trước.
log-number = Số
log-day = Ngày
log-time = Giờ
log-who = Ai
log-verb = Việc
log-object = Đối tượng
log-before = Trước
log-after = Sau
log-from = Từ địa chỉ
log-system = Hệ thống
log-account = Tài khoản số { $number }
log-nothing = Chưa có dòng nào.
log-nothing-help = Nhật ký bắt đầu khi có người đăng nhập.
