overview-title = Quels groupes d’acteurs travaillent ensemble
overview-about = Quels territoires, ou quels types d’acteurs, travaillent ensemble ? Tous les acteurs, réunis par territoire ou par type, et le nombre de liens entre chaque groupe et les autres, comparé à ce que le hasard donnerait. Un groupe s’ouvre pour voir qui en fait partie.
overview-by = Comment réunir les acteurs : par territoire ou par type. Sans réponse : par territoire si cela les distingue.
overview-by-label = Réunis par
overview-by-auto = au mieux
overview-by-territory = par territoire
overview-by-kind = par type
overview-group = Identifiant du groupe à ouvrir.
overview-group-label = Groupe ouvert
overview-heading = Qui travaille avec qui, par groupe
overview-heading-one = { $name } : qui travaille avec qui
overview-count-territory = { $n ->
    [0] Aucun acteur au { $day }.
    [one] { $n } acteur dans un seul territoire au { $day }.
   *[other] { $n } acteurs dans { $groups ->
        [one] un seul groupe de territoires
       *[other] { $groups } groupes de territoires
    } et { $ties ->
        [one] { $ties } lien
       *[other] { $ties } liens
    } au { $day }.
}
overview-count-kind = { $n ->
    [0] Aucun acteur au { $day }.
    [one] { $n } acteur au { $day }.
   *[other] { $n } acteurs de { $groups ->
        [one] une seule famille
       *[other] { $groups } familles
    } et { $ties ->
        [one] { $ties } lien
       *[other] { $ties } liens
    } au { $day }.
}
overview-one = { $n ->
    [one] { $n } acteur
   *[other] { $n } acteurs
}, { $inside ->
    [one] { $inside } lien entre eux
   *[other] { $inside } liens entre eux
} et { $outside ->
    [one] { $outside } lien vers d’autres groupes.
   *[other] { $outside } liens vers d’autres groupes.
}
overview-pairs = Groupes qui travaillent ensemble
overview-no-pair = Aucun lien entre deux groupes.
overview-ratio = { $ratio } fois ce que le hasard donnerait
overview-groups = Les groupes
overview-inside = { $n ->
    [one] { $n } lien à l’intérieur
   *[other] { $n } liens à l’intérieur
}
overview-outside = { $n ->
    [one] { $n } lien vers l’extérieur
   *[other] { $n } liens vers l’extérieur
}
overview-open = Ouvrir ce groupe
overview-back = Tous les groupes
overview-actors = Les acteurs
overview-more = { $n ->
    [one] { $n } acteur de plus
   *[other] { $n } acteurs de plus
}
overview-map = Carte des groupes
overview-alt = Carte de { $n ->
    [one] { $n } acteur
   *[other] { $n } acteurs
} en { $groups ->
    [one] { $groups } groupe
   *[other] { $groups } groupes
}.
overview-alt-best = Carte de { $n } acteurs en { $groups } groupes ; les plus liés sont { $a } et { $b } ({ $ties } liens).
error-no-group = Aucun groupe « { $group } ». Les groupes : { $known }.
error-no-grouping = Les territoires de ces acteurs ne suffisent pas à les réunir en groupes : réunissez-les par type (by=kind).
column-running-projects = Projets en cours
column-ties = Liens
column-ratio = Rapport au hasard
overview-asks =
    Quels groupes d’acteurs travaillent ensemble ?
    Quels territoires travaillent ensemble ?
    Quels types d’acteurs travaillent ensemble sur { $theme } ?
    Une vue d’ensemble du réseau
overview-cues =
    carte, cartographier, schéma, vue d’ensemble, vision d’ensemble, panorama, vue générale, vue globale
    réseau entier, tout le réseau, réseau, groupe, groupes, ensemble, travaillent ensemble, bossent ensemble
    bossent, travaillent, grandes lignes, résumé, synthèse, communautés, clusters, globalement, entre eux, familles
    carte générale, état des lieux, structure du réseau, vue d’ensemble du réseau, panorama général, général
    ensemble du réseau, l’ensemble du réseau, réseau dans son ensemble, réseau au complet, réseau complet
    réseau tout entier, totalité du réseau, photographie du réseau, photo du réseau, carte du réseau, cartographie
    cartographie du réseau, portrait du réseau, image du réseau, aperçu, aperçu du réseau, aperçu général
    grandes masses, organisation du réseau, forme du réseau, configuration, groupes d’acteurs, sous-groupes, grappes
    blocs, vue, vue d’avion, vue d’en haut, globale, global, vue globale du réseau, vue générale du réseau
    comment s’organise, s’organise, structuré, comment est structuré, qui travaillent ensemble, à quoi ressemble
    ressemble, ressemble le réseau, coopèrent entre eux, coopèrent entre elles, est organisé, est-il organisé
    comment est organisé, s’entraident, s’entraide, d’un seul regard, en un coup d’œil, réseau en un coup d’œil
    coup d’œil sur le réseau, d’un coup d’œil, font équipe, groupes coopèrent, groupes collaborent
    collaborent entre eux
overview-by-cues =
    kind = types d’acteurs, types, type d’acteur, catégories d’acteurs, catégories, par type, familles d’acteurs
    kind = sortes d’acteurs, par catégorie, par types, par catégories, par famille, par familles, par type d’acteur
    kind = par type d’acteurs, par nature, par sorte, par genre, selon le type, regroupé par type
    kind = types de structures, types d’organismes, quels types, quelles sortes, quelles familles
    kind = quelles catégories
    territory = territoires, par territoire, quels territoires, par territoires, départements, par département
    territory = intercommunalités entre elles, par départements, par commune, par communes, par ville, par villes
    territory = par intercommunalité, par intercommunalités, par agglo, par lieu, par secteur géographique, par zone
    territory = selon le territoire, territoire par territoire, département par département, géographiquement
    territory = quelles villes ensemble, quels départements
