# Gaps: who is missing, from what, and how do we know.
gaps-title = Who is missing? The gaps: what the law asks for first, then by severity
gaps-kind = Only this kind of gap (role). Repeatable.
gaps-project = Only the gaps of this project: id or title. Repeatable.
gaps-actor-kind = Only where an actor of this kind (or of one below it) is missing. Repeatable.
gaps-count = { $n ->
    [0] No gap on { $day } in these data.
    [one] { $n } gap to look at on { $day }.
   *[other] { $n } gaps to look at on { $day }.
}
gaps-caveat = These are questions: missing in the data is not missing in reality.
gaps-line = { $rank }. { $sentence } [{ $id }]
gaps-proof = { "   " }- { $text }
gaps-proofs = { READER() ->
    [terminal] The evidence of one: maillage gaps --project ID (or --json for all).
   *[page] The evidence of one: ask for its project alone.
}
gap-kind-role = Missing role
gap-others = { $n ->
    [one] { $n } other
   *[other] { $n } others
}
slot-required_by_law = required by law
slot-legal_signatory = signatory by law
slot-expected_by_method = expected by method
slot-optional = optional
slot-by-required_by_law = required by { $law }
slot-by-legal_signatory = signatory by { $law }
gap-role-looked = Roles: looked for in { $n ->
    [0] no project (one that has ended, or of a kind without a template, is not looked at)
    [one] { $n } running project that has a template
   *[other] { $n } running projects that have a template
}, of { $of } running.
gap-role-sentence = “{ $title }” names { $missing }.
gap-role-sentence-there = “{ $title }” names { $missing }; { $n ->
    [one] { $n } actor of { $kinds ->
        [one] this kind
       *[other] these kinds
    } already works on this territory: { $names }
   *[other] { $n } actors of { $kinds ->
        [one] this kind
       *[other] these kinds
    } already work on this territory: { $names }
}.
gap-role-none = no { $slot } ({ $level })
gap-role-neither = no { $slot } ({ $level })
gap-role-expected = { $n ->
    [one] { $n } slot, which counts
   *[other] { $n } slots, which count
} { $weight }: required by law 3, signatories by law 2, expected by method 2, optional 1.
gap-role-observed = { $n ->
    [one] { $n } slot filled
   *[other] { $n } slots filled
} of { $of }: { $weight } of { $total }.
gap-role-already = { $slot }: { $n ->
    [one] { $n } actor of this kind already works on this territory
   *[other] { $n } actors of this kind already work on this territory
} ({ $names }).
gap-role-seated = { $slot }: no actor of this kind works on this territory; { $n ->
    [one] { $n } is based there or in charge of it
   *[other] { $n } are based there or in charge of it
} ({ $names }).
gap-role-nobody = { $slot }: no actor of this kind is known on this territory in these data.
gap-role-comparable = { $slot }: filled in { $n ->
    [0] no comparable project
    [one] { $n } comparable project
   *[other] { $n } comparable projects
} of { $of } running ({ $kind }){ $n ->
    [0] .
   *[other] , for example { $titles }.
}
gap-role-present = { $n ->
    [one] { $n } participation fills
   *[other] { $n } participations fill
} the other slots: { $slots }.
gap-role-present-none = No slot is filled in these data.
gap-role-caveat = It may be wrong: missing in the data is not missing in reality. { $notes }
gap-cover-unstated = No source of this project says which kinds of actors it covers.
gap-cover-not = No source of this project says that it covers: { $slots }.
gap-cover-elsewhere = No source of this project says that it covers { $place }.
gap-cover-dated = Their latest update: { $day }.
gap-cover-undated = They do not say their date.
error-gaps-unknown-kind = Unknown kind of gap: “{ $kind }”. Known: { $known }.
gaps-more = { $shown } shown of { $n }.{ READER() ->
    [terminal] {" "}To see them all: without --limit.
   *[page] {""}
}
