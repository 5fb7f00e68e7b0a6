# Bảng: lọc, cột, tệp, trang, khung nhìn đã lưu; ngày và trạng thái.

table-search = Tìm trong bảng
table-filter = Lọc
table-chosen = Đang lọc theo
table-drop = bỏ điều kiện này
table-columns = Cột
table-rows = Số dòng một trang
table-apply = Áp dụng
table-files = Tải về
table-files-help = Đúng các cột và dòng đang lọc, tất cả các trang.
table-from = từ
table-to = đến
table-ignored = Bỏ qua điều kiện không đọc được: { $name } = “{ $value }”.
table-nothing = Không có dòng nào khớp.
table-nothing-help = Hãy bỏ bớt điều kiện lọc, hoặc chọn kỳ hay đơn vị khác.

pager = Các trang
pager-shown = { $from }–{ $to } trong { $total }
pager-previous = ‹ Trước
pager-next = Sau ›

views = Khung nhìn đã lưu
views-all = Tất cả
views-save = Lưu khung nhìn này
views-name = Tên khung nhìn
views-name-wrong = Tên khung nhìn cần từ 1 đến 80 ký tự.
views-saved = Đã lưu khung nhìn “{ $name }”.
views-rename = Đổi tên khung nhìn
views-renamed = Đã đổi tên khung nhìn.
views-query-wrong = Khung nhìn này không lưu được; hãy bớt điều kiện lọc rồi thử lại.
views-too-many = Mỗi bảng lưu được nhiều nhất { $limit } khung nhìn; hãy xóa bớt rồi lưu lại.
views-name-taken = Bảng này đã có khung nhìn mang tên ấy; hãy chọn tên khác.
views-remove = Xóa khung nhìn này
views-removed = Đã xóa khung nhìn.

day-today = hôm nay
day-ahead = còn { $days } ngày
day-ago = { $days } ngày trước

status-done = xong đúng hạn
status-done-late = xong quá hạn
status-doing = đang làm
status-waiting = chưa làm
status-due = { $days ->
    [0] đến hạn hôm nay
   *[other] còn { $days } ngày
 }
status-late = quá hạn { $days } ngày
status-returned = bị trả lại
status-unclear = chưa rõ
status-stopped = thôi thực hiện

tree-below = Phần dưới của { $name }
preview-back = Quay lại, chưa làm gì
upload-send = Tải lên
