# The forms of a map, and groups of actors.
group-whole-region = Region { $name }
group-whole-other = The whole of { $name }
group-elsewhere = Outside this territory
group-elsewhere-or-none = Elsewhere, or no territory stated
group-none = No territory stated
group-others = { $n ->
    [one] One other territory
   *[other] { $n } other territories
}
group-said = { $n ->
    [one] { $n } actor
   *[other] { $n } actors
}
map-between = { $n ->
    [one] { $n } tie
   *[other] { $n } ties
}
map-tie-between = ties between two groups
map-form-territories = Actors grouped by territory; one line between two groups.
map-form-families = Actors grouped by kind; one line between two groups.
map-form-groups = Each disc stands for several actors; a line stands for their ties.
map-groups-nowhere = Where a group stands does not say where it is: this is no geographic map.
map-form-projects = Each line joins an actor to a project.
map-form-star = Only the ties of { $name } are drawn.
error-no-form = “{ $form }”: this map can be drawn as { $known }.
error-form-empty = This map cannot take the form “{ $form }”: it has nothing to show in it.
form-as-it-stands = one form only
map-projects-left = { $n ->
    [one] { $n } more shared project is not drawn.
   *[other] { $n } more shared projects are not drawn.
}
map-part-ended = took part, ended
map-caption-projects = { $actors ->
    [one] { $actors } actor
   *[other] { $actors } actors
} of { $actors_total }, { $projects ->
    [one] { $projects } project
   *[other] { $projects } projects
}, { $parts ->
    [one] { $parts } participation
   *[other] { $parts } participations
}. As of { $as_of }, revision { $revision }.
map-caption-groups = { $actors ->
    [one] { $actors } actor
   *[other] { $actors } actors
} in { $groups ->
    [one] { $groups } group
   *[other] { $groups } groups
}, { $ties ->
    [one] { $ties } tie
   *[other] { $ties } ties
}. As of { $as_of }, revision { $revision }. Tie measure: { $profile }.
group-size = { $n }
map-form-geography = One disc for each place, at the largest commune of an actor’s territory; a line stands for the ties of two places.
map-nowhere = { $n ->
    [one] { $n } actor without a place of its own is not placed.
   *[other] { $n } actors without a place of their own are not placed.
}
map-caption-places = { $actors ->
    [one] { $actors } actor
   *[other] { $actors } actors
} of { $actors_total }, in { $groups ->
    [one] { $groups } place
   *[other] { $groups } places
}. As of { $as_of }, revision { $revision }. Tie measure: { $profile }.
param-form = Form of the map; without an answer, the one that reads best.
option-form = Form of the map (with -o): { $known }; without an answer, the one that reads best.
figure-form = a form (form)
map-tie-between-places = ties between two places
form-ties = Ties
form-projects = Projects
form-territories = Groups
form-groups = Groups alone
form-star = Star
form-geography = Geography
viewer-forms = Form of the map
map-title-difference = { $title }: what changed between { $then } and { $now }
map-tie-new = new
map-tie-gone = ended since
map-panel = As of { $day }
param-against = Another date: the map shows what changed between the two.
option-against = Another date (with -o), YYYY-MM-DD: the map shows what changed between the two.
figure-against = another date (against)
error-figure-date = “{ $value }” is no date: write YYYY-MM-DD.
error-not-compared = “{ $question }” is not compared with another date.
param-beside = Another date: the map shows both, side by side.
option-beside = Another date (with -o), YYYY-MM-DD: the map shows both, side by side.
figure-beside = a date to show beside (beside)
error-figure-one-date = Ask for what changed since a date (against), or for both dates side by side (beside): not for both at once.
map-between-left = Lines between groups: { $share } of their ties.
map-difference-ties = { $new ->
    [one] { $new } new tie
   *[other] { $new } new ties
}, { $kept } kept, { $gone } ended between { $then } and { $now }.
map-difference-parts = { $new ->
    [one] { $new } new participation
   *[other] { $new } new participations
}, { $kept } kept, { $gone } ended between { $then } and { $now }.
map-difference-cut = Only the actors with the strongest ties at each date are compared.
map-alt-difference-ties = { $title }, between { $then } and { $now }: { $new } new ties, { $kept } kept, { $gone } ended.
map-alt-difference-parts = { $title }, between { $then } and { $now }: { $new } new participations, { $kept } kept, { $gone } ended.
map-title-beside = { $title }: { $then } and { $now }
form-columns = Columns
map-form-columns = Actors on the left, their projects on the right.
