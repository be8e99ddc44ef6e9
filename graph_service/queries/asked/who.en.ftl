who-title = Who works on a theme, in a place, in a role
who-about = Which actors take part in the projects of a theme, a territory or a kind, in which role, and still on that date? Those in most of them today first, then those who were in most of them.
who-running = Only those who take part on that date.
who-running-label = Running only
who-projects = How many projects are shown for each actor.
who-projects-label = Projects for each actor
who-heading = Who works on it
who-count = { $n ->
    [0] No actor on { $day }.
    [one] { $n } actor on { $day }, { $projects ->
        [one] in { $projects } project.
       *[other] in { $projects } projects.
    }
   *[other] { $n } actors on { $day }, { $projects ->
        [one] in { $projects } project.
       *[other] in { $projects } projects.
    }
}
who-nobody = Nobody in these data, with these choices. Missing in the data is not missing in reality.
who-more = Next actors
who-running-count = { $n ->
    [one] { $n } running
   *[other] { $n } running
}
who-projects-count = { $n ->
    [one] { $n } project
   *[other] { $n } projects
}
who-heading-of = Who works on: { $what }
who-epci = { $n ->
    [one] { $names } lies here only in part, and in a neighbouring territory too: a project placed in this intermunicipal body alone is not counted. Ask for it by its name.
   *[other] { $names } lie here only in part, and in neighbouring territories too: a project placed in these intermunicipal bodies alone is not counted. Ask for them by their names.
}
who-role = Only those who hold this role in these projects.
who-role-label = Role
who-map = Map of these actors
who-left = { $n ->
    [one] { $n } actor of the list is not shown: the table has it.
   *[other] { $n } actors of the list are not shown: the table has them all.
}
who-asks =
    Who works on { $theme } in { $territory }?
    Which { $actor-kind } work on { $theme }?
    Who leads { $project-kind } in { $territory }?
    Who funds { $theme }?
    Who has worked on { $theme } since 2022?
who-cues =
    who, who works on, works on, work on, working on, worked on, works, work, working, worked, deals with, deal with
    dealing with, does, acts, active, involved, involved in, got involved, engaged, takes part, take part
    taking part, taken part, actor, actors, player, players, stakeholder, stakeholders, organisation, organisations
    organization, organizations, body, bodies, partners, partner, project, projects, list of, looking for, look for
    find, contact, specialised, specialists, experienced, knows about, groups, doing, anyone doing, anybody doing
    whos, acting, acting for, people, talk to, topic, field, on, who works in, who work on, that work on
    that works on, active in, active on, engaged in, engaged on, doing something on, doing work on, does anything on
    do anything on, interested in, interested, caring about, in charge of, responsible for, handles, handle
    handling, covers, cover, covering, tackles, tackle, tackling, focuses on, focus on, focused on, focusing on
    experience in, experienced in, expertise, knowledgeable, knows a lot about, known for, go-to, turn to
    who to turn to, ask about, contact for, contacts for, someone who, somebody who, anyone who, anybody who
    those who, looking into, participates, participate, contributes, contribute, runs, operating, operates
    present in, operating in, how many actors, how many organisations, how many players, need someone, need somebody
    need a, need an, need people, we need, looking for someone, looking for somebody, searching for, seeking, joined
    has joined, have joined, joins, signed up, came on board, who joined, should I call, should we call, who to call
    whom to call, can I call, could I call, do I call, should I ring, should I email, can I email, to invite
    people to invite, took part, directory of, directory, to meet, love to meet, delighted to meet, like to meet
    meet, part of, were part of, was part of, is part of, are part of
who-offers =
    projects, project list, actions, operations, initiatives, projects and who, list of projects, list projects
    projects list, which projects, what projects, what are the projects, all projects, the projects, projects in
    projects about, projects on, all the projects, any projects, what are all the projects, list all projects
    list of all projects, which operations, how many projects, are there projects, are there any projects
    list of operations, which actions
who-running-cues =
    true = right now, currently, at the moment, now, today, still, at present, ongoing, these days, nowadays
    true = presently, still running, still active, still ongoing, current, still going, as of today, still working
who-role-cues = as, in the role of, acting as
