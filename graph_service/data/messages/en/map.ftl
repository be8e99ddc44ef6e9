# The interactive map and what every rendering of a map says.
map-fictional = Fictional data
map-fictional-note = The relations shown are invented.
map-hidden-weak = { $n ->
        [one] { $n } weak tie hidden.
       *[other] { $n } weak ties hidden.
    }
map-names-left = { $n ->
        [one] { $n } name is not written, for want of room.
       *[other] { $n } names are not written, for want of room.
    }
map-short-names = Short names
map-short-name = { $short }: { $name }
map-figure = Map of the network
map-alt-network = Map of { $nodes ->
        [one] { $nodes } actor
       *[other] { $nodes } actors
    } and { $edges ->
        [one] { $edges } tie
       *[other] { $edges } ties
    }; the table below says the same.
map-alt-alone = Map of { $nodes ->
        [one] { $nodes } actor
       *[other] { $nodes } actors
    } and { $edges ->
        [one] { $edges } tie
       *[other] { $edges } ties
    }.
map-alt-ego = Map of { $focus } and its { $partners ->
        [one] { $partners } partner shown
       *[other] { $partners } partners shown
    }; strongest tie: { $best }, { $share }.
map-alt-path = Map of { $paths ->
        [one] { $paths } path
       *[other] { $paths } paths
    } from { $from } to { $to }; the soundest has { $steps ->
        [one] { $steps } step
       *[other] { $steps } steps
    }.
map-keys = Map. Arrows: go from actor to actor. Enter: open. Plus, minus, zero: zoom.
map-to-table = Read the map as a table
map-skip = Go to the table
map-zoom-in = Zoom in
map-zoom-out = Zoom out
map-zoom-fit = See all
map-legend = Reading the map
map-legend-note = Shape and colour: the kind of actor. Size: the running projects.
map-tie-very-strong = very strong, 50% and more
map-tie-strong = strong, 25 to 50%
map-tie-medium = medium, 10 to 25%
map-tie-weak = weak, less than 10%
map-tie-quiet = tie in the background
map-open-card = Open its card
map-over = ended
map-tie-ended = ended, could be revived
map-tie-meetings = meetings or networks only
map-tie-path = highlighted tie
map-tie-alternative = other highlighted tie
map-closed = actor that no longer exists
map-paths = Paths
map-soundness = soundness
map-calc = Soundness: the strengths of the steps, multiplied.
map-strength-calc = Strength: 0 to 100%, from shared projects, their kind, size and date.
map-evidence = Evidence
map-evidence-hint = Choose an actor or a row of the table: its evidence shows here.
map-evidence-none = No detailed evidence for this tie.
map-evidence-between = This line joins all ties between these two groups: their evidence is on the card of each actor.
map-table = All ties of the map
map-table-note = { $n ->
        [one] { $n } tie, the same as on the map.
       *[other] { $n } ties, the same as on the map.
    } Click a column title to sort.
map-col-from = Actor
map-col-to = Partner
map-col-strength = Strength
map-col-projects = Shared projects
map-col-since = Since
map-col-last = Latest end
map-col-state = State
map-col-evidence = Best evidence and sources
map-running = running
map-ended = ended, could be revived
map-met = have met
map-estimated = end estimated
map-n-projects = { $n ->
        [one] { $n } shared project
       *[other] { $n } shared projects
    }
map-n-running = { $n ->
        [0] no running project
        [one] { $n } running project
       *[other] { $n } running projects
    }
map-n-ties = { $n ->
        [0] no tie on the map
        [one] { $n } tie on the map
       *[other] { $n } ties on the map
    }
map-caption = { $actors ->
        [one] { $actors } actor
       *[other] { $actors } actors
    } of { $actors_total }, { $ties ->
        [one] { $ties } tie
       *[other] { $ties } ties
    } of { $ties_total }. As of { $as_of }, revision { $revision }. Measure of ties: { $profile }.
map-caveat = Missing in the data is not missing in reality.
map-sources = Sources
map-source = { $producer } – { $title } – updated { $updated } – { $licence }
map-source-undated = date unknown
map-source-unlicensed = licence unknown
map-no-source = No source stated.
map-made-by = Maillage
map-no-script = Without script the map is not drawn; the table says everything.
map-empty = No actor to show.
map-title-project = Who is in “{ $title }”
map-project = project
map-project-said = { $kind }, { $period }
map-part = { $roles }
map-ghost = { $slot }?
map-ghost-said = expected, not observed ({ $level })
map-ghost-legend = place that nobody fills in these data
map-expected = { $level }, not observed
map-nearby-already = actor of this kind, already on this territory
map-nearby-seat = actor of this kind, based on this territory or in charge of it
map-tie-part = takes part in the project
map-tie-expected = expected, not observed
map-tie-nearby = actor of this kind, on this territory
map-optional-left = { $n ->
        [one] { $n } optional place is not shown.
       *[other] { $n } optional places are not shown.
    }
map-alt-project = Map of the project “{ $title }”: { $actors ->
        [one] { $actors } actor
       *[other] { $actors } actors
    }, { $ghosts ->
        [0] no empty place
        [one] { $ghosts } place that nobody fills
       *[other] { $ghosts } places that nobody fills
    }.
