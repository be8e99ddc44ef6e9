actor-title = An actor’s card: partners, projects, sources
actor-about = Who is this actor, with whom does it work, on which projects, and what do other sources say of it? Partners go from the strongest tie to the weakest, each with its evidence.
actor-id = The actor: id, SIREN, SIRET, RNA or name.
actor-counts = On { $day }: { $partners ->
    [one] { $partners } partner
   *[other] { $partners } partners
}, { $projects ->
    [one] { $projects } project
   *[other] { $projects } projects
} ({ $running } running).
actor-reach = → Reach…
actor-partners = Partners
actor-projects = Projects
actor-no-partner = No partner in these data. Missing in the data is not missing in reality.
actor-no-project = No project in these data.
actor-partners-count = { $n } partners of { $total }, from the strongest tie to the weakest.
actor-partners-more = { $n ->
    [one] Show { $n } more partner
   *[other] Show { $n } more partners
}
actor-map = Map of the partners of { $name }
actor-id-label = Actor
actor-start = With whom does { $id } work?
actor-depth = Circles of partners that the picture shows: 1, or 2 for the partners of partners.
actor-depth-label = Circles of partners (picture)
actor-asks =
    Who is { $id }?
    Tell me about { $id }
    Who does { $id } work with?
    Who are the partners of { $id }?
    Which projects is { $id } in?
    What does { $id } do on { $theme }?
    What has { $id } done since 2022?
actor-cues =
    who is, who are, what is, tell me about, about, partner, partners, partnership, partnerships, work with
    works with, work, working, collaborate, collaborates, cooperate, projects, project, do, network, contacts
    allies, involved, part, active, profile, card, relations, connections, connected, role, activity, activities
    info, information, overview of, summary, our partners, I work at, we are, projects of, partners of, up to, doing
    brief me on, corresponds, doing what, does what, what does, what is it doing, deals with what, who does
    works on what, working with whom, work alongside, works alongside, partners with, partnered with, tied to
    linked to whom, ties of, who are the partners of, who are its partners, background on, rundown on, facts about
    details on, take part in, takes part in, participates in, engaged in, present in, engagements, commitments
    activity of, projects does, in which projects, how many partners, how many projects, what do we know about
    what do you know about, what is known about, know about, all about, everything about, everything on
    everything we have on, what we have on, what do we have on, what do you have on, who they are, who exactly is
    a profile of, a card on, still have partners, have partners, has partners, works most with, works the most with
    work most with, most with, strongest partners, closest partners, biggest partners, main partners, best partners
    key partners, top partners, hooked up with, hooked up, hook up with, teamed up with, team up with, teams up with
    teaming up with, anything going on, going on, what is going on, got up to, get up to, gets up to, been up to
    been rubbing shoulders with, rubs shoulders with, rubbing shoulders with, linked to, deals with, dealing with
    dealt with, who with, what do they do, joined, has joined, been involved in, involved in, part of
    what can you tell me about, fill me in on, lowdown, rundown, collaborations, cooperations, contacts of
    main contacts, info on, infos on, its links with, links with, their links with
actor-depth-cues =
    2 = partners of partners, partners of our partners, partners of these partners, partners of those partners
    2 = partners of its partners, partners’ partners, and their partners, their own partners, with their partners
    2 = second circle, 2nd circle, second degree, second-degree, 2nd degree, two steps away, extended network
    2 = wider network, once removed, indirect partners, friends of friends, friends of the friends
    2 = partners of their partners, and their own partners, partners of those, the partners of those
    2 = those partners’ partners, work with in turn, second-degree partners, and theirs, who do the partners of
    2 = work with the partners of, whom do the partners of
actor-beside = direct
