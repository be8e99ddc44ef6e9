who-title = Qui travaille sur un thème, dans un lieu, dans un rôle
who-about = Quels acteurs participent aux projets d’un thème, d’un territoire ou d’un type donnés, dans quel rôle, et encore à cette date ? D’abord ceux qui y participent le plus aujourd’hui, puis ceux qui y ont le plus participé.
who-running = Seulement ceux qui y participent à cette date.
who-running-label = En cours seulement
who-projects = Nombre de projets montrés par acteur.
who-projects-label = Projets par acteur
who-heading = Qui travaille là-dessus
who-count = { $n ->
    [0] Aucun acteur au { $day }.
    [one] { $n } acteur au { $day }, { $projects ->
        [one] dans { $projects } projet.
       *[other] dans { $projects } projets.
    }
   *[other] { $n } acteurs au { $day }, { $projects ->
        [one] dans { $projects } projet.
       *[other] dans { $projects } projets.
    }
}
who-nobody = Personne dans ces données, avec ces choix. Absent des données ne veut pas dire absent du terrain.
who-more = Acteurs suivants
who-running-count = { $n ->
    [one] { $n } en cours
   *[other] { $n } en cours
}
who-projects-count = { $n ->
    [one] { $n } projet
   *[other] { $n } projets
}
who-heading-of = Qui travaille sur : { $what }
who-epci = { $n ->
    [one] { $names } n’est qu’en partie ici et relève aussi d’un territoire voisin : un projet situé seulement dans cette intercommunalité n’est pas compté. Demandez-la par son nom.
   *[other] { $names } ne sont qu’en partie ici et relèvent aussi de territoires voisins : un projet situé seulement dans ces intercommunalités n’est pas compté. Demandez-les par leur nom.
}
who-role = Seulement ceux qui tiennent ce rôle dans ces projets.
who-role-label = Rôle
who-map = Carte de ces acteurs
who-left = { $n ->
    [one] { $n } acteur de la liste n’est pas montré : le tableau le donne.
   *[other] { $n } acteurs de la liste ne sont pas montrés : le tableau les donne tous.
}
who-asks =
    Qui travaille sur { $theme } à { $territory } ?
    Quels { $actor-kind } travaillent sur { $theme } ?
    Qui porte des { $project-kind } dans { $territory } ?
    Qui finance { $theme } ?
    Qui agit sur { $theme } depuis 2022 ?
who-cues = qui, qui travaille, qui travaille sur, travaille sur, travaille, travaillent, travaillait, travaillaient, travailler, bosse, bossent, agit, agissent, intervient, interviennent, s’occupe, s’occupent, occupe, fait, font, faisait, œuvre, œuvrent, participe, participent, participait, engagé, engagés, engagées, impliqué, impliqués, impliquées, investi, investis, actif, actifs, active, actives, compétent, compétents, connaisse, connaît, connaissent, spécialisé, spécialisés, spécialiste, spécialistes, acteur, acteurs, structure, structures, organisme, organismes, partenaires, partenaire, projet, projets, quels, quelles, liste des, cherche, je cherche, on cherche, nous cherchons, cherchons, trouver, contacter, concerné, concernés, mobilisé, mobilisés, présents, présent, a participé, positionné, positionnés, à qui parler, je recherche, planchent, planche, s’y connaît, s’y connaissent, parler, œuvrant, intervenait, intervenaient, intervenant, intervenants, agissait, s’occupait, soccupe, qui fait quoi, sujet, thème, thématique, domaine, ressources, côté
who-offers = liste des projets, liste projets, liste de projets, quels projets, quels sont les projets, les projets, projets de, projets d’, tous les projets, projets en
who-running-cues =
    true = en cours, en ce moment, actuellement, aujourd’hui, encore, toujours, maintenant, à ce jour, à l’heure actuelle, actuels
who-role-cues = en tant que, comme, rôle de
