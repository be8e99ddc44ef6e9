param-as-of = At which date (YYYY-MM-DD). Without it: the store’s own date if it has one, else today.
param-tie-profile = Tie profile: standard, or plain (everything counts 1, no estimated ends).
param-theme = Only projects about this theme (and those below it).
param-territory = Only projects in this territory (and those inside it).
param-actor-kind = Only actors of this kind (and those below it).
param-project-kind = Only projects of this kind.
param-role = Only projects in which one of the two holds this role.
param-since = Leave out what ended more than this many months ago (24: two years).
param-limit = At most this many answers.
param-after = Where an earlier answer stopped (its field “next”).
filter-since = since
filter-avoid = do not go through
filter-max_hops = number of steps
filter-theme = theme
filter-territory = territory
filter-actor_kind = kind of actor
filter-project_kind = kind of project
filter-role = role
error-cursor-unknown = Unknown cursor: “{ $cursor }”. Start again, without “after”.
error-cursor-stale = The data have changed since this list began. Start again, without “after”.
error-not-found = Nothing fits “{ $text }” in what you may see. { $near ->
    [none] { READER() ->
        [terminal] Check the spelling, or search with: maillage search
       *[page] Check the spelling, or search for another word of the name.
    }
   *[other] Did you mean { $near }?
}
error-ambiguous = “{ $text }” fits several things: { $list }. Name one by its id.
error-unknown-term = “{ $text }” is not known for “{ $parameter }”. { $near ->
    [none] See the vocabulary.
   *[other] Did you mean { $near }?
}
error-bad-parameter = “{ $parameter }”: { $reason }
error-scope-raise = Your access does not reach “{ $asked }”: it ends at “{ $scope }”.
op-row = row
op-add = added
op-set = corrected
op-deny = denied
op-affirm = affirmed
op-hide = hidden
op-same = same actor
op-different = different actors
said-field = { $label }: { $text }
said-counts = counts today
said-replaced = replaced since
said-undone = undone
said-emptied = emptied
said-yes = yes
said-no = no
said-seen-from = Seen from level
source-staff = the team
said-by-cli = by the command line
said-by-http = by the page or the API
left-out-paths = Not searched further, for want of memory: a path that is not shown may exist, or be sounder. Give MAILLAGE_MEMORY more, or narrow the question.
left-out-around = Not searched further, for want of memory: not all ties are here, and those shown may be stronger. Give MAILLAGE_MEMORY more.
left-out-nearby = Who could fill what is missing, and how comparable projects fare, was not searched: that takes all projects, more than memory holds. Give MAILLAGE_MEMORY more.
when-between = { $start } to { $end }
when-since = since { $start }
when-until = until { $end }
when-on = { $day }
when-undated = no date
slot-required_by_law = required by law
slot-legal_signatory = signatory by law
slot-expected_by_method = expected by method
slot-optional = optional
slot-by-required_by_law = required by { $law }
slot-by-legal_signatory = signatory by { $law }
event-on = { $kind }, { $day }
event-between = { $kind }, { $when }
told-running = running
told-ended = ended, could be revived
told-over = ended
told-estimated = { $period } (end estimated)
told-shared = { $n ->
    [one] { $n } shared project
   *[other] { $n } shared projects
}
told-since = since { $year }
told-hop = { $tie }, { $share }
told-rows = { $n ->
    [one] { $file }, row { $rows }
   *[other] { $file }, rows { $rows }
}
told-history = History and sources
tie-very-strong = Very strong tie
tie-strong = Strong tie
tie-medium = Medium tie
tie-weak = Weak tie
purpose-explore = Explore the network
purpose-partners = Prepare a partnership
purpose-check = Check what is known
missing-sentence = “{ $title }” names { $missing }.
missing-points = { $n } points of { $total }
missing-points-short = { $n } of { $total }
missing-nobody = No place is missing.
missing-evidence = Why this is asked, and what may make it wrong
missing-template = From: { $title } (template, version { $n }).
missing-by-law = Required or foreseen by law
missing-by-method = Expected by method
missing-by-optional = Optional
missing-already = Already there:
missing-seated = Based on this territory or in charge of it:
missing-near-more = { $n ->
    [one] and { $n } other
   *[other] and { $n } others
}
missing-nobody-known = Nobody of this kind is known on this territory in these data.
missing-compared = { $n ->
    [0] Elsewhere: filled in none of { $total } comparable projects.
    [one] Elsewhere: filled in { $n } comparable project of { $total }.
   *[other] Elsewhere: filled in { $n } comparable projects of { $total }.
}
missing-projects = { $n ->
    [one] { $n } running project
   *[other] { $n } running projects
}
missing-sentence-there = “{ $title }” names { $missing }; { $n ->
    [one] { $n } actor of { $kinds ->
        [one] this kind
       *[other] these kinds
    } already works on this territory: { $names }
   *[other] { $n } actors of { $kinds ->
        [one] this kind
       *[other] these kinds
    } already work on this territory: { $names }
}.
missing-none = no { $slot } ({ $level })
missing-neither = no { $slot } ({ $level })
missing-others = { $n ->
    [one] { $n } other
   *[other] { $n } others
}
param-as-of-label = On the date
param-tie-profile-label = How ties are computed
param-tie-profile-standard = as usual
param-tie-profile-plain = unweighted
param-theme-label = Theme of the projects
param-territory-label = Territory of the projects
param-actor-kind-label = Kind of actor
param-project-kind-label = Kind of project
param-role-label = Role in the project
param-since-label = Ended at most (months ago)
param-limit-label = Answers at most
param-theme-cues =
    on, about, topic, theme, regarding, concerning, in the field of, on the topic of, on the subject of, in terms of
    when it comes to, related to, relating to, as regards, with regard to, around, focused on, in the area of
param-territory-cues =
    in, within, across, based in, located in, situated in, inside, throughout, over in, all over, in the area of
    within the area of
param-since-cues =
    0 = right now, currently, still, at the moment, ongoing, today, now, these days, at present, nowadays, presently
    0 = still running, still active, still ongoing, current, up to now, as of today
param-limit-cues =
    { $n } first, { $n } main, { $n } biggest, { $n } largest, { $n } strongest, { $n } closest
    { $n } most important, { $n } most active, { $n } top, { $n } best, { $n } leading, { $n } key, { $n } partners
    { $n } actors, { $n } organisations, { $n } players, { $n } stakeholders, { $n } results, { $n } answers
    { $n } names, { $n } last, { $n } latest, { $n } most recent, top { $n }, first { $n }, last { $n }
    latest { $n }, max { $n }, { $n } max, { $n } at most, at most { $n }, up to { $n }, no more than { $n }
