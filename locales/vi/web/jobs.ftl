# Việc của máy và thư điện tử, trang của quản trị.

jobs-about = Thư điện tử và việc chạy theo giờ: việc nào hỏng, vì sao; làm lại hoặc bỏ.
jobs-title = Việc của máy
jobs-lead = Thư cần gửi và việc dọn dẹp định kỳ. Việc không làm được nằm lại đây cho đến khi được thử lại hoặc bỏ.
jobs-none = Không có việc nào đang chờ.
jobs-none-help = Việc định kỳ sẽ hiện ở đây khi máy chủ bắt đầu làm việc.
jobs-number = Số
jobs-kind = Việc
jobs-state = Tình trạng
jobs-due = Làm lúc
jobs-created = Tạo lúc
jobs-tries = Số lần
jobs-reason = Lý do lần trước không xong
jobs-waiting = Đang chờ
jobs-again = Chờ thử lại
jobs-running = Đang làm
jobs-failed = Không làm được
jobs-try-again = Làm lại ngay
jobs-tried-again = Việc sẽ được làm lại trong giây lát.
jobs-discard = Bỏ việc này
jobs-discard-help = Việc dưới đây sẽ không bao giờ được làm nữa. Bỏ rồi không lấy lại được.
jobs-discarded = Đã bỏ việc.
jobs-comes-back = Việc định kỳ: làm xong lại chờ đến kỳ sau, không bỏ được.

job-letter = Gửi thư
job-sweep-files = Dọn tệp không ai dùng
job-sweep-rows = Dọn phiên và thông báo cũ
job-check-log = Kiểm tra nhật ký
job-abandoned = Máy chủ dừng giữa chừng quá nhiều lần khi làm việc này.
job-unknown = Phiên bản này của chương trình không biết loại việc ấy; hãy nâng cấp.
job-panicked = Chương trình gặp lỗi của chính nó; chi tiết ở nhật ký kỹ thuật của máy chủ.

mail-title = Thư điện tử
mail-on = Thư được gửi qua { $place }.
mail-off = Máy chủ chưa được đặt cách gửi thư.
mail-off-help = Người giữ máy đặt bằng tùy chọn --mail khi khởi động; thông báo trong trang vẫn hoạt động.
mail-to = Gửi thử đến địa chỉ
mail-try = Gửi thư thử
mail-sent = Thư thử đã vào hàng chờ; vài giây nữa hãy xem hộp thư.

file-type-wrong = Không nhận được loại tệp này.
file-too-large = Tệp lớn hơn { $limit } MB; hãy chọn tệp nhỏ hơn.
file-gone = Tệp tải lên đã quá một ngày nên bị dọn; hãy tải lên lại.
