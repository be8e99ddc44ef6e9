# What the renderers of blocks say themselves: at a terminal and on the page.
words-sources = Sources:
words-sources-heading = Sources
words-others = other sources say:
words-see = { $n ->
    [one] See its card: { $names }
   *[other] See their cards: { $names }
}
words-more-proofs = { $n ->
    [one] and { $n } more proof
   *[other] and { $n } more proofs
}
words-place-filled = { "" }: filled
words-place-empty = { "" }: not named
words-rules = What the texts say
words-table = Table: { $columns }
words-source = { $producer } – { $title } – updated { $updated } – { $licence }
words-source-undated = date unknown
words-source-unlicensed = licence unknown
words-source-staff = The team: typed here
words-source-share = { $facts ->
    [one] { $facts } fact of { $total }
   *[other] { $facts } facts of { $total }
}{ $alone ->
    [0] { "" }
   *[other] , { $alone } of them alone
}
words-source-with-share = { $source } ({ $share })
words-as-of = As of { $day }, revision { $revision }.
words-first-rows = { $n ->
    [one] Only the first line of the list is here.
   *[other] Only the first { $n } lines of the list are here.
}
