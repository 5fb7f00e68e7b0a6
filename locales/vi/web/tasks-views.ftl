# Nhiệm vụ: cách trình bày, lịch, công văn đôn đốc, ngày làm việc.

tasks-view-table = Bảng
tasks-view-board = Bảng theo bước
tasks-view-calendar = Lịch
tasks-view-plan = Tiến độ
tasks-drawings = Cách trình bày
tasks-print = Danh mục để in
tasks-files-help = Tệp gồm mọi nhiệm vụ đang chọn, như ở bảng.
tasks-more = và { $count } nhiệm vụ nữa
tasks-today = hôm nay
tasks-month = Tháng
tasks-due-count = { $count } nhiệm vụ đến hạn
weekday-1 = Thứ Hai
weekday-2 = Thứ Ba
weekday-3 = Thứ Tư
weekday-4 = Thứ Năm
weekday-5 = Thứ Sáu
weekday-6 = Thứ Bảy
weekday-7 = Chủ nhật
plan-first = Chỉ trình bày { $count } nhiệm vụ đầu trong { $total }; hãy lọc bớt để xem các nhiệm vụ khác.
plan-without-day = Chưa có hạn là ngày cụ thể
plan-result = ngày trình kết quả

print-number = TT
print-all = nhiệm vụ được giao
print-of-unit = nhiệm vụ của { $unit }

urging-notice = Công văn đôn đốc
urging-subject = đôn đốc thực hiện nhiệm vụ
urging-given = { $unit } đã giao { $lead } chủ trì thực hiện nhiệm vụ: “{ $action }”. Thời hạn: { $due }.
urging-given-by = Thực hiện { $source }, { $unit } đã giao { $lead } chủ trì nhiệm vụ: “{ $action }”. Thời hạn: { $due }.
urging-late = Đến nay nhiệm vụ đã quá hạn { $days } ngày làm việc; tiến độ theo báo cáo gần nhất là { $percent }%.
urging-soon = Thời hạn còn { $days } ngày làm việc; tiến độ theo báo cáo gần nhất là { $percent }%.
urging-undated = Tiến độ theo báo cáo gần nhất là { $percent }%.
urging-before = Nhiệm vụ này đã được đôn đốc { $count } lần, lần gần nhất vào ngày { $day }.
urging-result = kết quả
urging-wish = { $unit } đề nghị { $lead } tập trung thực hiện, sớm trình { $product } kèm minh chứng; nếu có khó khăn, vướng mắc thì báo cáo rõ nguyên nhân và thời gian hoàn thành.

feed-title = Nhiệm vụ trong lịch cá nhân
feed-lead = Tạo một địa chỉ riêng rồi thêm vào ứng dụng lịch trên điện thoại hoặc máy tính: hạn của các nhiệm vụ sẽ hiện trong lịch và tự cập nhật.
feed-make = Tạo địa chỉ
feed-live = Các địa chỉ và mã chỉ xem nhiệm vụ đang còn hiệu lực
feed-name = Lịch nhiệm vụ
feed-mine = Nhiệm vụ tôi phụ trách
feed-once = Địa chỉ chỉ hiện một lần. Ai có địa chỉ này đều xem được nhiệm vụ như anh/chị; khi lộ, hãy thu hồi và tạo địa chỉ mới.
feed-use = Trong ứng dụng lịch, chọn thêm lịch từ địa chỉ (URL) rồi dán vào. Địa chỉ dùng được một năm.

working-title = Ngày làm việc
working-about = Ngày nghỉ và ngày làm bù khi tính hạn, tính chậm và đôn đốc.
working-lead = Thứ Hai đến thứ Sáu là ngày làm việc, trừ ngày nghỉ; thứ Bảy, Chủ nhật là ngày nghỉ, trừ ngày làm bù. Ngày đặt ở đây được dùng thay cho bảng có sẵn.
working-day = Ngày
working-what = Là ngày
working-off = nghỉ
working-on = làm việc
working-reason-hint = Thông báo hoặc quyết định nào, như “nghỉ Tết theo thông báo số …”.
working-set = Đặt ngày
working-set-days = Ngày đã đặt
working-none = Chưa đặt ngày nào.
working-usual = Bảng có sẵn
working-expected = dự kiến, chưa công bố
working-unset = Bỏ
working-already = Ngày này vốn đã như vậy.
working-done = Đã đặt ngày { $day }.
working-undone = Ngày { $day } trở lại như bảng có sẵn.

statistics-by = Theo
statistics-month = Tháng đến hạn
statistics-no-document = Không từ văn bản nào
statistics-hidden-document = Văn bản ngoài phạm vi được xem

tasks-import = Nhập nhiệm vụ từ bảng
tasks-import-lead = Bảng Excel hoặc CSV đang dùng, mỗi dòng một nhiệm vụ, nhiều nhất 200 dòng một lần. Các cột được nhận theo tiêu đề: { $columns } (* là bắt buộc); cột khác được bỏ qua. Nhiều đơn vị phối hợp cách nhau bằng dấu chấm phẩy.
tasks-import-file = Tệp bảng nhiệm vụ
tasks-import-right = { $count } nhiệm vụ sẽ được giao
tasks-import-give = Giao { $count } nhiệm vụ
tasks-import-no-row = Bảng không có nhiệm vụ nào. Hãy điền ít nhất một dòng dưới hàng tiêu đề.
