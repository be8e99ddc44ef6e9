# The card of a project.
project-title = A project’s card: actors by role, themes, territories, fundings, generations
project-id = The project: id or title.
project-head = { $title } — { $kind } { $place } [{ $id }]
project-counts = On { $day }: { $state } ({ $period }), { $total ->
    [0] no actor in these data
    [one] { $total } actor{ $running ->
        [yes] , { $active } taking part on that date
       *[no] {""}
    }
   *[other] { $total } actors{ $running ->
        [yes] , { $active } taking part on that date
       *[no] {""}
    }
}.
project-event = { $what }, { $n ->
    [0] no participant known in these data.
    [one] { $n } participant.
   *[other] { $n } participants.
}
event-on = { $kind }, { $day }
event-between = { $kind }, { $when }
project-running = running
project-not-running = not running
project-over = ended
project-ahead = not begun yet
project-part = - { $role }: { $name } ({ $kind }) [{ $id }]{ $state }
project-part-over = { " " }– no longer takes part
project-themes = Themes: { $themes }
project-funding-sum = Fundings, { $status }: { $amount } ({ $known ->
    [0] no amount known
    [one] { $known } amount known
   *[other] { $known } amounts known
} of { $n }).
project-succeeds = Succeeds: { $title } [{ $id }]
project-succeeded-by = Followed by: { $title } [{ $id }]
project-expected = Slots filled: { $filled ->
    [one] { $filled } point
   *[other] { $filled } points
} of { $total }. { $missing }
project-missing = Not named: { $slots }.{ READER() ->
    [terminal] {" "}See maillage gaps.
   *[page] {""}
}
project-complete = No slot is missing.
project-slot = { $slot } ({ $level })
