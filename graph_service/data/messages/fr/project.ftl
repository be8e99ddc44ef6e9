# La fiche d’un projet.
project-title = La fiche d’un projet : acteurs par rôle, thèmes, territoires, financements, suites
project-id = Le projet : identifiant ou titre.
project-head = { $title } — { $kind } { $place } [{ $id }]
project-counts = Au { $day } : projet { $state } ({ $period }), { $total ->
    [0] aucun acteur dans ces données
    [one] { $total } acteur{ $running ->
        [yes] { $active ->
            [0] , qui n’y participe pas à cette date
           *[other] , qui y participe à cette date
        }
       *[no] {""}
    }
   *[other] { $total } acteurs{ $running ->
        [yes] , dont { $active ->
            [0] aucun n’y participe
            [one] { $active } y participe
           *[other] { $active } y participent
        } à cette date
       *[no] {""}
    }
}.
project-event = { $what }, { $n ->
    [0] aucun participant connu dans ces données.
    [one] { $n } participant.
   *[other] { $n } participants.
}
event-on = { $kind } { DU-JOUR($day) }
event-between = { $kind } { $when }
project-running = en cours
project-not-running = terminé ou pas commencé
project-over = terminé
project-ahead = pas encore commencé
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
project-expected = Places tenues : { $filled ->
    [one] { $filled } point
   *[other] { $filled } points
} sur { $total }. { $missing }
project-missing = Ne mentionne pas : { $slots }.{ READER() ->
    [terminal] {" "}Voir maillage gaps.
   *[page] {""}
}
project-complete = Aucune place ne manque.
project-slot = { $slot } ({ $level })
