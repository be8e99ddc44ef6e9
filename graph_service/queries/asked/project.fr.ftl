project-title = La fiche d’un projet : acteurs par rôle, thèmes, territoires, financements, suites
project-about = Qui participe à ce projet, dans quel rôle, et encore à cette date ? Sur quels thèmes, où, avec quel argent, après quoi et avant quoi ? Et qui y manque, si son type de projet a un modèle.
project-id = Le projet : identifiant ou titre.
project-running = en cours
project-not-running = terminé ou pas commencé
project-over = terminé
project-ahead = pas encore commencé
project-funding-sum = Financements, { $status } : { $amount } ({ $known ->
    [0] aucun montant connu
    [one] { $known } montant connu
   *[other] { $known } montants connus
} sur { $n }).
project-event = { $n ->
    [0] Aucun participant connu dans ces données.
    [one] { $n } participant.
   *[other] { $n } participants.
}
project-counts = { $total ->
    [0] Aucun acteur dans ces données. Absent des données ne veut pas dire absent du terrain.
    [one] { $running ->
        [yes] Au { $day } : { $active ->
            [0] un acteur connu, qui n’y participe plus ou pas encore.
           *[other] un acteur y participe.
        }
       *[no] Un acteur connu.
    }
   *[other] { $running ->
        [yes] Au { $day } : { $active ->
            [0] { $total } acteurs connus, dont aucun n’y participe.
            [one] { $active } acteur y participe, sur { $total }.
           *[other] { $active } acteurs y participent, sur { $total }.
        }
       *[no] { $total } acteurs connus.
    }
}
project-missing-title = Qui manque ?
project-before = Succède à
project-after = Suivi par
project-documents = Documente
project-documented-by = Documenté par
project-record = La fiche
project-map = Carte du projet « { $title } »
project-left = n’y participe plus, ou pas encore
project-no-amount = montant inconnu
project-fundings = Financements
project-id-label = Projet
project-asks =
    Qui participe à { $id } ?
    Qui finance { $id } ?
    Qui sont les signataires de { $id } ?
    De quoi parle { $id } ?
    Parle-moi de { $id }
project-cues =
    projet, qui participe, participe, participant, participants, membre, membres, signataire, signataires, signe
    signé, finance, financeur, financeurs, financement, financements, subvention, subventions, argent, montant
    montants, porteur, porteurs, porte, pilote, partenaire, partenaires, acteurs, qui est dans, qui est, qui sont
    dans, dedans, c’est quoi, qu’est-ce que, de quoi parle, parle-moi, fiche, contenu, thème, thèmes, objet
    objectif, objectifs, où en est, avance, bénéficiaire, bénéficiaires, expert, experts, rôle, rôles, travaille
    travaillent, impliqué, impliqués, associé, associés, engagé, engagés, s’occupe, suite, autour de la table
    en fait partie, font partie, composition, siège, siègent, paye, payent, paie, paient, sujets, sujet
    d’où vient l’argent, vient l’argent, infos, informations, info, ancien, ancienne, qui finance, qui signe
    qui a signé, qui pilote, qui porte, qui mène, qui paye, qui paie, qui travaille sur, en est où, on en est où
    où on en est, où ça en est, ça en est où, état d’avancement, avancement, point d’étape, contenu de
    parties prenantes, qui compose, composent, compose, composé, réunit, rassemble, regroupe, qui y participe
    prennent part, prend part, qui y est, qui en est, qui en fait partie, contribuent, contribue, contributeurs
    cofinanceurs, budget, enveloppe, argent dans, combien d’argent, combien d’argent dans, détail, détails
    présentation, présente, dit quoi, parle de quoi, sert à quoi, consiste, c’est qui dans, y a qui dans
    il y a qui dans, qui est impliqué dans, qui est engagé dans, que devient, devient, deviennent, qu’est devenu
    qui y siège, réunit qui, la fiche de, dans le coup, dans la boucle, à bord, qui d’autre est dans
    qui d’autre participe, qui d’autre, porté par qui, portée par qui, financé par qui, financée par qui
    piloté par qui, signé par qui, mené par qui, vient de qui, vient d’où, ça vient de qui, d’où ça vient
    d’où il vient, d’où elle vient, il vient d’où, elle vient d’où, d’où sort l’argent, de qui vient l’argent
    qui a mis de l’argent, combien, montage financier, plan de financement, qui met combien, qui a mis combien
    combien ça coûte, qui est autour de la table, qui en sont, mis dedans, mis, a rejoint, ont rejoint, rejoint
    qui a rejoint, est entré dans, sont entrés dans, effectif, mis la main à la poche, main à la poche
    main au portefeuille, à qui profite, profite, profite-t-il
project-beside = financier, financière, dates, date
