param-as-of = À quelle date (AAAA-MM-JJ). Sans elle : la date de la base si elle en a une, sinon aujourd’hui.
param-tie-profile = Profil de calcul des liens : standard, ou plain (tout compte 1, aucune fin estimée).
param-theme = Seulement les projets de ce thème (et de ses sous-thèmes). Répétable.
param-territory = Seulement les projets de ce territoire (et de ceux qu’il contient). Répétable.
param-actor-kind = Seulement les acteurs de ce type (et de ses sous-types). Répétable.
param-project-kind = Seulement les projets de ce type. Répétable.
param-role = Seulement les projets où l’un des deux acteurs tient ce rôle. Répétable.
param-since = Laisser de côté ce qui est terminé depuis plus de ce nombre de mois (24 : deux ans).
param-limit = Nombre de réponses au plus.
param-after = Suite d’une réponse précédente (la valeur de son champ « next »).

search-title = Chercher un acteur ou un projet
search-text = Un nom, un sigle, un identifiant, ou leur début.
search-type = Seulement les acteurs (actor) ou les projets (project).
search-none = Aucun résultat. Essayez un mot de moins, ou le début du nom.
search-line = { $id } · { $name } · { $kind } { $place }

actor-title = La fiche d’un acteur : partenaires, projets, sources
actor-id = L’acteur : identifiant, SIREN, SIRET, RNA ou nom.
actor-head = { $name } — { $kind } { $place } [{ $id }]
actor-counts = Au { $day } : { $partners ->
    [one] { $partners } partenaire
   *[other] { $partners } partenaires
}, { $projects ->
    [one] { $projects } projet
   *[other] { $projects } projets
}{ $running ->
    [0] , aucun en cours
   *[other] {" "}dont { $running } en cours
}.
actor-partner = - { $name } : { $strength }, { $n } en commun (« { $best } »)
actor-other = D’autres sources disent : { $field } = { $value } ({ $source })

ties-title = Qui travaille avec qui : tous les liens
ties-of = Seulement les liens de cet acteur. Répétable.
ties-among = Seulement les liens entre ces acteurs. Répétable.
ties-evidence = Nombre de preuves par lien.
ties-order = Dans quel ordre : par identifiant (id) ou du plus fort au plus faible (strength).
ties-count = { $n ->
    [0] Aucun lien au { $day }.
    [one] { $n } lien au { $day }.
   *[other] { $n } liens au { $day }.
}
ties-line = - { $a } — { $b } : { $strength } ({ $n } en commun)

paths-title = Les chemins d’un acteur à un autre
paths-title-of = { DE-DEBUT($a) } { A($b) }
paths-from = L’acteur de départ : identifiant, SIREN, SIRET, RNA ou nom.
paths-to = L’acteur à rejoindre : identifiant, SIREN, SIRET, RNA ou nom.
paths-k = Nombre de chemins, du plus solide au moins solide.
paths-max-hops = Nombre d’étapes au plus.
paths-avoid = Ne pas passer par cet acteur. Répétable.
paths-line = { $rank }. { $sentence }
paths-sentence = { $n ->
    [one] { LE-DEBUT($a) } et { LE($b) } sont en lien direct : { $clauses }. Solidité : { $strength }.
   *[other] Depuis { LE($a) }, on rejoint { LE($b) } en { $n } étapes : { $clauses }. Solidité : { $strength }.
}
paths-clause-running = { LE($a) } et { LE($b) } travaillent ensemble sur « { $title } » (en cours)
paths-clause-ended = { LE($a) } et { LE($b) } ont travaillé ensemble sur « { $title } » (terminé en { $day }, lien à réactiver)
paths-clause-estimated = { LE($a) } et { LE($b) } ont travaillé ensemble sur « { $title } » (fin estimée en { $day }, lien à vérifier)
paths-clause-met = { LE($a) } et { LE($b) } ont participé à « { $title } » ({ LE-JOUR($day) })
paths-clause-meets = { LE($a) } et { LE($b) } participent à « { $title } »
paths-none = Aucun chemin entre { LE($a) } et { LE($b) } dans ces données, même sans les filtres. Absent des données ne veut pas dire absent du terrain.
paths-blocked = Aucun chemin entre { LE($a) } et { LE($b) }. Le filtre « { $filter } » le bloque ; sans lui, le plus solide vaut { $strength }.
filter-since = depuis
filter-avoid = ne pas passer par
filter-max_hops = nombre d’étapes
filter-theme = thème
filter-territory = territoire
filter-actor_kind = type d’acteur
filter-project_kind = type de projet
filter-role = rôle

error-paths-same = Le départ et l’arrivée sont le même acteur : { $name }. Choisissez deux acteurs.
error-paths-avoid-end = Un chemin ne peut pas éviter son départ ou son arrivée. Retirez cet acteur de « ne pas passer par ».
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

history-title = L’historique d’une fiche et ses sources : qui a dit quoi, et quand
history-id = La fiche : identifiant (même ancien), SIREN, SIRET, RNA ou nom.
history-order = Dans quel ordre : celui des saisies (said) ou le plus récent d’abord (latest).
history-count = { $id } : { $n ->
    [one] { $n } déclaration
   *[other] { $n } déclarations
}.
history-line = - { $at } · { $op } · { $source } · { $what } · { $place } · { $batch } ({ $state })
history-place = { $file } ligne { $row }
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
history-place-in-sheet = { $file }, feuille { $sheet }, ligne { $row }
source-staff = l’équipe
said-by-cli = en ligne de commande
said-by-http = par la page ou l’API
paths-unknown = Aucun chemin entre { LE($a) } et { LE($b) } dans la partie parcourue. Il peut y en avoir un plus loin.
left-out-paths = Recherche arrêtée là, faute de mémoire : un chemin absent d’ici peut exister, ou être plus solide. Augmentez MAILLAGE_MEMORY, ou précisez la question.
left-out-around = Recherche arrêtée là, faute de mémoire : tous les liens ne sont pas là, et ceux qui le sont peuvent être plus forts. Augmentez MAILLAGE_MEMORY.
left-out-nearby = Qui pourrait combler ce qui manque, et où en sont les projets comparables, n’a pas été recherché : il y faut tous les projets, plus que la mémoire n’en tient. Augmentez MAILLAGE_MEMORY.
when-between = { DU-JOUR($start) } { AU-JOUR($end) }
when-since = { DEPUIS($start) }
when-until = { JUSQUE($end) }
when-on = { LE-JOUR($day) }
when-undated = sans date
