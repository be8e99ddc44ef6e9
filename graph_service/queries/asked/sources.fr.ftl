sources-title = Qui dit quoi
sources-about = Sur quelles sources reposent ces données ? Combien chacune en dit, ce qu’elle est seule à dire et ce qui compte en premier, avec son rang, sa date, sa licence et ce qu’elle couvre.
sources-heading = Qui dit quoi
sources-count = { $n ->
    [0] Rien n’est dit encore.
    [one] { $n } fait
   *[other] { $n } faits
}{ $n ->
    [0] {""}
   *[other] {" "}d’après { $sources ->
        [one] une source
       *[other] { $sources } sources
    }. Un fait peut avoir plusieurs sources.
}
sources-share-alike-note = Certaines licences imposent le partage à l’identique : qui publie ce qui est tiré de ces sources le fait aux mêmes conditions.
sources-facts = { $n ->
    [one] { $n } fait
   *[other] { $n } faits
}
sources-alone = { $n } qu’elle est seule à dire
sources-wins = { $n } où elle compte en premier
sources-rank = rang { $rank }
sources-updated = mise à jour { $when }
sources-share-alike = { $licence } (partage à l’identique)
sources-covers = couvre { $what }
sources-more = Autres sources
sources-column-facts = Faits
sources-column-alone = Seule à le dire
sources-column-wins = Compte en premier
sources-column-rank = Rang
sources-column-updated = Mise à jour
sources-column-licence = Licence
sources-asks =
    Quelles sont les sources des données ?
    D’où viennent les données ?
sources-cues =
    source, sources, source des données, sources des données, d’où viennent, d’où vient, d’où, données, donnée
    licence, licences, provenance, origine, producteurs, producteur, qui dit quoi, fiable, fiables, fiabilité, base
    fournisseurs, tout ça, jeux de données, jeu de données, ces informations, informations, infos, bases, cet outil
    outil, alimentent, alimente, quelles bases, quand, datent, de quand, fraîcheur, utilisées, utilisés
    quels fichiers, fichiers, construire, constituer, sort d’où, sorte d’où, servi, la base, d’où sortent
    d’où tirez-vous, tirez-vous, provient, proviennent, d’où provient, d’où proviennent, sources utilisées
    sources de données, sur quoi se base, sur quelles sources, quelles sources, fichiers sources
    origine des données, provenance des données, qui fournit, fournit, fournissent, fournisseur
    mises à jour des données, fraîcheur des données, références, citer les sources, citer, à jour, vos données
    chiffres, vos chiffres, les chiffres, vos sources, ces chiffres, votre base, basez, vous basez, basez-vous
    vous basez-vous, sur quoi vous basez, sur quoi vous vous basez, vous appuyez, appuyez-vous
    sur quoi vous appuyez, sur quoi vous vous appuyez, fondez, fondez-vous, date de mise à jour
    dates de mise à jour, dates, date, mise à jour de la base, mises à jour de la base
    dernière mise à jour des données, sources de la base, origine de la base, d’où ça sort, d’où ça vient, tout cela
    toutes ces données, toutes ces informations, ce site, cette base, ces données, vous les tenez d’où, tenez d’où
    les tenez d’où, vous tenez d’où, tenez-vous vos, vos informations, construit à partir de, bâti sur, nourrit
    nourrissent, de quand date, issu de, issues de, recoupe, recoupé
