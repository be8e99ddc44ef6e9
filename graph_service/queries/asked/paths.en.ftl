paths-title = The paths from one actor to another
paths-about = How can one actor reach another, and who can introduce them? The soundest paths first; the soundness of a path is the product of the strengths of its steps. Without a path, the answer names the filter that blocks it.
paths-title-of = From { $a } to { $b }
paths-from = The actor to start from: id, SIREN, SIRET, RNA or name.
paths-to = The actor to reach: id, SIREN, SIRET, RNA or name.
paths-k = How many paths, the soundest first.
paths-max-hops = At most this many steps.
paths-avoid = Do not go through this actor.
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
error-paths-same = Start and end are the same actor: { $name }. Choose two actors.
error-paths-avoid-end = A path cannot avoid its own start or end. Take that actor out of “do not go through”.
paths-unknown = No path between { $a } and { $b } in the part that was searched. There may be one further away.
paths-unblock = Remove this filter
paths-order = From the soundest to the least sound. Soundness: the strengths of the steps, multiplied.
paths-map = Map of the paths from { $a } to { $b }
paths-the = { $name }
paths-via = Through { $names }
paths-direct = Direct tie
paths-steps = { $n ->
    [one] { $n } step
   *[other] { $n } steps
}
paths-go-around = Do not go through
paths-from-label = Starting actor
paths-to-label = Actor to reach
paths-k-label = Paths
paths-max-hops-label = Steps at most
paths-avoid-label = Do not go through
paths-start = How can { $from } be brought to { $to }?
paths-map-best = best path
paths-map-other = other path
paths-asks =
    How can { $from } reach { $to }?
    How can { $from } reach { $to } without { $avoid }?
    How to link { $from } to { $to }?
    From { $from } to { $to } avoiding { $avoid }
    Between { $from } and { $to }
    Who can introduce { $from } to { $to }?
paths-cues =
    path, paths, route, routes, way, ways, how, reach, get to, get in touch, in touch, contact, link, connect
    connecting, connects, approach, introduce, introduced, introduction, put in touch, put me in touch
    put us in touch, through whom, via whom, go through, intermediary, intermediaries, go-between, bridge, go, from
    to, know, knows somebody, between, meet, talk to, speak to, shortest, strongest, best, connected, student at
    placement at, on placement at, I work at, I work for, we are, I am at, get an introduction, an introduction to
    introduction to, intro, intro to, introduce me, introduce us, make an introduction, get hold of, get a hold of
    get through to, make contact, make contact with, come into contact, into contact, contact at, contact in
    a contact, link up, link up with, hook up with, connect me, connect us, connection to, connection between
    connections to, way in, way into, way to, road to, door, route to, path to, leads to, lead me to, lead us to
    bring together, bridge between, liaise, liaise with, who could introduce, who can introduce, who knows someone
    knows someone, know someone, knows anyone, know anyone, someone who knows, who do I go through, go through whom
    ask whom, ask first, talk with, speak with, meet with, meet someone, put, stands between, stand between
    stands between us, between us, who is between, sits between, who do I contact, who do we contact
    whom do I contact, who should I contact, who could put us, who can put us, who could put me, who can get us
    who can get me, open the door, opens the door, open doors, how do I get, how do we get, how can I get
    how to get, how might we, degrees, gets me to, get us to, get me to, which route, what route, led to, lead to
    leads me to, led me to, led, leads, quickest way, shortest way, fastest way, best way, chain of contacts
    chain of, chain, steps between, steps from, get me from, get from, take me from, way from, who stands between
    warm introduction, rope in, win over, get to speak to, go between, hop, hops, degrees of separation
    in the way between, common contact, common contacts, common partner, common partners, mutual contact
    mutual contacts, mutual partner, in common, circuit, what is the route
paths-avoid-cues =
    w/o, without, without going through, avoiding, avoid, not through, except, excluding, bypassing, not via
    other than through, but not through, without using, without involving, without asking, not going through
    not passing through, without passing through, no going through, bypass, skip, skipping, leaving out, leave out
    leaving aside, ignoring, steering clear of, minus, apart from, aside from, other than, anything but, but not via
    but not, going around, neither through, nor through, without passing by, without help from, without the help of
    without having to, without relying on, keeping away from, staying clear of, anyone but, nor via, anybody but
    if not, none through, none via, leaving, keeping out, without troubling, without bothering, doesn’t go through
    does not go through, that avoids, which avoids
paths-from-cues =
    placement at, on placement at, from, starting from, I work at, I work for, I am at, we are, I’m at, we’re at
    we are at, I’m with, I am with, I’m from, we work at, we work for, working at, working for, someone at
    somebody at, anyone at, when you are at, if I am at, out of, coming from, beginning at, intern at, trainee at
    based at, on behalf of, for the sake of, if you are at
paths-to-cues =
    to, reach, contact, towards, get to, in touch with, meet, approach, talk to, speak to, speak with, introduced to
    introduce me to, introduce us to, introduction to, an introduction to, intro to, connect me to, connect us to
    connected to, a contact at, contact at, someone at, hold of, through to, as far as, all the way to, up to
    get hold of, get through to, led to, leads to, lead to, leads me to, lead me to, put in touch with
paths-k-cues =
    { $n } path, { $n } paths, { $n } routes, { $n } route, { $n } ways, { $n } options, { $n } leads
    { $n } possibilities, { $n } alternatives, { $n } solutions, { $n } best paths, { $n } best ways
    { $n } shortest paths, { $n } shortest routes, { $n } strongest paths, { $n } different ways
    { $n } different paths, { $n } ideas, { $n } ways in, { $n } connections, { $n } introductions, give me { $n }
    show me { $n }, i want { $n }, make it { $n }
paths-max-hops-cues =
    1 = directly, direct, direct link
    { $n } step, { $n } steps, { $n } hop, { $n } hops, { $n } links, { $n } handshakes, { $n } stages
    { $n } degrees, { $n } jumps, { $n } max, { $n } maximum, { $n } at most, max { $n }, maximum { $n }
    at most { $n }, no more than { $n }
paths-beside = partner, partners, possible, different
