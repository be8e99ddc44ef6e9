param-as-of = À quelle date (AAAA-MM-JJ). Sans elle : la date de la base si elle en a une, sinon aujourd’hui.
param-tie-profile = Profil de calcul des liens : standard, ou plain (tout compte 1, aucune fin estimée).
param-theme = Seulement les projets de ce thème (et de ses sous-thèmes).
param-territory = Seulement les projets de ce territoire (et de ceux qu’il contient).
param-actor-kind = Seulement les acteurs de ce type (et de ses sous-types).
param-project-kind = Seulement les projets de ce type.
param-role = Seulement les projets où l’un des deux acteurs tient ce rôle.
param-since = Laisser de côté ce qui est terminé depuis plus de ce nombre de mois (24 : deux ans).
param-limit = Nombre de réponses au plus.
param-after = Suite d’une réponse précédente (la valeur de son champ « next »).
filter-since = depuis
filter-avoid = ne pas passer par
filter-max_hops = nombre d’étapes
filter-theme = thème
filter-territory = territoire
filter-actor_kind = type d’acteur
filter-project_kind = type de projet
filter-role = rôle
error-cursor-unknown = Suite inconnue : « { $cursor } ». Reprenez depuis le début, sans « after ».
error-cursor-stale = Les données ont changé depuis le début de cette liste. Reprenez depuis le début, sans « after ».
error-not-found = Rien ne correspond à « { $text } » dans ce que vous pouvez voir. { $near ->
    [none] { READER() ->
        [terminal] Vérifiez l’orthographe, ou cherchez avec : maillage search
       *[page] Vérifiez l’orthographe, ou cherchez un autre mot du nom.
    }
   *[other] Vouliez-vous dire { $near } ?
}
error-ambiguous = « { $text } » désigne plusieurs choses : { $list }. Précisez avec l’identifiant.
error-unknown-term = « { $text } » n’est pas connu pour « { $parameter } ». { $near ->
    [none] Consultez le vocabulaire.
   *[other] Vouliez-vous dire { $near } ?
}
error-bad-parameter = « { $parameter } » : { $reason }
error-scope-raise = Votre accès ne permet pas de voir le niveau « { $asked } » : il s’arrête à « { $scope } ».
op-row = ligne
op-add = ajouté
op-set = corrigé
op-deny = retiré
op-affirm = rétabli
op-hide = caché
op-same = même acteur
op-different = acteurs différents
said-field = { $label } : { $text }
said-counts = compte aujourd’hui
said-replaced = remplacé depuis
said-undone = annulé
said-emptied = vidé
said-yes = oui
said-no = non
said-seen-from = Visible à partir du niveau
source-staff = l’équipe
said-by-cli = en ligne de commande
said-by-http = par la page ou l’API
left-out-paths = Recherche arrêtée là, faute de mémoire : un chemin absent d’ici peut exister, ou être plus solide. Augmentez MAILLAGE_MEMORY, ou précisez la question.
left-out-around = Recherche arrêtée là, faute de mémoire : tous les liens ne sont pas là, et ceux qui le sont peuvent être plus forts. Augmentez MAILLAGE_MEMORY.
left-out-nearby = Qui pourrait combler ce qui manque, et où en sont les projets comparables, n’a pas été recherché : il y faut tous les projets, plus que la mémoire n’en tient. Augmentez MAILLAGE_MEMORY.
when-between = { DU-JOUR($start) } { AU-JOUR($end) }
when-since = { DEPUIS($start) }
when-until = { JUSQUE($end) }
when-on = { LE-JOUR($day) }
when-undated = sans date
slot-required_by_law = requis par la loi
slot-legal_signatory = signataire prévu par la loi
slot-expected_by_method = attendu par la méthode
slot-optional = facultatif
slot-by-required_by_law = requis par { $law }
slot-by-legal_signatory = signataire prévu par { $law }
event-on = { $kind } { DU-JOUR($day) }
event-between = { $kind } { $when }
told-running = en cours
told-ended = terminé, à réactiver
told-over = terminé
told-estimated = { $period } (fin estimée)
told-shared = { $n ->
    [one] { $n } projet en commun
   *[other] { $n } projets en commun
}
told-since = depuis { $year }
told-hop = { $tie }, { $share }
told-rows = { $n ->
    [one] { $file }, ligne { $rows }
   *[other] { $file }, lignes { $rows }
}
told-history = Historique et sources
tie-very-strong = Lien très fort
tie-strong = Lien fort
tie-medium = Lien moyen
tie-weak = Lien faible
purpose-explore = Explorer le réseau
purpose-partners = Préparer un partenariat
purpose-check = Vérifier ce que l’on sait
missing-sentence = « { $title } » ne mentionne { $missing }.
missing-points = { $n } points sur { $total }
missing-points-short = { $n } sur { $total }
missing-nobody = Aucune place ne manque.
missing-evidence = Pourquoi cette question, et ce qui peut la rendre fausse
missing-template = D’après : { $title } (modèle, version { $n }).
missing-by-law = Requis ou prévu par la loi
missing-by-method = Attendu par la méthode
missing-by-optional = Facultatif
missing-already = Déjà sur place :
missing-seated = Basés ou compétents sur ce territoire :
missing-near-more = { $n ->
    [one] et { $n } autre
   *[other] et { $n } autres
}
missing-nobody-known = Personne de ce type n’est connu sur ce territoire dans ces données.
missing-compared = { $n ->
    [0] Ailleurs : place tenue dans aucun des { $total } projets comparables.
    [one] Ailleurs : place tenue dans { $n } projet comparable sur { $total }.
   *[other] Ailleurs : place tenue dans { $n } projets comparables sur { $total }.
}
missing-projects = { $n ->
    [one] { $n } projet en cours
   *[other] { $n } projets en cours
}
missing-sentence-there = « { $title } » ne mentionne { $missing } ; { $n ->
    [one] { $n } acteur { $kinds ->
        [one] de ce type
       *[other] de ces types
    } intervient déjà sur ce territoire : { $names }
   *[other] { $n } acteurs { $kinds ->
        [one] de ce type
       *[other] de ces types
    } interviennent déjà sur ce territoire : { $names }
}.
missing-none = { $slot } ({ $level })
missing-neither = ni { $slot } ({ $level })
missing-others = { $n ->
    [one] { $n } autre
   *[other] { $n } autres
}
param-as-of-label = À la date du
param-tie-profile-label = Calcul des liens
param-tie-profile-standard = habituel
param-tie-profile-plain = sans pondération
param-theme-label = Thème des projets
param-territory-label = Territoire des projets
param-actor-kind-label = Type d’acteur
param-project-kind-label = Type de projet
param-role-label = Rôle dans le projet
param-since-label = Terminé depuis au plus (mois)
param-limit-label = Réponses au plus
param-theme-cues =
    sur, sur le thème, thème, thématique, sujet, au sujet de, en matière de, dans le domaine de, autour de
    concernant, en matière d’, côté, en termes de, question de, questions de, à propos de, au titre de
    pour la thématique, dans le champ de, dans le secteur de, lié à, liés à, liées à, relatif à, relatifs à
    relatives à, relative à
param-territory-cues =
    dans, à, en, sur le territoire de, territoire de, du côté de, sur le périmètre de, sur le périmètre du
    périmètre, périmètre de, périmètre du, sur le secteur de, au sein de, à l’échelle de, à l’échelle du
    dans le périmètre de, situés à, situé à, basés à, basé à, basée à, basées à, implantés à, implanté à, côté
param-since-cues =
    0 = en cours, en ce moment, actuellement, actuels, encore, toujours en cours, aujourd’hui, toujours, maintenant
    0 = à ce jour, à l’heure actuelle, de nos jours, actuelles, actuelle, encore aujourd’hui, encore en cours
    0 = en activité
param-limit-cues =
    { $n } premiers, { $n } premières, { $n } principaux, { $n } principales, { $n } plus gros, { $n } plus grosses
    { $n } plus grands, { $n } plus grandes, { $n } plus importants, { $n } plus importantes, { $n } plus forts
    { $n } plus fortes, { $n } plus solides, { $n } plus proches, { $n } plus actifs, { $n } plus actives
    { $n } plus fréquents, { $n } meilleurs, { $n } meilleures, { $n } gros, { $n } grands, { $n } partenaires
    { $n } acteurs, { $n } structures, { $n } organismes, { $n } résultats, { $n } réponses, { $n } noms
    { $n } lignes, { $n } manques, { $n } derniers, { $n } dernières, top { $n }, les { $n } premiers
    premiers { $n }, max { $n }, maximum { $n }, { $n } max, { $n } maximum, { $n } au plus, { $n } au maximum
    au plus { $n }, pas plus de { $n }
