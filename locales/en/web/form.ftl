# Forms.

form-errors = { $count ->
    [one] One thing to mend:
   *[other] { $count } things to mend:
 }
