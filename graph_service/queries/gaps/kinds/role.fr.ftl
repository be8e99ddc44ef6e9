gaps-kind-role = Rôle manquant
gap-role-looked = Rôles : cherchés dans { $n ->
    [0] aucun projet (terminé, ou d’un type sans modèle, un projet n’est pas examiné)
    [one] { $n } projet en cours qui a un modèle
   *[other] { $n } projets en cours qui ont un modèle
}, sur { $of } en cours.
gap-role-expected = { $n ->
    [one] { $n } place, qui compte
   *[other] { $n } places, qui comptent
} { $weight } : requises par la loi 3, signataires prévus par la loi 2, attendues par la méthode 2, facultatives 1.
gap-role-observed = { $n ->
    [one] { $n } place tenue
   *[other] { $n } places tenues
} sur { $of } : { $weight } sur { $total }.
gap-role-already = { $slot } : { $n ->
    [one] { $n } acteur de ce type intervient déjà sur ce territoire
   *[other] { $n } acteurs de ce type interviennent déjà sur ce territoire
} ({ $names }).
gap-role-seated = { $slot } : aucun acteur de ce type n’intervient sur ce territoire ; { $n ->
    [one] { $n } y est basé ou compétent
   *[other] { $n } y sont basés ou compétents
} ({ $names }).
gap-role-nobody = { $slot } : aucun acteur de ce type n’est connu sur ce territoire dans ces données.
gap-role-comparable = { $slot } : place tenue dans { $n ->
    [0] aucun projet comparable
    [one] { $n } projet comparable
   *[other] { $n } projets comparables
} sur { $of } en cours ({ $kind }){ $n ->
    [0] .
   *[other] , par exemple { $titles }.
}
gap-role-present = { $n ->
    [one] { $n } participation tient
   *[other] { $n } participations tiennent
} les autres places : { $slots }.
gap-role-present-none = Aucune place n’est tenue dans ces données.
gap-role-caveat = Peut être faux : absent des données ne veut pas dire absent du terrain. { $notes }
gap-cover-unstated = Aucune source de ce projet n’indique quels types d’acteurs elle couvre.
gap-cover-not = Aucune source de ce projet n’indique qu’elle couvre : { $slots }.
gap-cover-elsewhere = Aucune source de ce projet n’indique qu’elle couvre { $place }.
gap-cover-dated = Leur dernière mise à jour : { $day }.
gap-cover-undated = Elles n’indiquent pas leur date.
gap-role-see-project = Voir le projet
gaps-actor-kind = Seulement là où manque un acteur de ce type (ou d’un sous-type).
gaps-actor-kind-label = Type d’acteur manquant
