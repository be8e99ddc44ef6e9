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
who-cues =
    qui, qui travaille, qui travaille sur, travaille sur, travaille, travaillent, travaillait, travaillaient
    travailler, bosse, bossent, agit, agissent, intervient, interviennent, s’occupe, s’occupent, occupe, fait, font
    faisait, œuvre, œuvrent, participe, participent, participait, engagé, engagés, engagées, impliqué, impliqués
    impliquées, investi, investis, actif, actifs, active, actives, compétent, compétents, connaisse, connaît
    connaissent, spécialisé, spécialisés, acteur, acteurs, structure, structures, organisme, organismes, partenaires
    partenaire, projet, projets, quels, quelles, liste des, cherche, je cherche, on cherche, nous cherchons
    cherchons, trouver, contacter, concerné, concernés, mobilisé, mobilisés, présents, présent, a participé
    positionné, positionnés, à qui parler, je recherche, planchent, planche, s’y connaît, s’y connaissent, parler
    œuvrant, intervenait, intervenaient, intervenant, intervenants, agissait, s’occupait, soccupe, qui fait quoi
    sujet, thème, thématique, domaine, ressources, côté, qui travaillent, qui travaillent sur, qui agissent
    qui interviennent, qui s’occupent, qui font, qui bossent, s’intéresse, s’intéressent, qui s’intéresse
    qui s’intéressent, je m’intéresse, m’intéresse, fait quoi sur, fait quelque chose, font quelque chose
    travaillant, bossant, agissant, ayant travaillé, ont travaillé, a travaillé, ont participé, ont bossé, a bossé
    actions, opérations, interlocuteur, interlocuteurs, interlocutrice, référent, référents, référente, relais
    personnes ressources, s’y colle, s’y collent, fait dans, font dans, planche sur, planchent sur, mène des actions
    mènent des actions, intervient sur, interviennent sur, présent sur, présents sur, opère, opèrent, touche à
    touchent à, s’implique, s’impliquent, s’investit, s’investissent, se mobilise, se mobilisent, contribue
    contribuent, impliquée, spécialisée, spécialisées, calé, calés, calée, doué, expérience, expérimenté
    expérimentés, quelqu’un qui, des gens qui, quelqu’un sur, solliciter, à solliciter, s’adresser, à qui s’adresser
    vers qui, vers qui me tourner, se tourner, me tourner, auprès de qui, gère, gèrent, vous auriez qui, on a qui
    on a qui sur, y a qui, qui y a, combien d’acteurs, combien de structures, combien d’organismes, siège, siègent
    m’adresser, nous adresser, pourrait, besoin d’un, besoin d’une, besoin de, il nous faudrait, il me faudrait
    il nous faut, il me faut, a rejoint, ont rejoint, rejoint, rejoignent, est entré dans, sont entrés dans, adhère
    adhèrent, a adhéré, s’est engagé, se sont engagés, entre dans, prend part, prennent part, qui prend part
    qui appeler, qui puis-je appeler, qui peut-on appeler, à qui téléphoner, qui contacter, qui puis-je contacter
    qui je contacte, qui je peux appeler, qui solliciter, à qui écrire, qui inviter, à inviter, annuaire
    annuaire des, carnet d’adresses, répertoire, répertoire des, pris part, ont pris part, a pris part
    se sont lancées, se sont lancés, s’est lancé, s’est lancée, y a-t-il, y a-t-il des, y a-t-il un, y a-t-il une
who-offers =
    actions, opérations, la liste des projets, les différents projets, initiatives, quelles initiatives
    recense les projets, tous les projets, l’ensemble des projets, liste des projets, liste projets
    liste de projets, quels projets, quels sont les projets, les projets, projets de, projets d’, projets en
    lister les projets, liste les projets, listez les projets, des projets, projets, quelles actions
    quelles sont les actions, liste des actions, les actions, quelles opérations, liste des opérations
    les opérations, y a-t-il des projets, quels sont tous les projets, combien de projets
who-running-cues =
    true = en cours, en ce moment, actuellement, aujourd’hui, encore, toujours, maintenant, à ce jour
    true = à l’heure actuelle, actuels, de nos jours, encore aujourd’hui, encore en cours, toujours en cours
    true = actuelles, en activité, encore actifs, encore actives, toujours actifs, toujours actives, encore actif
    true = encore active
who-role-cues = en tant que, comme, rôle de
