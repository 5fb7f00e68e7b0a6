# Nhập sổ văn bản cũ.

import-title = Nhập sổ cũ
import-lead = Đưa sổ văn bản đang có trong Excel vào hệ thống: gửi tệp văn bản, gửi bảng, xem trước, rồi nhập. Gửi lại cùng một bảng không làm trùng: dòng đã có thì bỏ qua.
import-step-files = 1. Tệp văn bản (nếu có)
import-files-lead = Nén thư mục tệp thành .zip rồi gửi. Mỗi tệp được đọc trước khi lưu; văn bản có dấu mật bị từ chối và không lưu lại gì. Tệp được tìm theo tên ghi ở cột “Tên tệp”.
import-files-zip = Tệp .zip, không quá 250 MB
import-files-send = Gửi các tệp
import-files-taken = Đã nhận { $count } tệp; các tệp chờ đến khi dòng mang tên tệp được nhập.
import-files-refused = { $count } tệp không nhận được:
import-zip-damaged = Không mở được tệp này. Hãy nén lại thành .zip rồi gửi lại.
import-zip-too-large = Quá nhiều tệp hoặc tệp quá lớn. Hãy chia thành nhiều tệp .zip.
import-step-table = 2. Bảng
import-template-lead = Điền theo mẫu, hoặc sửa tiêu đề các cột trong bảng đang có cho giống mẫu:
import-template = tải mẫu .xlsx
import-columns = Các cột: { $columns }. Cột có dấu * là bắt buộc.
import-table-file = Bảng .xlsx hoặc .csv
import-table-send = Xem trước
import-assume-done = Văn bản đến không ghi ngày xong là đã giải quyết xong
import-before = Các lần nhập trước
import-rows = { $count } dòng
import-so-far = đã xử lý { $done }/{ $all } dòng
import-sheet = Sổ văn bản
import-preview = Xem trước
import-nothing-yet = Chưa có gì được ghi. Hãy xem lại rồi bấm nhập.
import-new = Văn bản mới
import-there = Đã có trong sổ
import-is-there = đã có
import-wrong-rows = Dòng cần sửa
import-files = Tệp tìm thấy
import-enter = { $wrong ->
    [0] Nhập { $count } dòng
   *[other] Nhập { $count } dòng, bỏ { $wrong } dòng cần sửa
 }
import-wrong-title = { $count } dòng cần sửa
import-more = … và { $count } mục nữa.
import-sample = { $count } dòng đầu
import-alike = { $count } dòng giống văn bản đã có
import-number-twice = cùng số, ký hiệu nhưng khác ngày: có thể một bên ghi nhầm
import-perhaps = cùng số, ký hiệu, có thể là nhiệm kỳ khác
import-files-missing = { $count } dòng chưa có tệp
import-files-missing-help = Gửi thêm các tệp này ở bước 1 rồi gửi lại bảng: tệp sẽ được gắn vào văn bản đã nhập.
import-handlers-missing = { $count } dòng có tên người xử lý chưa rõ
import-handlers-missing-help = Không có đơn vị hay người nào mang đúng tên này; văn bản vẫn được nhập, phần người xử lý để trống.
import-row-and = Dòng { $row }: { $what }
import-no-issue = Bảng có văn bản đi hoặc nội bộ, nhưng anh/chị không có quyền cấp số của đơn vị này. Hãy bỏ các dòng ấy, hoặc nhờ người có quyền.
import-no-row = Bảng không có văn bản nào. Hãy điền ít nhất một dòng dưới hàng tiêu đề.
import-begun = Đã bắt đầu nhập.
import-of = Nhập sổ cũ: { $count } dòng
import-began = Bắt đầu
import-ended = Đã nhập xong.
import-entered = Đã nhập
import-not-entered = Không nhập được
import-leave = Có thể rời trang này; khi xong sẽ có thông báo.
import-look-again = Xem lại
import-unnumbered = { $count } văn bản ngoài dãy số
import-unnumbered-help = Đã vào sổ với đúng ký hiệu trên giấy, nhưng số không thuộc dãy nào của đơn vị.

import-empty = Chưa điền.
import-nameless = Điền số đến, hoặc số và ký hiệu: thiếu cả hai thì lần sau không nhận ra văn bản.
import-no-direction = Điền: đến, đi, hoặc nội bộ.
import-no-day = Điền ngày dạng 31/12/2025.
import-to-come = Ngày này chưa đến; hãy xem lại.
import-arrived-before = Ngày đến trước ngày văn bản; hãy xem lại.
import-no-number = Điền một số từ 1 đến 999999.
import-unknown-kind = Không có loại văn bản này; hãy điền như “công văn”, “báo cáo”.
import-no-symbol = Không đọc được ký hiệu; hãy điền như 15/QĐ-UBND hoặc 07-NQ/TU.
import-too-long = Quá dài; mỗi ô nhiều nhất 2.000 ký tự.
import-duplicate = Trùng với dòng { $first }.
import-number-given = Số đến này đã cấp cho văn bản khác trong sổ.
import-gone = Không còn bảng này.
import-no-right = Người bắt đầu không còn quyền vào sổ của đơn vị.

job-import-register = Nhập sổ văn bản
notice-register-imported = Đã nhập xong sổ cũ: { $entered } văn bản mới, { $refused } dòng không nhập được.
letter-register-imported = Đã nhập xong sổ văn bản
