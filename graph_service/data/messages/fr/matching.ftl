# Ce que deux acteurs qui n’en font peut-être qu’un ont de commun, pour qui examine les doublons.
match-name = Même nom : « { $name } »
match-other-name = Même nom, sigle ou autre nom : « { $name } »
match-bare = Mêmes mots, sans la forme juridique, les articles, l’ordre des mots ni les abréviations : « { $name } »
match-near = Noms à une faute de frappe près : « { $a } », « { $b } »
match-acronym = { $acronym } : peut-être les initiales de l’autre nom
match-kind = Même type : { $kind }
match-kinds = Types : { $a } et { $b }
match-place = Même territoire : { $place }
match-place-one = Un seul des deux dit où il est : { $place }
match-place-none = Aucun des deux ne dit où il est
match-place-within = L’un des territoires est dans l’autre : { $a }, { $b }
match-place-apart = Deux territoires : { $a }, { $b }
match-seat = Tous deux administrent { $place } ({ $code })
match-part = « { $word } » dans le nom : c’est peut-être un organisme distinct
match-common = Un nom que portent beaucoup d’organisations
match-state = Les services déconcentrés de l’État partagent souvent noms et numéros
match-siren-shared = Même SIREN : { $siren }

# Examiner les doublons possibles.
error-review-gone = Aucune paire { $pair } n’attend de décision : elle a été décidée, ou l’un des deux acteurs a changé ou n’est plus là. Relisez la liste.
error-review-decision = « { $decision } » n’est pas une décision. On peut dire { $known }.
review-title = Un seul acteur, ou deux ?
review-same = Le même
review-different = Deux acteurs
review-later = Plus tard
review-key-same = m
review-key-different = d
review-key-later = p
review-said-by = { $name } : { $n ->
    [0] aucune relation
    [one] { $n } relation
   *[other] { $n } relations
} ; d’après { $sources }
editing-review-undo-key = a
editing-review-left = { $n ->
    [0] Aucune paire à examiner. Elles viennent avec les imports.
    [one] { $n } paire à examiner.
   *[other] { $n } paires à examiner, les plus probables d’abord.
}
editing-review-if-same = Si c’est le même :
editing-review-reason = Pourquoi (facultatif)
editing-review-others = Ensuite
editing-about-review = Des paires d’acteurs qui n’en font peut-être qu’un : décider.
web-import-matched-one = { $n } acteur reconnu parmi ceux qui étaient là.
web-import-matched-other = { $n } acteurs reconnus parmi ceux qui étaient là.
web-import-to-review-one = { $n } paire d’acteurs à examiner
web-import-to-review-other = { $n } paires d’acteurs à examiner
