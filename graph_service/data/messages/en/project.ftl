# The card of a project.
project-title = A project’s card: actors by role, themes, territories, fundings, generations
project-id = The project: id or title.
project-head = { $title } — { $kind } { $place } [{ $id }]
project-counts = On { $day }: { $state } ({ $period }), { $total ->
    [0] no actor in these data
    [one] { $total } actor, { $active } taking part on that date
   *[other] { $total } actors, { $active } taking part on that date
}.
project-running = running
project-not-running = not running
project-between = { $start } to { $end }
project-since = since { $start }
project-until = until { $end }
project-undated = no date
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
project-expected = Slots filled: { $filled } points of { $total }. { $missing }
project-missing = Not named: { $slots }. See maillage gaps.
project-complete = No slot is missing.
project-slot = { $slot } ({ $level })
