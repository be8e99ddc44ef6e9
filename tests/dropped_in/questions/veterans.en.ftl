veterans-title = Who has worked a lot in the past
veterans-about = Which actors took part in projects that have ended?
veterans-heading = The veterans
veterans-count = { $n ->
    [one] { $n } actor
   *[other] { $n } actors
} with at least { $least ->
    [one] { $least } project that has ended
   *[other] { $least } projects that have ended
}.
veterans-line = Thanks to { $actor }
veterans-least = At least so many projects that have ended.
veterans-least-label = At least
veterans-without = Leave this actor out.
veterans-without-label = Without
veterans-picture = The veterans, drawn
veterans-tie = veterans who know each other
veterans-column = Veteran
