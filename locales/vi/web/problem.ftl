# Lỗi: chuyện gì xảy ra, cái gì còn giữ, cần làm gì.

problem-home = Về trang đầu
problem-number = Mã yêu cầu: { $number }

problem-bad-request = Yêu cầu chưa đúng
problem-bad-request-help = Địa chỉ hoặc nội dung gửi lên không đọc được. Chưa có gì thay đổi. Hãy quay lại trang trước và thử lại.
problem-signed-out = Bạn chưa đăng nhập, hoặc phiên làm việc đã hết hạn
problem-signed-out-help = Nội dung bạn đã gõ được giữ trên trình duyệt này. Hãy đăng nhập rồi gửi lại.
problem-forbidden = Bạn không có quyền làm việc này
problem-forbidden-help = Chưa có gì thay đổi. Nếu cần quyền này, hãy liên hệ quản trị viên của đơn vị.
problem-other-site = Yêu cầu đến từ một trang khác
problem-other-site-help = Để an toàn, hệ thống chỉ nhận yêu cầu gửi từ chính các trang của mình. Chưa có gì thay đổi. Hãy mở lại trang và làm từ đó.
problem-not-found = Không tìm thấy trang này
problem-not-found-help = Địa chỉ có thể đã gõ sai, nội dung đã bị gỡ, hoặc bạn không được xem. Hãy tìm theo tên, hoặc về trang đầu.
problem-method = Trang này không nhận thao tác như vậy
problem-method-help = Chưa có gì thay đổi. Hãy quay lại và dùng nút trên trang.
problem-conflict = Nội dung đã có người khác sửa
problem-conflict-help = Thay đổi của bạn chưa được ghi. Hãy mở lại trang để xem bản mới rồi sửa tiếp.
problem-precondition = Dữ liệu đã có người khác sửa
problem-precondition-help = Thay đổi chưa được ghi. Hãy đọc lại dữ liệu, lấy ETag mới và gửi lại.
problem-precondition-needed = Thiếu tiêu đề If-Match
problem-precondition-needed-help = Chưa có gì thay đổi. Hãy gửi If-Match với ETag của bản bạn đã đọc, để không ghi đè lên thay đổi của người khác.
problem-too-large = Tệp hoặc nội dung quá lớn
problem-too-large-help = Chưa có gì được lưu. Hãy gửi tệp nhỏ hơn, hoặc chia thành nhiều lần.
problem-media-type = Dạng nội dung này không nhận được
problem-media-type-help = Chưa có gì thay đổi. Hãy gửi bằng biểu mẫu trên trang, hoặc theo tài liệu của giao diện lập trình.
problem-invalid = Có chỗ chưa điền đúng
problem-invalid-help = Chưa có gì được lưu. Hãy sửa các chỗ được nêu rồi gửi lại.
problem-too-many = Bạn đã thử quá nhiều lần
problem-too-many-help = Hãy đợi một lát rồi thử lại.
problem-bug = Hệ thống gặp lỗi
problem-bug-help = Đây không phải lỗi của bạn. Việc vừa làm chưa được ghi. Hãy thử lại; nếu vẫn lỗi, hãy báo quản trị viên kèm mã yêu cầu dưới đây.
problem-busy = Hệ thống đang bận
problem-busy-help = Yêu cầu chưa xử lý kịp và chưa chắc đã được ghi. Hãy đợi một lát, xem lại rồi thử lại.
