ties-title = Qui travaille avec qui : tous les liens
ties-about = Qui travaille avec qui ? Chaque lien une fois, avec sa force, ses contextes communs et, si on les demande, ses preuves. Deux acteurs sont liés s’ils ont participé en même temps à un même projet, ou par un accord direct.
ties-of = Seulement les liens de cet acteur.
ties-among = Seulement les liens entre ces acteurs.
ties-evidence = Nombre de preuves par lien.
ties-order = Dans quel ordre : par identifiant ou du plus fort au plus faible.
ties-count = { $n ->
    [0] Aucun lien au { $day }.
    [one] { $n } lien au { $day }.
   *[other] { $n } liens au { $day }.
}
ties-heading = Qui travaille avec qui
ties-pair = { $a } — { $b }
ties-more = Liens suivants
ties-of-label = Liens de
ties-among-label = Liens entre
ties-evidence-label = Preuves par lien
ties-order-label = Ordre
ties-order-id = par identifiant
ties-order-strength = du plus fort au plus faible
ties-map = Carte de qui travaille avec qui
ties-asks =
    Qui travaille avec qui ?
    Qui travaille avec qui sur { $theme } à { $territory } ?
    Quels liens entre { $among } et { $among } ?
    Tous les liens de { $of }
    Les liens les plus forts
ties-cues =
    qui travaille avec qui, qui bosse avec qui, qui collabore avec qui, qui coopère avec qui, qui bosse ensemble
    avec qui, qui fait quoi avec qui, qui connaît qui, lien, liens, lien entre, liens entre, relation, relations
    relations entre, se connaissent, se connaissent-ils, se connaissent-elles, déjà travaillé ensemble
    travaillé ensemble, travaillent ensemble, ensemble, collaborations, collaboration, coopérations, coopération
    partenariats, partenariat, tous les liens, connexions, connexion, entre eux, entre elles, bossent ensemble
    collaborent, travaillent, s’est associé, s’est associé avec qui, associé avec qui, associés, réseau, du réseau
    entre, qui est en lien avec qui, qui est partenaire de qui, qui coopère, qui collabore, qui s’associe
    s’associent, s’entendent, se fréquentent, se parlent, coopèrent, coopèrent-ils, collaborent-ils
    ont-ils travaillé, ont-elles travaillé, ont travaillé ensemble, en lien, en relation, duos, binômes, paires
    couples, alliances, rapprochements, rapports, liaisons, toutes les relations, toutes les collaborations
    toutes les coopérations, l’un avec l’autre, les uns avec les autres, entre elles-mêmes, travaillent-ils ensemble
    travaillent-elles ensemble, travaillent-elles, travaillent-ils, main dans la main, projet commun
    projets communs, en commun, les relie, qui relie, ce qui les unit, qui les unit, qui les lie, se sont croisés
    se croisent, ont des projets communs
ties-of-cues =
    tous les liens du, liens de, liens du, relations de, tous les liens de, collaborations de, liens d’
    partenariats de, liens directs de, tous les liens d’
ties-among-cues = rapports entre, quels rapports entre, entre, liens entre, relations entre, est-ce que
ties-order-cues =
    strength = plus forts, plus fort, les plus forts, plus solides, plus solide, plus fortes, plus intenses
    strength = principaux liens, plus gros liens, plus gros, plus grosses, plus importants, plus importantes
    strength = plus étroits, plus étroites, plus serrés, meilleurs liens, du plus fort au plus faible, par force
    strength = par solidité, liens forts, liens solides, plus costauds, plus costaud, costauds
    strength = qui marchent le mieux, plus denses
ties-beside = mené, menée, mener, monté, porté
