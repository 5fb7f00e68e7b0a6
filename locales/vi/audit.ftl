# Từng chỗ được soát: đang ghi gì, phép tính, cách xử lý; “-why” là vì sao có thể vẫn đúng. Số đã viết theo cách Việt Nam.

## R1: tỷ lệ phần trăm

percent-wrong = Tỷ lệ không khớp: { $part } : { $whole } = { $computed }% ≠ { $stated }%. Kiểm tra lại tỷ lệ và hai số.
percent-wrong-why = Có thể đúng nếu tỷ lệ tính trên một tổng khác, hoặc các số ở đây đã làm tròn.
share-of-others = Tỷ lệ không khớp với các tỷ lệ cùng nhóm: các số bên cạnh tính trên tổng khoảng { $whole }, nhưng { $part } không phải là { $stated }% của tổng ấy. Kiểm tra lại số và tỷ lệ.
growth-wrong = Tỷ lệ tăng, giảm không khớp: từ { $base } thành { $now } là thay đổi { $computed }%, văn bản ghi { $stated }%. Kiểm tra lại tỷ lệ và hai số.
compared-wrong = Tỷ lệ so sánh không khớp: { $now } bằng { $computed }% của { $base }, văn bản ghi { $stated }%. Kiểm tra lại tỷ lệ và hai số.
change-wrong = Tỷ lệ tăng, giảm không khớp: thay đổi { $now } so với { $base } là { $computed }%, văn bản ghi { $stated }%. Kiểm tra lại tỷ lệ và hai số.
change-of-now-wrong = Tỷ lệ tăng, giảm không khớp: thay đổi { $now } để thành { $base } là { $computed }% của số kỳ trước, văn bản ghi { $stated }%. Kiểm tra lại tỷ lệ và hai số.
growth-wrong-why = Có thể đúng nếu tỷ lệ so với một kỳ khác, một số khác, hoặc các số ở đây đã làm tròn.

## R2: tổng và các phần

sum-exceeds-total = Các phần cộng lại lớn hơn tổng: { $terms } = { $sum } ≠ { $total }. Kiểm tra lại tổng và từng phần.
sum-exceeds-total-why = Có thể đúng nếu có đối tượng được tính ở nhiều phần, hoặc các số này là phần của một tổng khác.
sum-below-total = Các phần cộng lại chưa bằng tổng: { $terms } = { $sum } ≠ { $total }. Kiểm tra có sót phần nào không.
sum-below-total-why = Có thể đúng nếu văn bản chưa kể hết các phần, hoặc tổng là số làm tròn.
sum-equation = Phép cộng sai: { $terms } = { $sum } ≠ { $total }. Sửa lại kết quả hoặc số hạng.
sum-note-why = Có thể đúng nếu ở đây chỉ kể một số phần, hoặc giải thích cho một số khác.
shares-not-whole = Các tỷ trọng cộng lại không bằng 100%: { $terms } = { $sum }% ≠ 100%. Kiểm tra lại từng tỷ trọng.
shares-not-whole-why = Có thể đúng nếu còn phần không nêu ở đây, hoặc các tỷ trọng tính trên những tổng khác nhau.
complement-wrong = Số đạt và số chưa đạt cộng lại không bằng tổng: { $first } + { $second } = { $sum } ≠ { $whole }. Kiểm tra lại hai số.
complement-wrong-why = Có thể đúng nếu có phần chưa đánh giá, hoặc hai số thuộc hai kỳ, hai phạm vi khác nhau.
remainder-wrong = Phép trừ không khớp: { $terms } = { $computed } ≠ { $stated }. Kiểm tra lại số còn lại hoặc số tăng, giảm.
remainder-wrong-why = Có thể đúng nếu còn phần khác không nêu ở đây, hoặc số này thuộc một tổng khác.
mean-wrong = Số bình quân không khớp: { $total } : { $count } = { $computed } ≠ { $stated }. Kiểm tra tổng, số lượng và số bình quân, nhất là đơn vị tính.
mean-wrong-why = Có thể đúng nếu số bình quân tính trên một tổng khác, một số lượng khác hoặc một thời gian khác.
product-wrong = Phép nhân không khớp: { $count } × { $each } = { $computed } ≠ { $stated }. Kiểm tra lại hai thừa số và kết quả, nhất là đơn vị tính.
product-wrong-why = Có thể đúng nếu đơn giá áp dụng cho một phần, hoặc kinh phí gồm cả khoản khác.

## R3: số lượng và danh sách

count-differs = Ghi { $stated } nhưng kể ra { $found }. Kiểm tra lại số lượng và danh sách.
count-differs-why = Có thể đúng nếu chỉ kể một số trường hợp tiêu biểu, hoặc một mục gồm nhiều nội dung.

## R4: phần không lớn hơn tổng

part-exceeds-ratio = Trong { $part }/{ $whole }, phần lớn hơn tổng: { $part } > { $whole }. Kiểm tra lại hai số, có thể đã viết ngược.
part-exceeds-ratio-why = Có thể đúng nếu số sau là kế hoạch và đã vượt, hoặc số trước gồm cả phần kỳ trước chuyển sang.
part-exceeds-whole = Phần lớn hơn tổng: { $part } > { $whole }. Kiểm tra lại hai số.
part-exceeds-whole-why = Có thể đúng nếu một trong hai là số ước, hoặc hai số không đếm cùng một thứ.
parts-exceed-whole = Các phần cộng lại lớn hơn tổng: { $terms } = { $sum } > { $whole }. Kiểm tra lại tổng và từng phần.
parts-exceed-whole-why = Có thể đúng nếu có đối tượng được tính ở nhiều phần.
month-exceeds-cumulative = Số trong kỳ lớn hơn số lũy kế: { $month } > { $cumulative }. Kiểm tra lại hai số.
month-exceeds-cumulative-why = Có thể đúng nếu hai số thuộc hai chỉ tiêu hoặc hai phạm vi khác nhau.

## R5: thực hiện và kế hoạch

plan-percent-wrong = Tỷ lệ so với kế hoạch không khớp: thực hiện { $actual }, kế hoạch { $plan }, tính ra { $computed }% ≠ { $stated }%. Kiểm tra lại ba số.
plan-percent-wrong-why = Có thể đúng nếu tỷ lệ tính trên kế hoạch khác (cấp trên giao, đã điều chỉnh), hoặc các số ở đây đã làm tròn.
plan-not-reached = Ghi là đạt nhưng thực hiện thấp hơn kế hoạch: { $actual } < { $plan }. Kiểm tra lại câu chữ và hai số.
plan-reached = Ghi là chưa đạt nhưng thực hiện không thấp hơn kế hoạch: { $actual } ≥ { $plan }. Kiểm tra lại câu chữ và hai số.
plan-order-why = Có thể đúng nếu chỉ tiêu này càng thấp càng tốt, hoặc số so sánh không phải là số thực hiện của kế hoạch ấy.

## R6: tổng chia theo thời gian

halves-wrong = Các giai đoạn cộng lại không bằng tổng: { $terms } = { $sum } ≠ { $total }. Kiểm tra lại tổng và từng giai đoạn.

## R7: ngày tháng

date-impossible = Ngày { $date } không có trong lịch. Đối chiếu bản gốc và ghi lại ngày.
date-no-year = Ngày “{ $date }” thiếu năm. Ghi đủ ngày, tháng, năm.
date-year-typed = Năm trong “{ $date }” không đúng bốn chữ số. Ghi lại năm.
date-weekday = Ngày { $date } là { $computed }, văn bản ghi { $stated }. Kiểm tra lại ngày và thứ.
date-weekday-why = Có thể đúng nếu chữ chỉ thứ ấy không nói về ngày này.
date-order = Ngày bắt đầu { $from } sau ngày kết thúc { $to }. Kiểm tra lại hai ngày, nhất là năm.
date-order-why = Có thể đúng nếu hai ngày này không phải là một khoảng thời gian, hoặc thuộc hai năm khác nhau.
date-after-issue = Viện dẫn văn bản ngày { $date }, sau ngày của chính văn bản này ({ $issued }). Kiểm tra lại hai ngày.
date-after-issue-why = Có thể đúng nếu đó là văn bản dự kiến ban hành, hoặc ngày ở đầu văn bản này là ngày dự thảo.

## R8: số năm, nhiệm kỳ, giai đoạn

years-count = Từ { $first } đến { $last } là { $computed } năm, văn bản ghi { $count } năm. Kiểm tra lại số năm và hai mốc.
years-typed = Năm trong “{ $years }” không đúng bốn chữ số. Ghi lại năm.
years-order = Trong “{ $years }”, năm sau không lớn hơn năm trước. Kiểm tra lại hai năm.
years-term = Nhiệm kỳ { $years } dài { $computed } năm. Nhiệm kỳ thường là 5 năm, của chi bộ là 2 năm rưỡi; kiểm tra lại hai năm.
years-term-why = Có thể đúng nếu tổ chức ấy có nhiệm kỳ khác, hoặc nhiệm kỳ được kéo dài, rút ngắn.
years-review = Văn bản ban hành năm { $written }, đến năm { $now } là { $computed } năm, ở đây ghi { $count } năm. Kiểm tra lại số năm và năm ban hành.
years-review-why = Có thể đúng nếu mốc sơ kết, tổng kết không phải là năm { $now }.

## R9: độ lớn, cách viết số

magnitude-small = Số tiền { $value } đồng quá nhỏ so với nội dung. Kiểm tra đơn vị, có thể thiếu “triệu” hoặc “tỷ”.
magnitude-large = Số tiền { $value } quá lớn so với đơn vị ghi kèm. Kiểm tra đơn vị, có thể thừa “triệu” hoặc “tỷ”.
magnitude-why = Có thể đúng nếu đây là đơn giá, mức cho một người, một lượt, hoặc số tiền đúng là như vậy.
scale-sibling = Thành phần { $value } không hợp với các thành phần cùng danh mục: nếu là { $fits } thì cộng lại đúng bằng tổng { $beside }. Kiểm tra đơn vị tính.
digits-sibling = Thành phần { $value } không hợp với các thành phần cùng danh mục: nếu là { $fits } thì cộng lại đúng bằng tổng { $beside }. Kiểm tra xem có thiếu hoặc thừa chữ số không.
scale-odd = Số { $value } khác đơn vị với các số bên cạnh ({ $beside }) nhưng được ghi tương tự. Kiểm tra xem có phải là { $fits } không.
scale-sibling-why = Có thể đúng nếu số này thực sự lớn hoặc nhỏ hơn hẳn, còn chỗ sai là một thành phần khác hoặc tổng.
number-broken = Số “{ $written }” bị ngắt bởi khoảng trắng. Nếu là một số thì viết liền: { $value }.
number-broken-why = Có thể đúng nếu đây là hai số, hoặc dấu chấm là dấu hết câu.
number-about = Số { $value } lẻ đến hàng đơn vị mà ghi là số ước (“gần”, “khoảng”, “hơn”). Làm tròn số hoặc bỏ chữ ấy.

## R10: một chỉ tiêu, hai số

indicator-differs = Nội dung giống nhau mà ghi hai số: { $first } và { $second }. Kiểm tra và thống nhất một số.
indicator-differs-why = Có thể đúng nếu hai chỗ nói về hai phạm vi, hai thời điểm hoặc hai nội dung khác nhau.

## R11: số, ký hiệu văn bản

symbol-hyphen = Ký hiệu { $symbol } có gạch nối ở chỗ của gạch chéo. Viết { $right }.
symbol-slash = Ký hiệu { $symbol } có gạch chéo ở chỗ của gạch nối. Viết { $right }.
symbol-stray = Ký hiệu { $symbol } thừa dấu gạch trước số. Viết { $right }.
symbol-form = Ký hiệu { $symbol } khác mẫu chung (dấu cách, dấu gạch, chữ hoa hoặc chữ viết tắt). Dạng gần nhất: { $right }.
symbol-kind = Chữ viết tắt trong { $symbol } không phải của loại văn bản “{ $kind }”. Nếu đúng loại thì viết { $right }; nếu đúng ký hiệu thì sửa tên loại.
symbol-dates = Văn bản { $symbol } ghi hai ngày: { $first } và { $second }. Đối chiếu bản gốc và thống nhất một ngày.
symbol-dates-why = Có thể đúng nếu là hai văn bản cùng số, của hai cơ quan hoặc hai nhiệm kỳ, hai năm khác nhau.

## R12: thứ tự đề mục

heading-gap = Sau “{ $before }” là “{ $after }”, thiếu “{ $expected }”. Kiểm tra có sót mục nào không, rồi đánh số lại.
heading-repeat = Mục “{ $after }” lặp lại. Đánh số lại, theo thứ tự là “{ $expected }”.
heading-order = Sau “{ $before }” lại là “{ $after }”. Đánh số lại, theo thứ tự là “{ $expected }”.
heading-level = Mục “{ $label }” nằm dưới mục “{ $parent }” nhưng không theo số của mục ấy. Đánh số lại hoặc chuyển về đúng mục.
heading-why = Có thể đúng nếu một danh sách khác bắt đầu ở đây, hoặc mục còn thiếu nằm trong đoạn khác.
heading-bracket = Số thứ tự “{ $label }” thiếu dấu đóng ngoặc. Viết đủ hai dấu ngoặc.

## R13: cách viết thống nhất

style-decimal = Phần thập phân viết hai cách, dấu phẩy và dấu chấm ({ $usual } và { $rare } chỗ). Thống nhất dùng dấu phẩy.
style-tone = Dấu thanh đặt hai cách, như “hòa” và “hoà” ({ $usual } và { $rare } chỗ). Thống nhất một cách.
style-padding = Ngày dưới 10 viết hai cách, có và không có số 0 ở trước ({ $usual } và { $rare } chỗ). Thống nhất một cách.
style-percent = Dấu % viết hai cách, liền và cách số ({ $usual } và { $rare } chỗ). Thống nhất một cách.

## R14: thời hạn và nhiệm vụ

deadline-past = Hạn { $due } sớm hơn mốc { $earliest } (ngày văn bản, ngày của căn cứ hoặc kỳ ghi ở đề mục). Kiểm tra lại thời hạn.
deadline-past-why = Có thể đúng nếu nhắc lại việc đã giao từ trước, hoặc nói về việc đã làm xong.
tasks-unclear = Trong { $tasks } nhiệm vụ có { $leaderless } việc chưa rõ đơn vị chủ trì, { $undated } việc chưa rõ thời hạn. Bổ sung cho rõ người, rõ thời gian.
