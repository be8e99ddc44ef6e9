# What the renderers of blocks say themselves: at a terminal and on the page.
words-sources = Sources :
words-sources-heading = Sources
words-others = d’autres sources disent :
words-see = { $n ->
    [one] Voir la fiche : { $names }
   *[other] Voir les fiches : { $names }
}
words-more-proofs = { $n ->
    [one] et { $n } autre preuve
   *[other] et { $n } autres preuves
}
words-place-filled = { " " }: place tenue
words-place-empty = { " " }: non mentionné
words-rules = Ce que disent les textes
words-table = Tableau : { $columns }
words-source = { $producer } – { $title } – màj { $updated } – { $licence }
words-source-undated = date inconnue
words-source-unlicensed = licence inconnue
words-source-staff = L’équipe : saisi ici
words-source-share = { $facts ->
    [one] { $facts } fait sur { $total }
   *[other] { $facts } faits sur { $total }
}{ $alone ->
    [0] { "" }
   *[other] , dont { $alone } à elle seule
}
words-source-with-share = { $source } ({ $share })
words-as-of = Situation au { $day }, révision { $revision }.
words-first-rows = { $n ->
    [one] Seule la première ligne de la liste est ici.
   *[other] Seules les { $n } premières lignes de la liste sont ici.
}
