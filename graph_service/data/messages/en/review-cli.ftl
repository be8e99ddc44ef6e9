# maillage review, on the command line.
cli-review = Decide which actors are one: list pairs, decide
cli-review-list = List the pairs that wait for a decision, best first
cli-review-decide = Say of a pair that it is one actor, that it is two, or decide later
option-review-reason = Why, for who asks later.
option-review-limit = How many pairs at most.
review-count = { $n ->
    [0] No pair waits for a decision.
    [one] { $n } pair waits for a decision.
   *[other] { $n } pairs wait for a decision, best first.
}
review-line = { $pair }  { $score }  { $a } · { $b }
review-ids = {"    "}{ $a } · { $b }
review-evidence = {"    "}- { $text }
review-next = { $more ->
    [0] Decide: maillage review decide PAIR same, different or later.
   *[other] { $more } more (--limit). Decide: maillage review decide PAIR same, different or later.
}
review-decided-same = Joined. Undo: maillage imports undo { $id }
review-decided-different = Kept apart, also for later imports. Undo: maillage imports undo { $id }
review-decided-later = Put off: the pair is at the end of the list.
import-matches = Actors recognised: { $number } by an identifier, { $name } by name or place. { $review ->
    [0] {""}
    [one] One pair may be one actor: maillage review list.
   *[other] { $review } pairs may be one actor: maillage review list.
}
argument-pair = the pair (see "maillage review list")
argument-decision = the decision: same, different or later
