# Biểu mẫu.

form-errors = { $count ->
    [one] Có 1 chỗ cần sửa:
   *[other] Có { $count } chỗ cần sửa:
 }
