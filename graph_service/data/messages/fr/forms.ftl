# Les formes d’une carte, et les groupes d’acteurs.
group-whole-region = Région { $name }
group-whole-other = Tout le territoire { DE($name) }
group-elsewhere = Hors de ce territoire
group-elsewhere-or-none = Ailleurs ou sans territoire
group-none = Sans territoire
group-others = { $n ->
    [one] Un autre territoire
   *[other] { $n } autres territoires
}
group-said = { $n ->
    [one] { $n } acteur
   *[other] { $n } acteurs
}
map-between = { $n ->
    [one] { $n } lien
   *[other] { $n } liens
}
map-tie-between = liens entre deux groupes
map-form-territories = Acteurs réunis par territoire ; un seul trait entre deux groupes.
map-form-families = Acteurs réunis par type ; un seul trait entre deux groupes.
map-form-groups = Chaque disque réunit des acteurs ; un trait réunit leurs liens.
map-groups-nowhere = La place des groupes ne dit pas où ils se trouvent : ce n’est pas une carte géographique.
map-form-projects = Chaque trait joint un acteur à un projet.
map-form-star = Seuls les liens { DE($name) } sont tracés.
error-no-form = « { $form } » : cette carte se dessine ainsi : { $known }.
error-form-empty = Cette carte ne peut pas prendre la forme « { $form } » : elle n’a rien à y montrer.
form-as-it-stands = une seule forme
map-projects-left = { $n ->
    [one] { $n } autre projet commun n’est pas dessiné.
   *[other] { $n } autres projets communs ne sont pas dessinés.
}
map-part-ended = participation terminée
map-caption-projects = { $actors ->
    [one] { $actors } acteur
   *[other] { $actors } acteurs
} sur { $actors_total }, { $projects ->
    [one] { $projects } projet
   *[other] { $projects } projets
}, { $parts ->
    [one] { $parts } participation
   *[other] { $parts } participations
}. Situation au { $as_of }, révision { $revision }.
map-caption-groups = { $actors ->
    [one] { $actors } acteur
   *[other] { $actors } acteurs
} en { $groups ->
    [one] { $groups } groupe
   *[other] { $groups } groupes
}, { $ties ->
    [one] { $ties } lien
   *[other] { $ties } liens
}. Situation au { $as_of }, révision { $revision }. Mesure des liens : { $profile }.
group-size = { $n }
map-form-geography = Un disque par lieu, à la commune la plus peuplée du territoire de l’acteur ; un trait réunit les liens de deux lieux.
map-nowhere = { $n ->
    [one] { $n } acteur sans lieu propre n’est pas placé.
   *[other] { $n } acteurs sans lieu propre ne sont pas placés.
}
map-caption-places = { $actors ->
    [one] { $actors } acteur
   *[other] { $actors } acteurs
} sur { $actors_total }, en { $groups ->
    [one] { $groups } lieu
   *[other] { $groups } lieux
}. Situation au { $as_of }, révision { $revision }. Mesure des liens : { $profile }.
param-form = Forme de la carte ; sans réponse, celle qui se lit le mieux.
option-form = Forme de la carte (avec -o) : { $known } ; sans réponse, celle qui se lit le mieux.
figure-form = une forme (form)
map-tie-between-places = liens entre deux lieux
form-ties = Liens
form-projects = Projets
form-territories = Groupes
form-groups = Groupes résumés
form-star = Étoile
form-geography = Géographie
viewer-forms = Forme de la carte
map-title-difference = { $title } : ce qui a changé entre le { $then } et le { $now }
map-tie-new = nouveau
map-tie-gone = terminé depuis
map-panel = Au { $day }
param-against = Une autre date : la carte montre ce qui a changé entre les deux.
option-against = Une autre date (avec -o), AAAA-MM-JJ : la carte montre ce qui a changé entre les deux.
figure-against = une autre date (against)
error-figure-date = « { $value } » n’est pas une date : écrivez AAAA-MM-JJ.
error-not-compared = « { $question } » ne se compare pas à une autre date.
param-beside = Une autre date : la carte montre les deux, côte à côte.
option-beside = Une autre date (avec -o), AAAA-MM-JJ : la carte montre les deux, côte à côte.
figure-beside = une date à montrer à côté (beside)
error-figure-one-date = Demandez ce qui a changé depuis une date (against), ou les deux dates côte à côte (beside) : pas les deux à la fois.
map-between-left = Traits entre groupes : { $share } de leurs liens.
map-difference-ties = { $new ->
    [one] { $new } lien nouveau
   *[other] { $new } liens nouveaux
}, { $kept ->
    [one] { $kept } gardé
   *[other] { $kept } gardés
}, { $gone ->
    [one] { $gone } terminé
   *[other] { $gone } terminés
} entre le { $then } et le { $now }.
map-difference-parts = { $new ->
    [one] { $new } participation nouvelle
   *[other] { $new } participations nouvelles
}, { $kept ->
    [one] { $kept } gardée
   *[other] { $kept } gardées
}, { $gone ->
    [one] { $gone } terminée
   *[other] { $gone } terminées
} entre le { $then } et le { $now }.
map-difference-cut = Seuls les acteurs les plus liés à chaque date sont comparés.
map-alt-difference-ties = { $title }, entre le { $then } et le { $now } : liens nouveaux, { $new } ; gardés, { $kept } ; terminés, { $gone }.
map-alt-difference-parts = { $title }, entre le { $then } et le { $now } : participations nouvelles, { $new } ; gardées, { $kept } ; terminées, { $gone }.
map-title-beside = { $title } : au { $then } et au { $now }
form-columns = Colonnes
map-form-columns = À gauche les acteurs, à droite leurs projets.
