overview-title = Which groups of actors work together
overview-about = Which territories, or which kinds of actors, work together? All actors, grouped by territory or by kind, and how many ties join each group to the others, against what chance would give. A group opens to show who is in it.
overview-by = How actors are grouped: by territory or by kind. Without an answer: by territory if that tells them apart.
overview-by-label = Grouped by
overview-by-auto = what fits best
overview-by-territory = by territory
overview-by-kind = by kind
overview-group = Id of the group to open.
overview-group-label = Opened group
overview-heading = Who works with whom, by group
overview-heading-one = { $name }: who works with whom
overview-count-territory = { $n ->
    [0] No actor as of { $day }.
    [one] { $n } actor in one territory as of { $day }.
   *[other] { $n } actors in { $groups ->
        [one] one group of territories
       *[other] { $groups } groups of territories
    } and { $ties ->
        [one] { $ties } tie
       *[other] { $ties } ties
    } as of { $day }.
}
overview-count-kind = { $n ->
    [0] No actor as of { $day }.
    [one] { $n } actor as of { $day }.
   *[other] { $n } actors of { $groups ->
        [one] one family
       *[other] { $groups } families
    } and { $ties ->
        [one] { $ties } tie
       *[other] { $ties } ties
    } as of { $day }.
}
overview-one = { $n ->
    [one] { $n } actor
   *[other] { $n } actors
}, { $inside ->
    [one] { $inside } tie between them
   *[other] { $inside } ties between them
} and { $outside ->
    [one] { $outside } tie to other groups.
   *[other] { $outside } ties to other groups.
}
overview-pairs = Groups that work together
overview-no-pair = No tie between two groups.
overview-ratio = { $ratio } times what chance would give
overview-groups = The groups
overview-inside = { $n ->
    [one] { $n } tie inside
   *[other] { $n } ties inside
}
overview-outside = { $n ->
    [one] { $n } tie to others
   *[other] { $n } ties to others
}
overview-open = Open this group
overview-back = All groups
overview-actors = The actors
overview-more = { $n ->
    [one] { $n } more actor
   *[other] { $n } more actors
}
overview-map = Map of the groups
overview-alt = Map of { $n ->
    [one] { $n } actor
   *[other] { $n } actors
} in { $groups ->
    [one] { $groups } group
   *[other] { $groups } groups
}.
overview-alt-best = Map of { $n } actors in { $groups } groups; those with most ties are { $a } and { $b } ({ $ties } ties).
error-no-group = No group “{ $group }”. The groups: { $known }.
error-no-grouping = The territories of these actors do not tell them apart: group them by kind (by=kind).
column-running-projects = Running projects
column-ties = Ties
column-ratio = Against chance
overview-asks =
    Which groups of actors work together?
    Which territories work together?
    Which kinds of actors work together on { $theme }?
    An overview of the network
overview-cues =
    map, mapping, chart, overview, big picture, whole network, entire network, network, group, groups, together
    work together, summary, clusters, communities, at a glance, general picture, whole picture, landscape
    the network as a whole, network as a whole, full network, complete network, full picture, global view
    overall view, general view, bird’s eye view, big picture of, map of the network, picture of the network
    shape of the network, structure of the network, how is the network organised, structured
    how everyone is connected, everyone is connected, everybody is connected, how everything is connected
    groups of actors, subgroups, blocks, snapshot, snapshot of the network, state of the network, outline, look like
    looks like, what does the network look like, overview of the network, the big picture, who is in the network
    is organised, network organised, how do, how does the network, which types, which kinds, kinds of organisation
    types of organisation, sorts of organisation, team up, help each other, go together
overview-by-cues =
    kind = kinds of actors, types of actors, kinds, types, by kind, by type, categories, kinds of organisations
    kind = types of organisations, by category, by categories, by kinds, by types, by sort, per kind, per type
    kind = by kind of actor, by type of actor, by type of organisation, kinds of bodies, types of organisation
    kind = kinds of organisation, sorts of organisation, which types, which kinds
    territory = territories, by territory, areas, by area, which territories, by department, by departments
    territory = by département, per territory, per department, by town, by city, by commune, by place, by places
    territory = by region, by location, by district, by county, geographically, territory by territory
