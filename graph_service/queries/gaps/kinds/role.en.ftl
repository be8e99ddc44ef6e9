gaps-kind-role = Missing role
gap-role-looked = Roles: looked for in { $n ->
    [0] no project (one that has ended, or of a kind without a template, is not looked at)
    [one] { $n } running project that has a template
   *[other] { $n } running projects that have a template
}, of { $of } running.
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
gap-role-see-project = See the project
gaps-actor-kind = Only where an actor of this kind (or of one below it) is missing.
gaps-actor-kind-label = Kind of actor missing
