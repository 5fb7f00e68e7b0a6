# Thông báo trong trang, và cùng câu ấy trong thư.

notices-title = Thông báo
notices-none = Chưa có thông báo nào.
notices-none-help = Việc liên quan đến tài khoản và chức vụ của anh/chị sẽ được báo ở đây.
notices-new = Chưa đọc
notices-read = Đã đọc
notices-open = Mở
notices-read-all = Đánh dấu đã đọc tất cả
notices-all-read = Đã đánh dấu đã đọc tất cả.

notice-account-made = Tài khoản { $name } đã được tạo cho anh/chị.
notice-password-changed = Mật khẩu của anh/chị vừa được thay đổi.
notice-password-reset = Người quản trị vừa cấp lại mật khẩu cho anh/chị; mọi phiên đang mở đã kết thúc.
notice-new-address = Có người đăng nhập tài khoản của anh/chị từ địa chỉ { $address } chưa từng dùng; trình duyệt: { $agent }.
notice-token-made = Khóa truy cập “{ $name }” dùng cho chương trình vừa được tạo trong tài khoản của anh/chị.
notice-post-given = Anh/chị được giao chức vụ { $title }, { $unit }, từ ngày { $day }.
notice-post-ended = Chức vụ { $title }, { $unit } của anh/chị kết thúc vào ngày { $day }.
notice-job-failed = Có việc của máy không làm được: { $kind }.
notice-log-not-whole = Kiểm tra hằng đêm cho thấy nhật ký không còn nguyên vẹn.
notice-test = Đây là thư thử. Nhận được thư này nghĩa là máy chủ gửi thư được.
notice-unknown = Thông báo của phiên bản mới hơn; hãy nâng cấp chương trình để đọc.

notice-not-you = Nếu không phải do anh/chị làm, hãy đổi mật khẩu ngay và báo cho quản trị hệ thống.
notice-password-by-hand = Mật khẩu dùng một lần do người quản trị trao tận tay; không ai gửi mật khẩu qua thư.
notice-look-at-jobs = Hãy xem lý do, rồi làm lại hoặc bỏ việc ấy.
notice-keep-machine = Hãy giữ nguyên máy chủ, đối chiếu với bản sao lưu gần nhất và báo cho người phụ trách.

letter-account-made = Tài khoản mới
letter-password = Mật khẩu thay đổi
letter-new-address = Đăng nhập từ địa chỉ lạ
letter-token-made = Khóa truy cập mới
letter-post-given = Chức vụ mới
letter-post-ended = Chức vụ kết thúc
letter-job-failed = Việc của máy không làm được
letter-log-not-whole = Nhật ký không nguyên vẹn
letter-test = Thư thử
letter-greeting = Kính gửi { $name },
letter-greeting-nobody = Kính gửi anh/chị,
letter-when = Thời điểm: { $time } ngày { $day }.
letter-foot = Thư do hệ thống Sáu Rõ gửi tự động, xin không trả lời.
