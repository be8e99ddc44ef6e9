# Ce que deux acteurs qui n’en font peut-être qu’un ont de commun, pour qui examine les doublons.
match-name = Même nom : « { $name } »
match-other-name = Même nom, sigle ou autre nom : « { $name } »
match-bare = Mêmes mots, sans la forme juridique, les articles, l’ordre des mots ni les abréviations : « { $name } »
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
