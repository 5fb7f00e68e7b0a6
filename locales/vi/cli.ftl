# Dòng lệnh: trợ giúp, lỗi của người dùng, tệp không đọc được.

about = Sáu Rõ: đọc và soát văn bản hành chính, giữ tổ chức theo thời gian, mở trang làm việc chung.
about-read = Đọc văn bản: đề cương, chú thích, viện dẫn, nhiệm vụ, chỉ tiêu
about-audit = Soát văn bản: cộng trừ, tỷ lệ, ngày tháng, ký hiệu, đề mục

heading-usage = Cách dùng
heading-commands = Lệnh
heading-arguments = Tham số
heading-options = Tùy chọn
usage-sauro = sauro LỆNH [TÙY CHỌN] …
usage-read = sauro read [TÙY CHỌN] TỆP|THƯ_MỤC|-…
usage-audit = sauro audit [TÙY CHỌN] TỆP|THƯ_MỤC|-…

value-files = TỆP|THƯ_MỤC|-
help-files = Tệp .docx .pdf .html .md .txt, thư mục chứa các tệp ấy, hoặc - là đầu vào chuẩn
help-format = Dạng kết quả: text (để đọc), json (cho máy), html (một trang để xem và in)
help-text = Chỉ in phần chữ lấy được từ một tệp; vị trí trong json tính theo phần chữ này
help-lang = Ngôn ngữ: vi (tiếng Việt) hoặc en (tiếng Anh)
help-annotate = Trả lại chính tệp Word ấy, có lời bình bên lề ở mỗi chỗ cần xem, ghi vào OUT.docx
help-force = Cho phép --annotate ghi đè tệp đã có
help-explain = Giải thích một quy tắc, kèm ví dụ; không ghi số thì liệt kê mọi quy tắc
help-help = Xem trợ giúp
help-version = Xem phiên bản
after-help =
    Mã kết thúc: 0 không có chỗ nào sai chắc chắn; 1 có chỗ sai chắc chắn; 2 có tệp không đọc được hoặc lệnh chưa đúng.

error = lỗi
error-bug = lỗi của chương trình
hint = cách xử lý
hint-help = xem sauro --help
hint-bug = đây không phải lỗi của bạn; xin gửi dòng trên cho người phát triển, kèm tệp nếu tệp không có nội dung riêng

mistake-unknown-argument = không có tùy chọn { $argument }
mistake-invalid-value = “{ $value }” không dùng được cho { $argument }; dùng một trong: { $possible }
mistake-missing-value = { $argument } cần một giá trị
mistake-missing = thiếu { $argument }
mistake-unknown-command = không có lệnh { $command }; có các lệnh: read, audit, compose, lint, serve, demo, bench, backup, restore, doctor, migrate, openapi, user, log
mistake-conflict = không dùng cùng lúc { $argument } và { $other }
mistake-command-line = dòng lệnh chưa đúng
mistake-no-documents = không có văn bản nào (.docx .pdf .html .md .txt) trong { $path }
mistake-standard-input-twice = đầu vào chuẩn (-) chỉ đọc được một lần
mistake-one-file-for-text = --text chỉ in chữ của một tệp; hãy chạy riêng từng tệp
mistake-one-file-for-annotate = --annotate nhận đúng một tệp .docx; hãy chạy riêng từng tệp
mistake-annotate-not-docx = { $path } không phải tệp .docx nên không thêm lời bình được; hãy lưu thành .docx trong Word rồi chạy lại
mistake-annotate-same-file = tệp ra trùng với tệp vào ({ $path }); hãy đặt tên khác để giữ nguyên bản của bạn
mistake-annotate-exists = { $path } đã có; hãy đặt tên khác, hoặc thêm --force để ghi đè
mistake-unknown-rule = không có quy tắc { $rule }; chạy sauro audit --explain để xem tất cả
failure-write = không ghi được { $path }: { $cause }
failure-output = không ghi được kết quả: { $cause }
failure-annotate = không thêm lời bình được vào { $path }: { $cause }

standard-input = đầu vào chuẩn
progress-reading = Đang đọc

not-read = không đọc được { $path }: { $reason }
refused-empty = tệp rỗng; hãy kiểm tra lại tệp
refused-not-a-document = không phải văn bản ({ $detail }); sauro đọc .docx, .pdf, .html, .md, .txt
refused-old-format = chưa đọc dạng { $detail }; hãy mở tệp và lưu lại thành .docx hoặc .pdf
refused-damaged = tệp hỏng hoặc thiếu một phần; hãy lấy lại bản gốc
refused-encrypted = tệp có mật khẩu; hãy bỏ mật khẩu rồi đọc lại
refused-no-text-layer = tệp có { $pages } trang ảnh, không có chữ; hãy dùng bản .docx, hoặc nhận dạng chữ (OCR) trước
refused-too-large = tệp quá lớn: { $detail } vượt { $limit }; hãy tách thành các tệp nhỏ hơn
refused-secret = văn bản có dấu chỉ độ mật; theo pháp luật không được đưa vào hệ thống này; sauro không lưu gì của văn bản
refused-not-found = không có tệp này; hãy kiểm tra lại đường dẫn
refused-no-permission = không có quyền đọc; hãy xin quyền hoặc chép tệp ra chỗ khác
refused-io = { $detail }
refused-bug = lỗi của chương trình khi đọc tệp này ({ $detail }); xin báo cho người phát triển

# Chi tiết của các lý do trên, khóa lấy từ chữ của chương trình.
detail-number-of-rows = số dòng
detail-number-of-parts = số phần trong tệp
detail-it-is-an-archive-not-a-workbook = tệp nén, không phải bảng tính
detail-it-is-a-picture-png = ảnh PNG
detail-it-is-a-picture-jpeg = ảnh JPEG
detail-it-is-a-picture-gif = ảnh GIF
detail-it-is-a-picture-tiff = ảnh TIFF
detail-it-is-an-archive-gzip = tệp nén gzip
detail-it-is-an-archive-7z = tệp nén 7z
detail-it-is-an-archive-rar = tệp nén RAR
detail-it-is-postscript = tệp PostScript
detail-it-is-a-zip-archive = tệp nén zip
detail-it-holds-bytes-that-no-text-has = tệp nhị phân
detail-it-holds-too-many-control-characters-for-a-text = tệp nhị phân
detail-depth-of-nested-elements = độ sâu các phần tử lồng nhau
detail-depth-of-nested-tables = độ sâu các bảng lồng nhau
detail-number-of-pages = số trang
detail-size-of-the-file-in-bytes = dung lượng tệp (byte)
detail-size-of-the-text-in-bytes = dung lượng phần chữ (byte)
detail-size-of-what-is-unpacked-in-bytes = dung lượng sau khi giải nén (byte)
detail-number-of-operators-of-a-pdf = số lệnh vẽ trong PDF

about-serve = Chạy máy chủ
about-demo = Chạy thử với một thành phố tưởng tượng
about-report = Làm báo cáo tháng của thành phố tưởng tượng, từ tệp và số liệu của các đơn vị đến bản ban hành
about-bench = Đo tốc độ
about-month = Đo thời gian làm báo cáo tháng: từ tệp và số liệu của các đơn vị đến .docx và .pdf, từng bước
about-migrate = Đưa cơ sở dữ liệu lên phiên bản này
about-openapi = In tài liệu OpenAPI của giao diện lập trình
about-user = Người dùng: cấp lại mật khẩu
about-reset = Cấp lại mật khẩu cho người không vào được
about-log = Nhật ký: kiểm tra
about-verify = Kiểm tra nhật ký còn nguyên vẹn
usage-serve = sauro serve [TÙY CHỌN]
usage-demo = sauro demo [TÙY CHỌN] [report]
usage-report = sauro demo report [--into THƯ MỤC]
usage-bench = sauro bench LỆNH
usage-month = sauro bench month [--units SỐ,SỐ…] [--documents SỐ]
usage-migrate = sauro migrate [TÙY CHỌN]
usage-openapi = sauro openapi [TÙY CHỌN]
usage-user = sauro user LỆNH
usage-reset = sauro user reset [TÙY CHỌN] TÊN
usage-log = sauro log LỆNH
usage-verify = sauro log verify [TÙY CHỌN]
value-name = TÊN
help-database = Cơ sở dữ liệu: sqlite:ĐƯỜNG_DẪN hoặc postgres://…; cũng đọc từ biến SAURO_DATABASE
help-address = Địa chỉ mà người dùng gõ vào trình duyệt, ví dụ https://sauro.haiminh.example; cần cho khóa truy cập và đường dẫn trong thư; cũng đọc từ biến SAURO_ADDRESS
help-listen = Địa chỉ và cổng mà máy chủ nghe
help-organisation = Tên cơ quan, dùng khi khởi động lần đầu
help-https = Người dùng vào qua https (đặt sau máy chủ ủy nhiệm)
help-forwarded_by = Địa chỉ (hoặc dải địa chỉ) của máy chủ ủy nhiệm được tin khi ghi địa chỉ người dùng vào X-Forwarded-For, ví dụ 127.0.0.1 hoặc 10.0.0.0/8; không ghi thì không đọc X-Forwarded-For; cũng đọc từ biến SAURO_FORWARDED_BY
help-json_logs = Ghi nhật ký kỹ thuật dạng JSON
help-metrics = Địa chỉ và cổng riêng cho số liệu vận hành (Prometheus), ở /metrics
help-mail_place = Gửi thư qua smtp://máy:cổng, smtps://tên:mật_khẩu@máy hoặc ghi vào folder:THƯ_MỤC; không ghi thì không gửi thư; cũng đọc từ biến SAURO_MAIL (nơi nên để mật khẩu)
help-mail_from = Địa chỉ người gửi của thư; cũng đọc từ biến SAURO_MAIL_FROM
help-openid_issuer = Địa chỉ (issuer) của hệ thống đăng nhập OpenID Connect, ví dụ https://dangnhap.haiminh.example; cần --address; cũng đọc từ biến SAURO_OPENID_ISSUER
help-openid_client = Tên của hệ thống này tại đó (client ID); cũng đọc từ biến SAURO_OPENID_CLIENT
help-openid_secret_file = Tệp chứa khóa bí mật (client secret) của hệ thống này tại đó; cũng đọc từ biến SAURO_OPENID_SECRET_FILE
help-openid_ca_file = Tệp PEM của cơ quan chứng thực riêng đã cấp chứng thư cho hệ thống đăng nhập; cũng đọc từ biến SAURO_OPENID_CA_FILE
help-openid_name = Tên người dùng biết của hệ thống đăng nhập, hiện trên nút “Đăng nhập bằng …”; cũng đọc từ biến SAURO_OPENID_NAME
help-units = Số đơn vị; bench month nhận nhiều số, cách nhau bằng dấu phẩy
help-documents = Số tệp mười trang để so bước ghi với pandoc và docxtpl, nếu máy có cài
help-into = Thư mục ghi các tệp của đơn vị và báo cáo
help-folder = Thư mục giữ dữ liệu chạy thử; không ghi thì dữ liệu mất khi dừng
help-name = Tên đăng nhập
serve-here = Sáu Rõ đang chạy tại { $address }
serve-first =
    Đã tạo quản trị hệ thống. Mật khẩu chỉ hiện một lần này:
      tên đăng nhập: { $name }
      mật khẩu:      { $password }
serve-site-address = { $address } không phải địa chỉ dùng được cho khóa truy cập; hãy ghi --address dạng https://tên-miền (hoặc http://localhost:cổng)
serve-proxies = --forwarded-by { $proxies } chưa đúng; hãy ghi địa chỉ IP hoặc dải địa chỉ, cách nhau bằng dấu phẩy, ví dụ 127.0.0.1 hoặc 10.0.0.0/8,fd00::/8
serve-address = không nghe được tại { $address }: { $cause }; hãy chọn cổng khác bằng --listen
mail-place = --mail chưa đúng; hãy ghi smtp://máy:cổng, smtp://tên:mật_khẩu@máy:587, smtps://tên:mật_khẩu@máy hoặc folder:THƯ_MỤC
mail-open-password = mật khẩu thư chỉ được đi qua đường truyền mã hóa; hãy bỏ ?tls=… hoặc dùng smtps://
mail-sender = --mail-from cần một địa chỉ thư, ví dụ sauro@donvi.vn
openid-incomplete = đăng nhập OpenID Connect cần đủ --openid-issuer, --openid-client, --openid-name và --address; hãy ghi thêm { $missing }
openid-address = { $address } không dùng được cho đăng nhập OpenID Connect; --openid-issuer và --address phải có dạng https://… (http chỉ cho chính máy này)
openid-file = không đọc được tệp { $file }: { $cause }
openid-secret-empty = tệp { $file } trống; hãy ghi khóa bí mật vào đó
openid-ca = tệp { $file } không phải chứng thư PEM: { $cause }
demo-making = Đang tạo thành phố Hải Minh tưởng tượng…
month-read = Đã đọc { $files } báo cáo của đơn vị ({ $sentences } câu), nhập { $cells } ô số liệu
month-desk = Bàn tổng hợp: { $groups } nhóm câu, { $contradictions } chỗ lời văn khác số liệu đã nhập, { $gaps } chỗ còn thiếu
month-contradiction = {"  "}{ $text } – { $indicator }: lời văn { $said }, số liệu { $cell }
month-supplied = Số liệu còn thiếu đã được bổ sung: còn { $gaps } chỗ trống
month-back = Đọc lại tệp đã sửa bằng Word: { $changes } đoạn thay đổi, { $figures } số không còn bằng ô số liệu
month-moved = Một ô số liệu được sửa trước khi ban hành: { $figures } số thay đổi trong { $sentences } chỗ
month-checked = Kiểm tra trước khi ban hành: { $certain } lỗi chắc chắn, { $verify } chỗ cần xem lại ({ $numbers } con số, { $relations } quan hệ), { $layout } lỗi thể thức
month-issued = Đã ban hành { $symbol }: { $path }
bench-size = { $units } đơn vị, mỗi đơn vị một tệp .docx { $pages } trang (tất cả { $size } MB), { $cells } ô số liệu; { $cores } lõi
bench-ratio = so với tuyến tính: { $ratio }
bench-read = đọc tệp
bench-audit = soát số liệu trong từng tệp
bench-statements = xếp câu theo đề cương
bench-synthesise = gom câu giống nhau
bench-compare = đối chiếu lời văn với ô số liệu
bench-draft = soạn báo cáo, kiểm số gắn với dữ liệu
bench-docx = ghi .docx
bench-check = soát lại báo cáo và thể thức
bench-pdf = ghi .pdf
bench-whole = tất cả
bench-found = {"  "}bộ nhớ cao nhất { $peak } MB; { $sentences } câu, { $groups } nhóm câu; báo cáo có { $numbers } con số đã hiểu
bench-writing = Ghi tệp .docx mười trang, từng tệp một:
bench-peer = {"  "}{ $name }: { $documents } tệp, mỗi tệp { $each } (so với sauro: { $ratio })
bench-peer-none = {"  "}{ $name }: không có trên máy này nên không so được
demo-people = Đăng nhập bằng một trong các tên: { $names }; mật khẩu: { $password }
migrate-done = Cơ sở dữ liệu đã đúng phiên bản.
user-unknown = không có người dùng { $name }
user-reset = Mật khẩu mới của { $name }, dùng một lần: { $password }
log-whole = Nhật ký nguyên vẹn: { $count } dòng, mã cuối { $hash }
log-broken = nhật ký đã bị sửa ở dòng { $entry } hoặc trước đó; hãy giữ nguyên máy và đối chiếu bản sao lưu
log-cut-off = nhật ký bị cắt: còn { $found } dòng, đã ghi { $written } dòng; hãy đối chiếu bản sao lưu
store-address = địa chỉ cơ sở dữ liệu phải bắt đầu bằng sqlite: hoặc postgres:
store-schema = cơ sở dữ liệu không hợp với phiên bản này: { $detail }; hãy dùng phiên bản mới nhất của sauro
store-unreachable = không dùng được cơ sở dữ liệu; hãy kiểm tra đường dẫn, quyền ghi, chỗ trống trên đĩa, máy chủ PostgreSQL (cơ sở dữ liệu báo: “{ $cause }”)
server-bug = { $cause }

about-backup = Sao lưu cả hệ thống vào một tệp, trong lúc mọi người vẫn làm việc
about-restore = Khôi phục từ tệp sao lưu vào một nơi còn trống
about-doctor = Khám hệ thống: kiểm tra từng phần và cho biết cách xử lý
usage-backup = sauro backup [TÙY CHỌN] TỆP.zip
usage-restore = sauro restore [TÙY CHỌN] TỆP.zip
usage-doctor = sauro doctor [TÙY CHỌN]
value-backup = TỆP.zip
help-out = Tệp sao lưu sẽ ghi
help-from = Tệp sao lưu
help-replace = Ghi đè tệp sao lưu đã có
help-files_place = Thư mục giữ các tệp đã tải lên, hoặc s3://BUCKET/TIỀN_TỐ (cùng các biến AWS_…, xem docs/operations.md); không ghi thì là thư mục files cạnh tệp SQLite, hoặc sauro-files; cũng đọc từ biến SAURO_FILES
backup-done =
    Đã sao lưu vào { $path } ({ $size }): { $tables } bảng, { $rows } dòng, { $files } tệp.
    Nhật ký: { $log } dòng, mã cuối { $hash }
backup-missing = Chú ý: { $count } tệp đã mất hoặc hỏng từ trước nên không có trong bản sao lưu; chạy sauro doctor để biết tệp nào
backup-exists = { $path } đã có; hãy đặt tên khác, hoặc thêm --force để ghi đè
backup-io = không đọc hoặc ghi được { $path }: { $cause }; hãy kiểm tra đường dẫn, quyền, chỗ trống trên đĩa
backup-schema = cơ sở dữ liệu chưa đúng phiên bản này; hãy chạy sauro migrate rồi làm lại
restore-done =
    Đã khôi phục bản sao lưu lúc { $at } và đã kiểm tra: { $tables } bảng, { $rows } dòng, { $files } tệp.
    Nhật ký: { $log } dòng, mã cuối { $hash }
restore-not-empty = cơ sở dữ liệu này đã có dữ liệu; chỉ khôi phục được vào nơi còn trống, hãy chọn nơi khác bằng --database
restore-foreign = { $path } không phải bản sao lưu của sauro; hãy kiểm tra lại tệp
restore-newer = { $path } do sauro { $version } mới hơn ghi; hãy dùng phiên bản ấy hoặc mới hơn để khôi phục
restore-damaged = bản sao lưu { $path } bị hỏng hoặc đã bị sửa ({ $cause }); không có gì được khôi phục, hãy dùng bản khác
restore-bomb = { $path } khai báo { $size } sau khi giải nén, quá lớn so với tệp; không có gì được khôi phục
files-unreachable = không dùng được nơi giữ tệp: { $cause }; hãy kiểm tra --files, quyền ghi, chỗ trống trên đĩa
files-variable = giữ tệp trong S3 cần biến môi trường { $name }, nhưng biến này đang thiếu hoặc không dùng được; hãy đặt lại cho đúng (xem docs/operations.md)
files-plain-http = AWS_ENDPOINT_URL là http không mã hóa: tệp và khóa có thể bị đọc trên đường truyền; hãy dùng https, hoặc đặt AWS_ALLOW_HTTP=true nếu mạng này tin cậy được
doctor-well = Hệ thống bình thường.
doctor-unwell = Có { $count } chỗ cần xử lý.
doctor-schema = Phiên bản cơ sở dữ liệu: { $step }
doctor-no-schema = Chưa có dữ liệu; hãy chạy sauro migrate, hoặc sauro restore để khôi phục
doctor-old-schema = Cơ sở dữ liệu ở phiên bản { $at }, chương trình cần { $newest }; hãy sao lưu rồi chạy sauro migrate
doctor-new-schema = Cơ sở dữ liệu ở phiên bản { $at }, mới hơn chương trình ({ $newest }); hãy cài phiên bản mới nhất của sauro
doctor-engine = Dữ liệu trên đĩa và các liên kết giữa các bảng nguyên vẹn
doctor-defects = Dữ liệu trên đĩa bị hỏng ({ $list }); hãy dừng máy chủ, giữ nguyên tệp, khôi phục bản sao lưu gần nhất vào nơi mới
doctor-log = Nhật ký nguyên vẹn: { $count } dòng, mã cuối { $hash }
doctor-units = Bảng đơn vị khớp với các quyết định đã nhập
doctor-units-differ = { $rows } dòng trong bảng đơn vị khác kết quả tính lại; có người sửa thẳng vào cơ sở dữ liệu, hãy khôi phục bản sao lưu hoặc báo người phát triển
doctor-room = Đĩa: dữ liệu { $size }, còn trống { $free }
doctor-room-elsewhere = Dữ liệu { $size }; chỗ trống do máy chủ PostgreSQL giữ, hãy xem ở đó
doctor-no-room = Đĩa chỉ còn trống { $free }, cần ít nhất { $wanted }; hãy dọn bớt hoặc thêm đĩa
doctor-clock = Đồng hồ không chạy lùi so với nhật ký
doctor-clock-back = Đồng hồ máy là { $now }, sớm hơn dòng cuối của nhật ký ({ $last }); hãy chỉnh giờ (NTP) rồi khởi động lại
doctor-files = Tệp tải lên: { $named } tệp đủ cả; { $orphans } tệp thừa
doctor-files-missing = Thiếu { $count } tệp đã tải lên ({ $list }); hãy kiểm tra --files, hoặc lấy lại từ bản sao lưu
doctor-files-shut = Nơi giữ tệp tải lên không ghi, đọc lại và xóa được một tệp thử: { $cause }; hãy kiểm tra --files, quyền ghi, các biến AWS_… nếu dùng S3
doctor-unseen-schema = Không xem được phiên bản cơ sở dữ liệu: { $cause }
doctor-unseen-engine = Không kiểm tra được dữ liệu trên đĩa: { $cause }; hãy giữ nguyên tệp và khôi phục bản sao lưu vào nơi mới
doctor-unseen-log = Không đọc được nhật ký: { $cause }
doctor-unseen-units = Không tính lại được đơn vị: { $cause }
doctor-unseen-room = Không xem được chỗ trống trên đĩa: { $cause }
doctor-unseen-clock = Không so được đồng hồ với nhật ký: { $cause }
doctor-unseen-files = Không xem được các tệp tải lên: { $cause }

# Soạn văn bản và kiểm tra thể thức.
about-compose = Soạn văn bản đúng thể thức (.docx hoặc .pdf) từ một tệp chữ
about-lint = Kiểm tra thể thức của tệp .docx theo quy định đang có hiệu lực vào ngày của văn bản
usage-compose = sauro compose [TÙY CHỌN] TỆP.md -o TỆP.docx|TỆP.pdf
usage-lint = sauro lint [TÙY CHỌN] TỆP.docx…
value-form = TỆP.md
value-linted = TỆP.docx
help-composed = Tệp sẽ ghi; đuôi .docx hay .pdf cho biết dạng
help-overwrite = Ghi đè tệp đã có
help-form = Tệp chữ theo mẫu trong docs/compose.md, hoặc - là đầu vào chuẩn
help-lint_format = Dạng kết quả: text (để đọc), json (cho máy)
help-linted = Tệp .docx cần kiểm tra, hoặc - là đầu vào chuẩn
composed = Đã ghi { $path } theo thể thức { $layout }.
mistake-compose-extension = { $path } phải có đuôi .docx hoặc .pdf
mistake-compose-utf-8 = { $path } không phải chữ UTF-8; hãy lưu lại tệp bằng bảng mã UTF-8
failure-compose-read = không đọc được { $path }: { $cause }
form-not-a-header = dòng này phải có dạng “Từ khóa: nội dung”; sau phần đầu là một dòng trống rồi đến nội dung
form-unknown-header = không có từ khóa “{ $value }”; xem các từ khóa trong docs/compose.md
form-twice = “{ $value }:” chỉ ghi một lần
form-missing = thiếu dòng “{ $value }: …”
form-unknown-kind = “{ $value }” không phải tên loại văn bản; ví dụ: báo cáo, công văn, tờ trình, quyết định
form-unknown-system = “{ $value }” không dùng được; ghi “Đảng” hoặc “Nhà nước”
form-no-day = “{ $value }” không phải ngày; ghi 05/11/2026, hoặc tháng 11/2026 nếu chưa biết ngày
form-no-symbol = số, ký hiệu “{ $value }” chưa đúng; ghi 112-BC/TU (Đảng), 15/QĐ-UBND (Nhà nước), hoặc chỉ ghi “Ký hiệu:” khi chưa có số
form-no-urgency = “{ $value }” không phải mức độ khẩn; ghi Khẩn, Thượng khẩn hoặc Hỏa tốc
form-no-authority = { $value } không có hình thức ký này; hãy dùng Thay mặt, Ký thay, Thừa lệnh hoặc Quyền
form-secret = văn bản có độ mật thì theo pháp luật không được soạn trên hệ thống này
form-no-note = chú thích [^{ $value }] chưa có nội dung; thêm dòng “[^{ $value }]: …”
form-note-twice = chú thích [^{ $value }] có hai nội dung; hãy bỏ một
form-note-uncalled = không có chỗ nào gọi chú thích [^{ $value }]
form-no-figure = mã số liệu “{ $value }” phải có từ 1 đến 64 ký tự không dấu, không khoảng trắng
form-empty = chưa có nội dung sau phần đầu
detail-it-is-no-docx-file = không phải tệp .docx
lint-summary = { $path }: thể thức { $layout }; { $certain } chỗ sai, { $verify } chỗ cần xem
lint-place = “{ $quote }”{ $count ->
    [1] {""}
   *[other] {" "}(cả thảy { $count } chỗ)
}
lint-paper = khổ giấy { $found }, quy định { $wanted }
lint-margin-top = lề trên { $found }, quy định { $wanted }
lint-margin-bottom = lề dưới { $found }, quy định { $wanted }
lint-margin-left = lề trái { $found }, quy định { $wanted }
lint-margin-right = lề phải { $found }, quy định { $wanted }
lint-page-number = chưa có số trang ở giữa lề trên (văn bản một trang thì không cần)
lint-page-number-below = số trang đặt ở cuối trang; quy định đặt giữa lề trên
lint-page-number-first = số trang hiện ở trang đầu; quy định không hiện số ở trang đầu
lint-font = { $part }: phông chữ { $found }, quy định { $wanted }
lint-size = { $part }: cỡ chữ { $found }, quy định { $wanted }
lint-bold = { $part }: phải in đậm
lint-not-bold = { $part }: không in đậm
lint-italic = { $part }: phải in nghiêng
lint-not-italic = { $part }: không in nghiêng, phải đứng
lint-capitals = { $part }: phải viết in hoa: { $wanted }
lint-alignment = { $part }: đang { $found }, quy định { $wanted }
lint-align-left = căn trái
lint-align-right = căn phải
lint-align-centre = căn giữa
lint-align-justified = căn đều hai bên
lint-leading = { $part }: dãn dòng { $found }, quy định { $wanted }
lint-spacing = { $part }: khoảng cách giữa các đoạn { $found }, quy định { $wanted }
lint-indent = { $part }: lùi đầu dòng { $found }, quy định { $wanted }
lint-missing = thiếu { $part }{ $words ->
    [yes] : { $wanted }
   *[no] {""}
}
lint-symbol-form = { $part }: ghi “{ $found }”, quy định “{ $wanted }”
lint-date-form = { $part }: ghi “{ $found }”, quy định “{ $wanted }”
lint-authority-form = { $part }: ghi “{ $found }”{ $words ->
    [yes] , quy định “{ $wanted }”
   *[no] {""}, quy định không có hình thức này
}
lint-recipients-form = { $part }: “{ $found }” phải có dạng “{ $wanted }”
lint-end = { $part }: kết thúc bằng “{ $found }”, quy định “{ $wanted }”
part-motto = tiêu đề, Quốc hiệu
part-creed = Tiêu ngữ
part-superior = tên cơ quan cấp trên
part-issuer = tên cơ quan ban hành
part-star = dấu sao dưới tên cơ quan
part-symbol = số và ký hiệu
part-letter-subject = trích yếu công văn
part-place-date = địa điểm và ngày, tháng, năm
part-urgency = dấu chỉ mức độ khẩn
part-kind = tên loại văn bản
part-subject = trích yếu
part-hyphens = gạch dưới trích yếu
part-addressees = nơi kính gửi, kính trình
part-body = nội dung
part-basis = căn cứ
part-formula = dòng giữa
part-division = phần, chương, mục
part-heading = đề mục
part-table = bảng
part-note = chú thích
part-authority = quyền hạn ký
part-office = chức vụ người ký
part-signer = họ tên người ký
part-recipients-title = chữ “Nơi nhận”
part-recipients = danh sách nơi nhận
part-page-number = số trang

about-storm = Đo giờ chót gửi số liệu: mọi đơn vị cùng gửi qua trang web, số tổng hợp hiện ra khi nào
usage-storm = sauro bench storm [TÙY CHỌN]
help-cells = Số ô mỗi đơn vị gửi
help-connections = Số kết nối cùng lúc
help-bench_database = Cơ sở dữ liệu trống để đo: sqlite:TỆP hoặc postgres://…; không ghi thì dùng SQLite tạm
bench-not-empty = cơ sở dữ liệu đã có dữ liệu; chọn một cơ sở dữ liệu trống
storm-ground = { $units } đơn vị × { $cells } ô, { $connections } kết nối, { $engine }; dựng trong { $took } s
storm-row =
    { $units } đơn vị: nhận { $accepted }, hết { $took } ms; mỗi biểu p50 { $median } ms, p99 { $slow } ms, lâu nhất { $slowest } ms
      cấp cao nhất thấy một ô mới ({ $looks } lần đo): kể từ lúc gửi p50 { $sent } ms, lâu nhất { $longest } ms; kể từ lúc lưu lâu nhất { $saved } ms
      bộ nhớ cao nhất của máy chủ { $memory } MB
storm-checked = {"  "}tính lại từ { $cells } ô: { $lost } chuỗi số sai ở cấp cao nhất, { $differ } tổng lệch; { $handed }/{ $units } đơn vị đã gửi duyệt
