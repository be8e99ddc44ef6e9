gaps-title = Qui manque ? Les lacunes : ce que la loi demande d’abord, puis par gravité
gaps-about = Qui manque ? Ce qui est attendu d’un projet en cours, par la loi ou par la méthode, et qui n’est pas observé, avec les preuves et ce qui peut rendre la réponse fausse. Une lacune est une question ; le public ne les voit pas.
gaps-kind = Seulement ce type de lacune.
gaps-project = Seulement les lacunes de ce projet : identifiant ou titre.
gaps-count = { $n ->
    [0] Aucune lacune au { $day } dans ces données.
    [one] { $n } lacune à examiner au { $day }.
   *[other] { $n } lacunes à examiner au { $day }.
}
gaps-caveat = Ce sont des questions : absent des données ne veut pas dire absent du terrain.
error-gaps-unknown-kind = Type de lacune inconnu : « { $kind } ». Types connus : { $known }.
gaps-heading = Qui manque ?
gaps-id = Seulement la lacune de cet identifiant.
gaps-more = Lacunes suivantes
error-gap-not-found = Aucune lacune « { $id } » à cette date : la place est peut-être tenue depuis, ou le projet est terminé.
gaps-kind-label = Type de lacune
gaps-id-label = Lacune
gaps-project-label = Projet
gaps-start = Qui manque à « { $project } » ?
gap-status-a_verifier = à vérifier
gaps-asks =
    Qui manque à { $project } ?
    Qui manque à { $territory } ?
    Que manque-t-il sur { $theme } ?
    Quels { $project-kind } n’ont pas de { $actor-kind } ?
    Où n’y a-t-il pas de { $actor-kind } ?
    Quelles sont les lacunes ?
gaps-cues =
    manque, manquant, manquants, manquantes, absent, absents, absente, absence, lacune, lacunes, trou, trous
    trous dans la raquette, raquette, incomplet, incomplets, complet, complets, complète, vide, vides, a-t-on oublié
    avons-nous oublié, on a oublié, est oublié, sont oubliés, qui est oublié, devrait, devraient, faudrait
    il faudrait, n’y est pas, n’y sont pas, n’y a pas, n’ya pas, y a pas, n’a pas, n’ont pas, pas encore
    à mobiliser, où, besoin, besoins, carence, carences, à compléter, compléter, faire venir, manquerait
    fait défaut, font défaut, défaut, manke, manq, qui d’autre, manque à l’appel, à l’appel, boucler, pour boucler
    fait défaut à, font défaut à, manqué, il manque, il nous manque, nous manque, manque-t-il, manque-t-on
    angles morts, angle mort, zones blanches, zone blanche, points faibles, point faible, faiblesses, insuffisance
    insuffisances, déficit, pénurie, qui n’est pas là, pas représenté, pas représentés, non représentés, pas couvert
    pas couverts, non couverts, non couvert, sous-représentés, à solliciter, à contacter, à associer, à impliquer
    reste à mobiliser, reste à trouver, qui reste, manquements, vide à combler, combler, à renforcer, aurait dû
    auraient dû, faudrait inviter, faudrait associer, à bord, dans la boucle, dans le coup, qui faudrait-il
    qui devrait-on, qui devrions-nous, qui il faudrait, qui on devrait, pas à bord, pas encore là, pas présents
    pas présent, absents de, absent de, au complet, tout le monde est là, est-il complet, est-elle complète
    il en manque, manque du monde, qu’est-ce qui manque, ce qui manque, il manque quoi, on manque de quoi
    on n’a pas encore, faire monter à bord, à embarquer, attend toujours, attendent toujours, attend encore
    attendent encore, en attente de, souffre d’une absence, souffrent d’une absence, souffre de l’absence
    souffrent de l’absence, qui n’a-t-on pas, n’a-t-on pas encore, pas encore associé, nous fait défaut
    nous font défaut, fait-il défaut, font-ils défaut, grands absents, grandes absentes, encore quelqu’un
    il nous faudrait encore, qui n’y est pas, ne voit-on pas, partenaires à, partenaire à, partenaires potentiels
    partenaires possibles, partenaires pour, partenaire pour, nouveaux partenaires, nouveau partenaire
    partenaires mobiliser, partenaires associer, partenaires chercher, partenaires trouver, autres partenaires
    chaises vides, chaise vide, chaises restent vides, sièges vides, siège vide, places vides, places libres
    faut-il encore, encore trouver, reste à convaincre, à aller chercher, aller chercher qui, qui aller chercher
    tout le monde est-il là, tout le monde est bien là, tout le monde est-il bien là, au grand complet
    ou pas complet, n’a pas rejoint, n’ont pas rejoint, pas encore rejoint, n’ont toujours pas rejoint
    aux abonnés absents, alors qu’il devrait, alors qu’ils devraient
gaps-actor-kind-cues =
    sans, pas de, n’ont pas de, n’a pas de, n’y a pas de, manque de, absence de, aucun, aucune, ni, n’y a ni
    n’ont ni, n’a ni, n’at on aucun, dépourvu de, dépourvus de, dépourvue de, dépourvues de, privé de, privés de
    manquent de, il n’y a pas de, il n’y a pas d’, y a pas de, n’y a aucun, n’y a aucune, n’ont aucun, n’ont aucune
    n’a aucun, n’a aucune, ne compte aucun, ne comptent aucun, ne compte pas de, ne comptent pas de, absence d’
    manque d’, pas d’, n’ont pas d’, n’a pas d’, orphelin de, orphelins de, orpheline de, orphelines de
    en manque de, en mal de, à court de, sans le moindre, sans la moindre, sans aucun, sans aucune
gaps-beside =
    partenaire, partenaires, impliqué, impliqués, à bord, à inviter, inviter, invite, endroits, lieux, plus graves
    les plus graves, plus grave, graves, grave, chaises, sièges
