# The interactive map and what every rendering of a map says.
map-fictional = Données fictives
map-fictional-note = Les relations montrées sont inventées.
map-hidden-weak = { $n ->
        [one] { $n } lien faible masqué.
       *[other] { $n } liens faibles masqués.
    }
map-names-left = { $n ->
        [one] { $n } nom n’est pas écrit, faute de place.
       *[other] { $n } noms ne sont pas écrits, faute de place.
    }
map-short-names = Noms abrégés
map-short-name = { $short } : { $name }
map-figure = Carte du réseau
map-alt-network = Carte de { $nodes ->
        [one] { $nodes } acteur
       *[other] { $nodes } acteurs
    } et { $edges ->
        [one] { $edges } lien
       *[other] { $edges } liens
    } ; le tableau qui suit dit la même chose.
map-alt-alone = Carte de { $nodes ->
        [one] { $nodes } acteur
       *[other] { $nodes } acteurs
    } et { $edges ->
        [one] { $edges } lien
       *[other] { $edges } liens
    }.
map-alt-ego = Carte { DE($focus) } et de { $partners ->
        [one] son seul partenaire montré
       *[other] ses { $partners } partenaires montrés
    } ; lien le plus fort : { $best }, { $share }.
map-alt-path = Carte { $paths ->
        [one] d’un chemin
       *[other] de { $paths } chemins
    } { DE($from) } { A($to) } ; le plus solide compte { $steps ->
        [one] { $steps } étape
       *[other] { $steps } étapes
    }.
map-keys = Carte. Flèches : passer d’un acteur à l’autre. Entrée : ouvrir. Plus, moins, zéro : zoom.
map-to-table = Lire la carte en tableau
map-skip = Aller au tableau
map-zoom-in = Agrandir
map-zoom-out = Réduire
map-zoom-fit = Tout voir
map-legend = Lire la carte
map-legend-note = Forme et couleur : le type d’acteur. Taille : les projets en cours.
map-tie-very-strong = très fort, 50 % et plus
map-tie-strong = fort, 25 à 50 %
map-tie-medium = moyen, 10 à 25 %
map-tie-weak = faible, moins de 10 %
map-tie-quiet = lien à l’arrière-plan
map-open-card = Ouvrir sa fiche
map-over = terminé
map-tie-ended = terminé, à réactiver
map-tie-meetings = rencontres ou réseaux seulement
map-tie-path = lien mis en avant
map-tie-alternative = autre lien mis en avant
map-closed = acteur qui n’existe plus
map-paths = Chemins
map-soundness = solidité
map-calc = Solidité : les forces des étapes multipliées.
map-strength-calc = Force : de 0 à 100 %, d’après les projets communs, leur type, leur taille et leur date.
map-evidence = Preuves
map-evidence-hint = Choisissez un acteur ou une ligne du tableau : ses preuves s’affichent ici.
map-evidence-none = Aucune preuve détaillée pour ce lien.
map-evidence-between = Ce trait réunit tous les liens entre ces deux groupes : leurs preuves se lisent sur la fiche de chaque acteur.
map-table = Tous les liens de la carte
map-table-note = { $n ->
        [one] { $n } lien, le même que sur la carte.
       *[other] { $n } liens, les mêmes que sur la carte.
    } Un clic sur un titre de colonne trie.
map-col-from = Acteur
map-col-to = Partenaire
map-col-strength = Force
map-col-projects = Projets en commun
map-col-since = Depuis
map-col-last = Dernière fin
map-col-state = État
map-col-evidence = Meilleure preuve et sources
map-running = en cours
map-ended = terminé, à réactiver
map-met = se sont rencontrés
map-estimated = fin estimée
map-n-projects = { $n ->
        [one] { $n } projet en commun
       *[other] { $n } projets en commun
    }
map-n-running = { $n ->
        [0] aucun projet en cours
        [one] { $n } projet en cours
       *[other] { $n } projets en cours
    }
map-n-ties = { $n ->
        [0] aucun lien sur la carte
        [one] { $n } lien sur la carte
       *[other] { $n } liens sur la carte
    }
map-caption = { $actors ->
        [one] { $actors } acteur
       *[other] { $actors } acteurs
    } sur { $actors_total }, { $ties ->
        [one] { $ties } lien
       *[other] { $ties } liens
    } sur { $ties_total }. Situation au { $as_of }, révision { $revision }. Mesure des liens : { $profile }.
map-caveat = Absent des données ne veut pas dire absent du terrain.
map-sources = Sources
map-source = { $producer } – { $title } – màj { $updated } – { $licence }
map-source-undated = date inconnue
map-source-unlicensed = licence inconnue
map-no-source = Source non déclarée.
map-made-by = Maillage
map-no-script = Sans script, la carte n’est pas dessinée ; le tableau dit tout.
map-empty = Aucun acteur à montrer.
map-title-project = Qui est dans « { $title } »
map-project = projet
map-project-said = { $kind }, { $period }
map-part = { $roles }
map-ghost = { $slot } ?
map-ghost-said = attendu, non observé ({ $level })
map-ghost-legend = place que personne ne tient dans ces données
map-expected = { $level }, non observé
map-nearby-already = acteur de ce type, déjà sur ce territoire
map-nearby-seat = acteur de ce type, basé ou compétent sur ce territoire
map-tie-part = participe au projet
map-tie-expected = attendu, non observé
map-tie-nearby = acteur de ce type, sur ce territoire
map-optional-left = { $n ->
        [one] { $n } place facultative n’est pas montrée.
       *[other] { $n } places facultatives ne sont pas montrées.
    }
map-alt-project = Carte du projet « { $title } » : { $actors ->
        [one] { $actors } acteur
       *[other] { $actors } acteurs
    }, { $ghosts ->
        [0] aucune place vide
        [one] { $ghosts } place que personne ne tient
       *[other] { $ghosts } places que personne ne tient
    }.
