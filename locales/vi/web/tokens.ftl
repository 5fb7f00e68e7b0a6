# Mã truy cập cho chương trình, và tên các quyền.

tokens-title = Mã truy cập
tokens-lead = Chương trình dùng mã truy cập để làm việc thay bạn qua giao diện lập trình, không quá quyền của bạn.
tokens-documentation = Tài liệu giao diện lập trình
tokens-none = Chưa có mã truy cập nào.
tokens-none-help = Tạo mã khi một chương trình cần đọc hoặc ghi dữ liệu thay bạn.
token-make = Tạo mã truy cập
token-new = Mã truy cập mới
token-name = Tên mã
token-name-hint = Đặt theo chương trình sẽ dùng, ví dụ: Đồng bộ danh bạ.
token-scopes = Được làm
token-scopes-hint = Chỉ chọn những việc chương trình thật sự cần. Quyền nào bạn mất đi thì mã cũng mất.
token-no-scope = Hãy chọn ít nhất một việc.
token-beyond = Có việc bạn không có quyền làm; hãy bỏ chọn.
token-too-many = Bạn đang có { $most } mã còn hiệu lực. Hãy thu hồi mã không dùng nữa.
token-used = Dùng lần cuối
token-expires = Hết hạn
token-days = Sau { $count } ngày
token-live = Đang dùng được
token-expired = Đã hết hạn
token-revoked = Đã thu hồi
token-once = Mã chỉ hiện một lần này. Hãy chép ngay vào nơi cất mật khẩu của chương trình; hệ thống không giữ lại.
token-use = Chương trình gửi mã trong tiêu đề của mỗi yêu cầu:
token-kept = Tôi đã cất mã
token-revoke = Thu hồi mã
token-revoke-what = Chương trình dùng mã này sẽ không vào được nữa, ngay từ bây giờ. Không khôi phục được; khi cần, hãy tạo mã khác.
token-ended = Đã thu hồi mã truy cập.

