# What is alike in two actors that may be one, for those who review pairs.
match-name = Same name: “{ $name }”
match-other-name = Same name, acronym or other name: “{ $name }”
match-bare = Same words, without legal form, articles, word order and short forms: “{ $name }”
match-near = Names one typing error apart: “{ $a }”, “{ $b }”
match-acronym = { $acronym } may be the initials of the other name
match-kind = Same kind: { $kind }
match-kinds = Kinds: { $a } and { $b }
match-place = Same place: { $place }
match-place-one = Only one of them says where it is: { $place }
match-place-none = Neither says where it is
match-place-within = One place lies in the other: { $a }, { $b }
match-place-apart = Two places: { $a }, { $b }
match-seat = Both are the authority of { $place } ({ $code })
match-part = “{ $word }” in its name: it may be a body of its own
match-common = A name that many organisations bear
match-state = Local services of the State often share names and numbers
match-siren-shared = Same SIREN: { $siren }

# Reviewing pairs.
error-review-gone = No pair { $pair } waits for a decision: it was decided, or one of its actors changed or went. List the pairs again.
error-review-decision = "{ $decision }" is no decision. It can be { $known }.
review-title = The same or not?
review-same = The same
review-different = Two actors
review-later = Later
review-key-same = s
review-key-different = d
review-key-later = l
review-said-by = { $name }: { $n ->
    [0] no relation
    [one] { $n } relation
   *[other] { $n } relations
}; said by { $sources }
editing-review-undo-key = u
editing-review-left = { $n ->
    [0] No pair waits for a decision. Pairs come with imports.
    [one] { $n } pair waits for a decision.
   *[other] { $n } pairs wait for a decision, best first.
}
editing-review-if-same = If they are the same:
editing-review-reason = Why (may be empty)
editing-review-others = After it
editing-about-review = Pairs of actors that may be one: decide which are.
web-import-matched-one = { $n } actor recognised among those that were there.
web-import-matched-other = { $n } actors recognised among those that were there.
web-import-to-review-one = { $n } pair of actors to review
web-import-to-review-other = { $n } pairs of actors to review
