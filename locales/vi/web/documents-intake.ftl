# Nhận tệp, xác nhận biểu mẫu, nhập văn bản vào sổ.

intake-title = Nhận văn bản
intake-lead = Kéo thả nhiều tệp vào đây. Phần mềm đọc từng tệp và điền sẵn phiếu; bạn xem lại rồi nhấn Enter để vào sổ.
intake-files = Tệp văn bản
intake-files-hint = Tệp .docx, .pdf, .txt, .md, .html hoặc ảnh chụp; mỗi tệp không quá 64 MB. Văn bản mật không được đưa vào hệ thống này.
intake-taken = Đã đọc, chờ xác nhận
intake-sending = Đang gửi
intake-reading = Đang đọc
intake-failed = Chưa gửi được, hãy chọn lại tệp này
intake-next = Xem và vào sổ
intake-refused =
    { $count ->
       *[other] { $count } tệp không nhận được, các tệp khác không bị ảnh hưởng:
    }
intake-waiting =
    { $count ->
        [0] Không có văn bản nào chờ vào sổ
       *[other] { $count } văn bản chờ vào sổ
    }
intake-begin = Bắt đầu xác nhận
intake-list = Văn bản chờ vào sổ
intake-file = Tệp
intake-unread = Bản quét không có chữ: xem tệp và nhập tay
intake-none = Không còn văn bản nào chờ vào sổ.
intake-none-next = Chọn tệp ở trên để nhận thêm.
intake-confirm = Vào sổ: { $name }
intake-place = Văn bản { $place } trong { $count } văn bản đang chờ.
intake-same-file = Chính tệp này đã có trong sổ:
intake-enter = Vào sổ
intake-discard = Bỏ tệp này
intake-discarded = Đã bỏ tệp, không lưu lại gì.
intake-paper = Nội dung tệp
intake-original = Tải tệp gốc
intake-scan = Tệp này là bản quét, không có chữ để đọc. Hãy mở tệp gốc và nhập phiếu bằng tay.
intake-picture = Tệp này là ảnh chụp. Hãy mở tệp gốc và nhập phiếu bằng tay.
intake-look-secret = Trước khi vào sổ, hãy xem trên bản quét có dấu chỉ độ mật hay không. Nếu có, hãy bỏ tệp này.
intake-more =
    { $count ->
       *[other] … và { $count } đoạn nữa
    }

document-in-register = Sổ của đơn vị
document-direction = Loại sổ
document-kind-none = Chưa rõ
document-recipients-lines = Nơi nhận (mỗi nơi một dòng)
document-more = Nơi ban hành, độ khẩn, nơi nhận
document-is-issued = Văn bản đã ban hành
document-is-issued-hint = Số được lấy theo số, ký hiệu đã ghi ở trên. Bỏ chọn nếu đây còn là dự thảo.
document-although-alike = Vẫn vào sổ dù sổ đã có văn bản này
document-new = Nhập văn bản không kèm tệp
document-enter = Vào sổ
document-enter-file = Có tệp? Nhận văn bản từ tệp
document-entered = Đã vào sổ.
document-entered-arrival = Đã vào sổ: số đến { $number }, ngày { $day }.
document-edit-fixed = Văn bản đã ban hành: số, ký hiệu, ngày và thể loại không sửa được nữa.
document-edit-back = Quay lại văn bản
document-save = Lưu
document-saved = Đã lưu phiếu văn bản.

read-verbatim = ✓ Đọc nguyên văn, dòng { $line }
read-like = ≈ Gần giống chữ ở dòng { $line }, hãy xem lại
read-concluded = ? Suy ra từ nhiều chỗ, hãy xem lại
read-absent = Không thấy trong văn bản
read-by-hand = Nhập theo bản quét

alike-same = Sổ đã có văn bản cùng số, ký hiệu, ngày và cơ quan:
alike-number-twice = Sổ có văn bản cùng số, ký hiệu nhưng khác ngày; một trong hai bên ghi sai, hoặc số bị cấp trùng:
alike-perhaps = Có thể là văn bản này:

file-role = Tệp này là
file-add = Thêm tệp
file-add-file = Tệp
file-add-hint = Bản quét đã ký, bản soạn thảo mới hoặc phụ lục; .docx, .pdf, .txt, .html, ảnh. Các bản trước vẫn được giữ.
file-add-send = Gửi lên
file-added = Đã thêm tệp.
file-too-slow = Tệp gửi lên quá lâu. Hãy thử lại khi mạng tốt hơn.
file-not-read = Phần mềm gặp lỗi khi đọc tệp này. Lỗi đã được ghi lại; bạn có thể lưu tệp sang dạng khác rồi gửi lại.

document-symbol-not-ours = Số, ký hiệu không theo cách ghi của sổ này: theo sổ phải là { $symbol }. Hãy sửa lại, hoặc bỏ chọn “Văn bản đã ban hành”.
document-file-elsewhere = Tệp này đang chờ vào sổ của đơn vị khác. Hãy vào sổ ở đó trước.
