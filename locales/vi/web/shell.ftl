# Khung của mọi trang: điều hướng, tìm kiếm, người dùng, phím tắt.

area-today = Việc hôm nay
area-documents = Văn bản
area-tasks = Nhiệm vụ
area-indicators = Chỉ tiêu
area-reports = Báo cáo
area-units = Tổ chức
area-administration = Quản trị

skip = Đến nội dung chính
menu = Mở danh mục
navigation = Các mảng việc
crumbs = Vị trí trang
scope = Kỳ và đơn vị đang xem
help = Hướng dẫn về trang này
help-title = Hướng dẫn
settings = Thiết lập
language = Ngôn ngữ
theme = Nền trang
theme-auto = Theo máy
theme-light = Sáng
theme-dark = Tối
account = Tài khoản và bảo mật
sign-in = Đăng nhập
sign-out = Đăng xuất
close = Đóng
undo = Hoàn tác

notices-unread = { $count ->
    [0] Không có thông báo chưa đọc
   *[other] { $count } thông báo chưa đọc
 }

search-title = Tìm kiếm
search-label = Tìm văn bản, nhiệm vụ, chỉ tiêu
search-hint = Tìm văn bản, nhiệm vụ…
search-go = Tìm
search-place = Trang
search-nothing = Không tìm thấy “{ $text }”.
search-nothing-help = Thử ít chữ hơn, hoặc gõ không dấu; số và ký hiệu văn bản cũng tìm được.
palette = Đi đến
palette-help = ↑ ↓ chọn, Enter mở, Esc đóng

keys-title = Phím tắt
keys-hint-before = Nhấn
keys-hint-after = để xem phím tắt
key-palette = Đi đến bất cứ đâu theo tên
key-search = Đến ô tìm kiếm
key-rows = Dòng sau, dòng trước
key-open = Mở dòng đang chọn

tone-done = Đã xong
tone-note = Lưu ý
tone-warning = Cảnh báo
tone-failed = Chưa làm được

script-restored = Đã khôi phục nội dung bạn gõ dở, chưa lưu.
script-discard = Bỏ nội dung gõ dở
script-failed = Chưa gửi được, có thể do mất kết nối. Nội dung vẫn còn trên trang; hãy thử lại.
script-nothing = Không có kết quả
script-uploading = Đang tải lên
