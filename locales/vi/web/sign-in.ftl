# Đăng nhập, mật khẩu, tài khoản của tôi.

sign-in-lead = Nhập tên đăng nhập và mật khẩu được cấp.
sign-in-name = Tên đăng nhập
sign-in-password = Mật khẩu
sign-in-wrong = Tên đăng nhập hoặc mật khẩu chưa đúng. Hãy thử lại, hoặc nhờ quản trị hệ thống cấp lại mật khẩu.
sign-in-wait = Đã thử quá nhiều lần. Hãy đợi { $seconds } giây rồi thử lại.
sign-in-code-title = Bước xác thực thứ hai
sign-in-code-lead = Mở ứng dụng xác thực trên điện thoại và nhập mã đang hiện.
sign-in-code = Mã xác thực
sign-in-code-hint = Sáu chữ số. Nếu mất điện thoại, nhập một mã khôi phục.
sign-in-other = Đăng nhập bằng tài khoản khác
second-factor-wrong = Mã chưa đúng hoặc đã dùng. Hãy đợi mã mới rồi nhập lại.

password-first-title = Đặt mật khẩu của bạn
password-first-lead = Mật khẩu được cấp chỉ dùng một lần. Hãy đặt mật khẩu mới để vào hệ thống.
password-printed = Mật khẩu được cấp
password-old = Mật khẩu hiện nay
password-new = Mật khẩu mới
password-hint = Ít nhất 10 ký tự; vài từ ghép lại dễ nhớ và khó đoán.
password-set = Đặt mật khẩu
password-done = Đã đổi mật khẩu. Các phiên khác đã kết thúc.
password-old-wrong = Mật khẩu hiện nay chưa đúng.
password-same = Mật khẩu mới phải khác mật khẩu cũ.
password-too-short = Mật khẩu cần ít nhất { $shortest } ký tự.
password-too-long = Mật khẩu dài quá.
password-is-name = Mật khẩu không được là tên của bạn.
password-common = Mật khẩu này nhiều người dùng, dễ bị đoán. Hãy chọn mật khẩu khác.
password-too-simple = Mật khẩu cần có chữ và ít nhất năm ký tự khác nhau.
password-once = Mật khẩu này chỉ hiện một lần. Hãy trao tận tay người dùng; khi đăng nhập họ sẽ đặt mật khẩu mới.
password-handed = Đã ghi lại

account-sessions = Phiên đăng nhập
account-sessions-lead = Nếu có máy không phải của bạn, hãy kết thúc phiên đó và đổi mật khẩu.
account-seen = dùng lần cuối
account-since = từ
account-unknown = Trình duyệt không rõ
account-this = phiên này
account-revoke = Kết thúc phiên
account-revoked = Đã kết thúc phiên.
account-second = Xác thực hai bước
account-second-on = Đang bật: mỗi lần đăng nhập cần mã của ứng dụng xác thực.
account-second-off = Đang tắt. Nên bật: người biết mật khẩu của bạn vẫn không vào được.
account-second-begin = Bật xác thực hai bước
account-second-remove = Tắt xác thực hai bước
account-second-removed = Đã tắt xác thực hai bước.
account-password = Đổi mật khẩu

totp-install = Cài một ứng dụng xác thực trên điện thoại.
totp-scan = Quét mã này bằng ứng dụng:
totp-picture = Mã QR để quét bằng ứng dụng xác thực
totp-type = Không quét được thì nhập khóa:
totp-code-hint = Nhập sáu chữ số mà ứng dụng đang hiện.
totp-finish = Bật
totp-begin-again = Hãy bắt đầu lại: trang này không còn dùng được.
totp-codes = Mã khôi phục
totp-codes-once = Các mã này chỉ hiện một lần. Hãy in ra và cất nơi an toàn; mỗi mã dùng được một lần khi mất điện thoại.
totp-codes-kept = Tôi đã cất các mã
