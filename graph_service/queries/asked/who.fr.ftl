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
who-epci = Une intercommunalité ne relève d’aucun département ni d’aucune région dans ces données : un projet situé seulement dans une intercommunalité n’est pas compté ici. Demandez-la par son nom.
who-role = Seulement ceux qui tiennent ce rôle dans ces projets.
who-role-label = Rôle
who-map = Carte de ces acteurs
who-left = { $n ->
    [one] { $n } acteur de la liste n’est pas montré : le tableau le donne.
   *[other] { $n } acteurs de la liste ne sont pas montrés : le tableau les donne tous.
}
