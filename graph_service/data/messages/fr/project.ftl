# La fiche d’un projet.
project-title = La fiche d’un projet : acteurs par rôle, thèmes, territoires, financements, suites
project-id = Le projet : identifiant ou titre.
project-head = { $title } — { $kind } { $place } [{ $id }]
project-counts = Au { $day } : { $state } ({ $period }), { $total ->
    [0] aucun acteur dans ces données
    [one] { $total } acteur, dont { $active } qui y participe à cette date
   *[other] { $total } acteurs, dont { $active } qui y participent à cette date
}.
project-running = en cours
project-not-running = pas en cours
project-between = du { $start } au { $end }
project-since = depuis le { $start }
project-until = jusqu’au { $end }
project-undated = sans date
project-part = - { $role } : { $name } ({ $kind }) [{ $id }]{ $state }
project-part-over = { " " }– n’y participe plus
project-themes = Thèmes : { $themes }
project-funding-sum = Financements, { $status } : { $amount } ({ $known ->
    [0] aucun montant connu
    [one] { $known } montant connu
   *[other] { $known } montants connus
} sur { $n }).
project-succeeds = Succède à : { $title } [{ $id }]
project-succeeded-by = Suivi par : { $title } [{ $id }]
project-expected = Places tenues : { $filled } points sur { $total }. { $missing }
project-missing = Ne mentionne pas : { $slots }. Voir maillage gaps.
project-complete = Aucune place ne manque.
project-slot = { $slot } ({ $level })
