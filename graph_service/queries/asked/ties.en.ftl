ties-title = Who works with whom: all ties
ties-about = Who works with whom? Each tie once, with its strength, its shared contexts and, where asked for, its evidence. Two actors are tied where they took part in a project at the same time, or by a direct agreement.
ties-of = Only the ties of this actor.
ties-among = Only the ties among these actors.
ties-evidence = How many pieces of evidence a tie.
ties-order = In which order: by id or from the strongest.
ties-count = { $n ->
    [0] No tie on { $day }.
    [one] { $n } tie on { $day }.
   *[other] { $n } ties on { $day }.
}
ties-heading = Who works with whom
ties-pair = { $a } — { $b }
ties-more = Next ties
ties-of-label = Ties of
ties-among-label = Ties among
ties-evidence-label = Evidence per tie
ties-order-label = Order
ties-order-id = by id
ties-order-strength = strongest first
ties-map = Map of who works with whom
ties-asks =
    Who works with whom?
    Who works with whom on { $theme } in { $territory }?
    What links are there between { $among } and { $among }?
    All links of { $of }
    The strongest links
ties-cues =
    who works with whom, who works with who, who collaborates with whom, who knows whom, who knows who, link, links
    tie, ties, relation, relations, relationship, relationships, know each other, each other, worked together
    work together, working together, together, collaborations, collaboration, cooperation, partnerships, partnership
    all links, connections, connection, ever worked, among themselves, teamed up, teams up with whom, team up
    in the network, network, of the network, between, who is linked to whom, who is connected to whom
    who partners with whom, who works with each other, works with whom, pairs, pair, duos, alliances, joint work
    jointly, do they work together, have they worked together, with each other, with one another, one another
    side by side, all relations, all collaborations, all partnerships, linked, collaborating
    collaborate with each other, cooperating, teaming up, hand in hand, who goes with whom, links between
    ties between, relations between, connections between, who did what with whom, who does what with whom
    who did what with who, with whom, who partners whom, who partners who, partners whom, links them, what links
    what connects, connects them, joint project, joint projects, crossed paths, common project, common projects
    tied together, tied to each other, connecting, linking, ties connecting, links connecting, how are
    rank the links, rank
ties-of-cues = links of, ties of, all links of, relations of, all ties of, collaborations of
ties-among-cues = between, among, do, did, have, are
ties-order-cues =
    strength = strongest ties first, strongest links first, strongest, strongest links, strongest ties, most solid
    strength = closest, closest links, closest ties, biggest links, biggest ties, biggest, tightest, strong ties
    strength = strong links, most important links, most important ties, main links, main ties, strongest first
    strength = by strength
ties-beside = run, led
