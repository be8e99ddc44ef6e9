# What is alike in two actors that may be one, for those who review pairs.
match-name = Same name: “{ $name }”
match-other-name = Same name, acronym or other name: “{ $name }”
match-bare = Same words, without legal form, articles, word order and short forms: “{ $name }”
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
