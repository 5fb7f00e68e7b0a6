# Nhiệm vụ: thư mỗi ngày, thang đôn đốc, công văn đôn đốc có số.

digest-title = Thư nhắc việc mỗi ngày
digest-lead = Mỗi ngày làm việc một thư tóm tắt những việc đang chờ anh/chị, gửi vào giờ anh/chị chọn. Được giao việc, bị trả lại, bị đôn đốc vì quá hạn thì vẫn có thư ngay.
digest-hour = Giờ gửi
digest-none = Không gửi
digest-save = Lưu giờ gửi
digest-saved = Đã lưu giờ gửi thư nhắc việc.
digest-without-email = Tài khoản chưa có địa chỉ thư; nhờ quản trị bổ sung thì mới nhận được.
digest-hour-wrong = Chọn giờ từ 0 đến 23.
notice-task-soon = Nhiệm vụ sắp đến hạn: { $action }
notice-task-digest = Việc đang chờ anh/chị: quá hạn { $late }; đến hạn trong tuần { $soon }; phải bổ sung { $sentback }; chờ tiếp nhận { $receive }; chờ nghiệm thu { $accept }; xin gia hạn { $extension }; đơn vị trả lại { $returned }.{ $tasks }
letter-task-digest = Việc đang chờ hôm nay
job-urge-tasks = Đôn đốc theo thang
job-task-digests = Gửi thư nhắc việc mỗi ngày

urging-issue = Ban hành công văn đôn đốc
urging-issue-help = Lấy số trong sổ văn bản đi, vào sổ cùng tệp .docx, .pdf và ghi một lần đôn đốc thủ trưởng đơn vị chủ trì.
urging-issued = Đã ban hành công văn { $symbol }.
urging-automatic = tự động nhắc theo thang đôn đốc
