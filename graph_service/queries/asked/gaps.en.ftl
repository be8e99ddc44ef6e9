gaps-title = Who is missing? The gaps: what the law asks for first, then by severity
gaps-about = Who is missing? What is expected of a running project, by law or by method, and is not observed, with the evidence and what may make it wrong. A gap is a question; the public does not see them.
gaps-kind = Only this kind of gap.
gaps-project = Only the gaps of this project: id or title.
gaps-count = { $n ->
    [0] No gap on { $day } in these data.
    [one] { $n } gap to look at on { $day }.
   *[other] { $n } gaps to look at on { $day }.
}
gaps-caveat = These are questions: missing in the data is not missing in reality.
error-gaps-unknown-kind = Unknown kind of gap: “{ $kind }”. Known: { $known }.
gaps-heading = Who is missing?
gaps-id = Only the gap of this id.
gaps-more = Next gaps
error-gap-not-found = No gap “{ $id }” on this date: the place may have been filled since, or the project has ended.
gaps-kind-label = Kind of gap
gaps-id-label = Gap
gaps-project-label = Project
gaps-start = Who is missing from “{ $project }”?
gap-status-a_verifier = to be checked
gaps-asks =
    Who is missing from { $project }?
    Who is missing in { $territory }?
    What is lacking on { $theme }?
    Which { $project-kind } have no { $actor-kind }?
    Where is there no { $actor-kind }?
    What are the gaps?
gaps-cues =
    where, missing, miss, lack, lacks, lacking, absent, absence, gap, gaps, hole, holes, incomplete, complete, empty
    forgotten, should be, should we, ought, not there, isn’t there, aren’t there, is not, have no, has no
    there is no, there are no, still need, isn’t, aren’t, but is not, who else, missing from, missing in, is missing
    who is missing, what is missing, blind spot, blind spots, weak spot, weak spots, weakness, weaknesses, shortage
    shortages, shortfall, short of, underrepresented, not represented, not covered, uncovered, left out, to involve
    to bring in, to add to the table, ought to be, should be there, should be involved, should we invite, who should
    to fill, unfilled, wanting, deficient, do without, does without, without anyone, nobody, is needed, are needed
    still needed, who is needed, what is needed, absent from, not on board, in the loop, who is not in
    who is not there, who is not at, not yet in, not yet there, is everyone there, all there, whats missing
    who do we lack, what do we lack, not in place, unrepresented, missing pieces, get on board, bring on board
    still get, still lack, should we still, should we bring, should we get, could we still, to get on board
    to bring on board, still waiting for, waiting for, isn’t in yet, not in yet, holes in the network, holes in
    suffer from, what are we missing, do we need, we need, still missing, anyone missing, anybody missing
    partners to, potential partners, possible partners, partners for, new partners, partner for, other partners
    still be brought in, brought in, bring in, empty seats, empty seat, empty chairs, empty chair, vacant seats
    vacant seat, not a single, still be chasing, holes in it, weve holes, we’ve holes, got holes, nowhere to be seen
    nowhere, but isn’t, but isnt, but aren’t, but arent, isnt, arent, be chasing
gaps-actor-kind-cues =
    without, no, lack, lacking, lack of, have no, has no, missing, without a, without any, without an, lacks
    lacks a, lack a, lacking a, having no, has not got a, don’t have a, doesn’t have a, do not have a
    does not have a, don’t have any, doesn’t have any, there is no, there are no, short of, devoid of, missing a
    not a single, without a single, in want of, crying out for
gaps-beside =
    partner, partners, involved, on board, to invite, invite, places, spots, most serious, serious, worst
    most severe, severe
