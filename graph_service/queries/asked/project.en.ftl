project-title = A project’s card: actors by role, themes, territories, fundings, generations
project-about = Who takes part in this project, in which role, and still on that date? About what, where, with which money, after what and before what? And who is missing, where its kind of project has a template.
project-id = The project: id or title.
project-running = running
project-not-running = not running
project-over = ended
project-ahead = not begun yet
project-funding-sum = Fundings, { $status }: { $amount } ({ $known ->
    [0] no amount known
    [one] { $known } amount known
   *[other] { $known } amounts known
} of { $n }).
project-event = { $n ->
    [0] No participant known in these data.
    [one] { $n } participant.
   *[other] { $n } participants.
}
project-counts = { $total ->
    [0] No actor in these data. Missing in the data is not missing in reality.
    [one] { $running ->
        [yes] On { $day }: { $active ->
            [0] one actor known, not taking part any more or not yet.
           *[other] one actor takes part.
        }
       *[no] One actor known.
    }
   *[other] { $running ->
        [yes] On { $day }: { $active ->
            [0] { $total } actors known, of whom none takes part.
            [one] { $active } actor takes part, of { $total }.
           *[other] { $active } actors take part, of { $total }.
        }
       *[no] { $total } actors known.
    }
}
project-missing-title = Who is missing?
project-before = Succeeds
project-after = Followed by
project-documents = Documents
project-documented-by = Documented by
project-record = The record
project-map = Map of the project “{ $title }”
project-left = no longer takes part, or not yet
project-no-amount = amount unknown
project-fundings = Fundings
project-id-label = Project
project-asks =
    Who takes part in { $id }?
    Who funds { $id }?
    Who signed { $id }?
    What is { $id } about?
    Tell me about { $id }
project-cues =
    project, who takes part, takes part, take part, taking part, participate, participates, participants, member
    members, signatory, signatories, signed, sign, fund, funds, funder, funders, funding, funded, grant, grants
    money, amount, lead, leads, leader, partner, partners, actors, who is in, who was in, in, involved, what is
    what’s, what about, about, tell me about, details, content, theme, themes, beneficiaries, experts, role, roles
    work on, works on, working on, behind, part of, on board, composition, info, information, who funds, who funded
    who signed, who leads, who runs, who pays for, who paid for, who finances, who supports, who works on
    who joined, joined, who belongs to, belong, belongs, belongs to, made up of, contributes, contribute
    contributors, partners in, how far along, how far, progress, status, where are we with, where does it stand
    standing, state of play, budget, how much money, how much, paying for, co-funders, stakeholders in, purpose, aim
    aims, on it, in it, consists, running, who’s in, who’s on, who’s behind, who’s part of, whos in, whos on
    who is on, who is part of, who’s involved in, who is involved in, what became of, became, what’s happening with
    happening with, happening, who sits on, sits on, sits, who pays, paying, who’s paying for, went into, goes into
    go into, money went into, from whom, who else is in, does the money, come from, where does the money come from
    who else takes part, who else, in the loop, led by whom, funded by whom, who put money into, put into
    funding plan, where the money comes from, money comes from, comes from whom, who paid, breakdown, membership
    make-up, makeup, foots the bill, footed the bill, picks up the tab
project-beside = financial, dates, date
