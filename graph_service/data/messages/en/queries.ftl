param-as-of = At which date (YYYY-MM-DD). Without it: the store’s own date if it has one, else today.
param-tie-profile = Tie profile: standard, or plain (everything counts 1, no estimated ends).
param-theme = Only projects about this theme (and those below it). Repeatable.
param-territory = Only projects in this territory (and those inside it). Repeatable.
param-actor-kind = Only actors of this kind (and those below it). Repeatable.
param-project-kind = Only projects of this kind. Repeatable.
param-role = Only projects in which one of the two holds this role. Repeatable.
param-since = Leave out what ended more than this many months ago (24: two years).
param-limit = At most this many answers.
param-after = Where an earlier answer stopped (its field “next”).

search-title = Search an actor or a project
search-text = A name, an acronym, an identifier, or how it begins.
search-type = Only actors (actor) or projects (project).
search-none = No result. Try a word less, or the beginning of the name.
search-line = { $id } · { $name } · { $kind } { $place }

actor-title = An actor’s card: partners, projects, sources
actor-id = The actor: id, SIREN, SIRET, RNA or name.
actor-head = { $name } — { $kind } { $place } [{ $id }]
actor-counts = On { $day }: { $partners ->
    [one] { $partners } partner
   *[other] { $partners } partners
}, { $projects ->
    [one] { $projects } project
   *[other] { $projects } projects
} ({ $running } running).
actor-partner = - { $name }: { $strength }, { $n } in common (“{ $best }”)
actor-other = Other sources say: { $field } = { $value } ({ $source })

ties-title = Who works with whom: all ties
ties-of = Only the ties of this actor. Repeatable.
ties-among = Only the ties among these actors. Repeatable.
ties-evidence = How many pieces of evidence a tie.
ties-order = In which order: by id (id) or from the strongest (strength).
ties-count = { $n ->
    [0] No tie on { $day }.
    [one] { $n } tie on { $day }.
   *[other] { $n } ties on { $day }.
}
ties-line = - { $a } — { $b }: { $strength } ({ $n } in common)

paths-title = The paths from one actor to another
paths-title-of = From { $a } to { $b }
paths-from = The actor to start from: id, SIREN, SIRET, RNA or name.
paths-to = The actor to reach: id, SIREN, SIRET, RNA or name.
paths-k = How many paths, the soundest first.
paths-max-hops = At most this many steps.
paths-avoid = Do not go through this actor. Repeatable.
paths-line = { $rank }. { $sentence }
paths-sentence = { $n ->
    [one] { $a } and { $b } are directly tied: { $clauses }. Soundness: { $strength }.
   *[other] { $a } can reach { $b } in { $n } steps: { $clauses }. Soundness: { $strength }.
}
paths-clause-running = { $a } and { $b } work together on “{ $title }” (running)
paths-clause-ended = { $a } and { $b } worked together on “{ $title }” (ended { $day }, could be revived)
paths-clause-estimated = { $a } and { $b } worked together on “{ $title }” (estimated end { $day }, to be checked)
paths-clause-met = { $a } and { $b } took part in “{ $title }” ({ $day })
paths-clause-meets = { $a } and { $b } take part in “{ $title }”
paths-none = No path between { $a } and { $b } in these data, even without the filters. Missing in the data is not missing in reality.
paths-blocked = No path between { $a } and { $b }. The filter “{ $filter }” blocks it; without it, the soundest has { $strength }.
filter-since = since
filter-avoid = do not go through
filter-max_hops = number of steps
filter-theme = theme
filter-territory = territory
filter-actor_kind = kind of actor
filter-project_kind = kind of project
filter-role = role

error-paths-same = Start and end are the same actor: { $name }. Choose two actors.
error-paths-avoid-end = A path cannot avoid its own start or end. Take that actor out of “do not go through”.
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

history-title = The history of a record and its sources: who said what, and when
history-id = The record: id (also an old one), SIREN, SIRET, RNA or name.
history-order = In which order: as it was said (said) or the latest first (latest).
history-count = { $id }: { $n ->
    [one] { $n } statement
   *[other] { $n } statements
}.
history-line = - { $at } · { $op } · { $source } · { $what } · { $place } · { $batch } ({ $state })
history-place = { $file } row { $row }
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
history-place-in-sheet = { $file }, sheet { $sheet }, row { $row }
source-staff = the team
said-by-cli = by the command line
said-by-http = by the page or the API
paths-unknown = No path between { $a } and { $b } in the part that was searched. There may be one further away.
left-out-paths = Not searched further, for want of memory: a path that is not shown may exist, or be sounder. Give MAILLAGE_MEMORY more, or narrow the question.
left-out-around = Not searched further, for want of memory: not all ties are here, and those shown may be stronger. Give MAILLAGE_MEMORY more.
left-out-nearby = Who could fill what is missing, and how comparable projects fare, was not searched: that takes all projects, more than memory holds. Give MAILLAGE_MEMORY more.
when-between = { $start } to { $end }
when-since = since { $start }
when-until = until { $end }
when-on = { $day }
when-undated = no date
