# Giao diện lập trình: văn bản đọc ra chữ, so sánh, quan hệ; bảng nhiệm vụ.

api-wrong-task-rows = { $count } dòng không giao được. Xem các dòng đó bằng tasks-check-table; muốn bỏ qua, gửi wrong={ $count }.

api-documents-paper = Mục lục và từng đoạn của văn bản, kèm địa chỉ
api-documents-compare = So sánh hai phiên bản của văn bản
api-documents-compare-note = Bỏ chữ mới thì còn bản cũ, bỏ chữ đã mất thì còn bản mới.
api-documents-graph = Quan hệ giữa văn bản này với các văn bản khác
api-imports-send-files = Gửi các tệp của sổ cũ trong một tệp .zip
api-imports-send-files-note = Tệp hỏng không kéo theo các tệp khác.
api-imports-template = Bảng mẫu để điền sổ cũ
api-tasks-check-table = Một bảng nhiệm vụ sẽ thành những nhiệm vụ nào
api-tasks-check-table-note = .xlsx hoặc .csv. Chưa lưu gì.
api-tasks-give-table = Giao các nhiệm vụ của một bảng
api-tasks-give-table-note = Vẫn bảng đó. Giao tất cả, hoặc không giao gì; bỏ qua dòng sai khi wrong nêu đúng số dòng.
api-tasks-docx = Danh mục nhiệm vụ, tệp .docx
api-tasks-docx-note = Lọc như tasks-list; nhiều nhất 1000 nhiệm vụ.
api-tasks-pdf = Danh mục nhiệm vụ, tệp .pdf
api-tasks-pdf-note = Lọc như tasks-list; nhiều nhất 1000 nhiệm vụ.
api-tasks-notice-docx = Công văn đôn đốc, tệp .docx
api-tasks-notice-pdf = Công văn đôn đốc, tệp .pdf

api-field-older = Tệp của bản cũ.
api-field-newer = Tệp của bản mới.
api-field-paragraphs = Các đoạn.
api-field-words = Các cụm chữ.
api-field-nodes = Các văn bản, đứng đầu là văn bản này.
api-field-edges = Văn bản nào nói về văn bản nào.
api-field-new-tasks = Các nhiệm vụ sẽ giao.
api-field-taken = Đã nhận bao nhiêu tệp.
api-field-not-taken = Các tệp không nhận được.
