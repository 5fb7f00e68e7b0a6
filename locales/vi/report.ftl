# Kết quả đọc và soát, cho mọi dạng: chữ, trang html, lời bình trong Word.

severity-certain = sai chắc chắn
severity-verify = cần kiểm tra
severity-note = ghi chú
finding-place = { $address }, trang { $page }
finding-page = trang { $page }
finding-stated = đang ghi
finding-computed = tính ra
finding-other = đối chiếu
finding-more-others = và { $count } chỗ khác
finding-line = dòng { $line }

summary = Tổng hợp
summary-documents = { $count } văn bản
summary-certain = { $count } chỗ sai chắc chắn
summary-verify = { $count } chỗ cần kiểm tra
summary-note = { $count } ghi chú
summary-none = không thấy chỗ nào phải sửa
summary-numbers = Số: { $numbers } số trong văn bản, hiểu nghĩa { $typed } số ({ $share }%)
summary-no-numbers = Số: văn bản không có số nào
summary-relations = Quan hệ: đã kiểm { $relations } quan hệ: { $holds } đúng, { $rounded } đúng do cắt số lẻ, { $broken } không khớp, { $open } còn thiếu số
summary-no-relations = Quan hệ: không có quan hệ nào giữa các số để kiểm
summary-refused = { $count } tệp không đọc được
summary-next = Việc tiếp theo
next-certain = sửa { $count } chỗ sai chắc chắn trước; xem lý do của quy tắc: sauro audit --explain { $rule }
next-verify = hỏi lại đơn vị báo cáo về { $count } chỗ cần kiểm tra
next-note = sửa thể thức khi trình ký
next-blind = còn { $count } số chưa hiểu nghĩa, chưa được kiểm: hãy tự soát các số này
next-nothing-checked = không kiểm được quan hệ nào: không có lỗi ở đây không có nghĩa là số đúng
next-fine = không còn việc gì với các số đã kiểm
next-annotate = để xem lời bình ngay trong Word: sauro audit --annotate OUT.docx { $path }

comment-author = Sáu Rõ
annotated = Đã ghi { $path }: { $count } lời bình, văn bản giữ nguyên

metadata-kind = Loại văn bản
metadata-symbol = Số, ký hiệu
metadata-date = Ngày ban hành
metadata-place-of-issue = Nơi ban hành
metadata-issuer = Cơ quan ban hành
metadata-subject = Trích yếu
metadata-signer = Người ký
metadata-authority = Thẩm quyền ký
metadata-recipients = Nơi nhận
metadata-urgency = Độ khẩn
metadata-none = không có phần đầu và phần cuối văn bản nên không biết số, ngày, cơ quan ban hành

outline = Đề cương
outline-none = không có đề mục
notes = Chú thích
notes-count = { $count } chú thích
citations = Viện dẫn
targets = Chỉ tiêu
tasks = Nhiệm vụ
count-of = { $title } ({ $count })
note-label = Chú thích { $label }

column-line = dòng
column-document = văn bản
column-date = ngày
column-issuer = cơ quan
column-relation = quan hệ
column-deadline = hạn
column-lead = chủ trì
column-coordinate = phối hợp
column-action = việc
column-product = sản phẩm
column-indicator = chỉ tiêu
column-period = kỳ
column-target = mục tiêu
column-actual = thực hiện
column-unit = đơn vị

citation-implements = thực hiện
citation-amends = sửa đổi
citation-replaces = thay thế
citation-reports-on = báo cáo về
citation-issued = đã ban hành
citation-cites = viện dẫn

recurrence-daily = hằng ngày
recurrence-weekly = hằng tuần
recurrence-monthly = hằng tháng
recurrence-quarterly = hằng quý
recurrence-half-yearly = 6 tháng một lần
recurrence-yearly = hằng năm
recurrence-periodic = thường xuyên
absent = chưa rõ

page-audit-title = Kết quả soát văn bản
page-read-title = Văn bản đã đọc
page-findings = Các chỗ cần xem
page-documents = Các văn bản
page-to-text = tới chỗ này trong văn bản
page-made-by = Trang này do Sáu Rõ lập, tự chứa đủ nội dung; có thể lưu, gửi và in.
page-no-findings = Không thấy chỗ nào phải sửa trong văn bản này.

explain-severity = Mức cao nhất
explain-check = Kiểm điều gì
explain-guard = Khi nào không báo
explain-fires = Ví dụ bị báo
explain-silent = Ví dụ không bị báo
explain-list = Các quy tắc soát
explain-one = Xem một quy tắc kèm ví dụ: sauro audit --explain R2
