veterans-title = Qui a beaucoup travaillé par le passé
veterans-about = Quels acteurs ont participé à des projets qui sont terminés ?
veterans-heading = Les anciens
veterans-count = { $n ->
    [one] { $n } acteur
   *[other] { $n } acteurs
} avec au moins { $least ->
    [one] { $least } projet terminé
   *[other] { $least } projets terminés
}.
veterans-line = Merci { A($actor) }
veterans-least = Projets terminés au moins.
veterans-least-label = Au moins
veterans-without = Laisser cet acteur de côté.
veterans-without-label = Sans
veterans-picture = Les anciens en image
veterans-tie = anciens qui se connaissent
veterans-column = Ancien
