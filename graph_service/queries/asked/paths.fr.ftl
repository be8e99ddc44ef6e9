paths-title = Les chemins d’un acteur à un autre
paths-about = Comment un acteur peut-il en joindre un autre, et qui peut les présenter ? Les chemins les plus solides d’abord ; la solidité d’un chemin est le produit des forces de ses étapes. Sans chemin, la réponse nomme le filtre qui bloque.
paths-title-of = { DE-DEBUT($a) } { A($b) }
paths-from = L’acteur de départ : identifiant, SIREN, SIRET, RNA ou nom.
paths-to = L’acteur à rejoindre : identifiant, SIREN, SIRET, RNA ou nom.
paths-k = Nombre de chemins, du plus solide au moins solide.
paths-max-hops = Nombre d’étapes au plus.
paths-avoid = Ne pas passer par cet acteur.
paths-sentence = { $n ->
    [one] { LE-DEBUT($a) } et { LE($b) } sont en lien direct : { $clauses }. Solidité : { $strength }.
   *[other] Depuis { LE($a) }, on rejoint { LE($b) } en { $n } étapes : { $clauses }. Solidité : { $strength }.
}
paths-clause-running = { LE($a) } et { LE($b) } travaillent ensemble sur « { $title } » (en cours)
paths-clause-ended = { LE($a) } et { LE($b) } ont travaillé ensemble sur « { $title } » (terminé en { $day }, lien à réactiver)
paths-clause-estimated = { LE($a) } et { LE($b) } ont travaillé ensemble sur « { $title } » (fin estimée en { $day }, lien à vérifier)
paths-clause-met = { LE($a) } et { LE($b) } ont participé à « { $title } » ({ LE-JOUR($day) })
paths-clause-meets = { LE($a) } et { LE($b) } participent à « { $title } »
paths-none = Aucun chemin entre { LE($a) } et { LE($b) } dans ces données, même sans les filtres. Absent des données ne veut pas dire absent du terrain.
paths-blocked = Aucun chemin entre { LE($a) } et { LE($b) }. Le filtre « { $filter } » le bloque ; sans lui, le plus solide vaut { $strength }.
error-paths-same = Le départ et l’arrivée sont le même acteur : { $name }. Choisissez deux acteurs.
error-paths-avoid-end = Un chemin ne peut pas éviter son départ ou son arrivée. Retirez cet acteur de « ne pas passer par ».
paths-unknown = Aucun chemin entre { LE($a) } et { LE($b) } dans la partie parcourue. Il peut y en avoir un plus loin.
paths-unblock = Retirer ce filtre
paths-order = Du plus solide au moins solide. Solidité : les forces des étapes multipliées.
paths-map = Carte des chemins { DE($a) } { A($b) }
paths-the = { LE($name) }
paths-via = Par { $names }
paths-direct = Lien direct
paths-steps = { $n ->
    [one] { $n } étape
   *[other] { $n } étapes
}
paths-go-around = Ne pas passer par
paths-from-label = Acteur de départ
paths-to-label = Acteur à rejoindre
paths-k-label = Chemins
paths-max-hops-label = Étapes au plus
paths-avoid-label = Ne pas passer par
paths-start = Comment relier { LE($from) } { A($to) } ?
paths-map-best = meilleur chemin
paths-map-other = autre chemin
paths-asks =
    Comment { $from } peut rejoindre { $to } ?
    Comment { $from } peut rejoindre { $to } sans passer par { $avoid } ?
    Comment relier { $from } à { $to } ?
    De { $from } à { $to } sans { $avoid }
    Entre { $from } et { $to }
    De { $from } vers { $to }
    Qui peut présenter { $from } à { $to } ?
paths-cues =
    chemin, chemins, itinéraire, itinéraires, parcours, trajet, route, comment, rejoindre, joindre, relier, relie
    relient, contacter, contact, approcher, atteindre, toucher, accéder, accès, entrer en contact
    entrer en relation, mettre en relation, mise en relation, mis en relation, être mis en relation
    être mise en relation, mettre en contact, en lien, lien, présenter, présente, introduire, introduit, recommander
    passer par qui, par qui passer, par qui, par quel, intermédiaire, intermédiaires, relais, passerelle, pont, va
    aller, arriver, je travaille à, je travaille, je suis à, je suis, nous sommes, rencontrer, parler à, connaît
    connaît quelqu’un, plus court, le plus court, plus courts, solide, solides, meilleur, meilleurs, cherche
    je cherche, cherchons, partir de, vers, quelqu’un, faire connaître, passer pour, je bosse chez, je bosse à
    bosse, introduire auprès, parler, à qui parler, reliée, relié, connecté, connectée, connectés, jusqu’à, jusqua
    y a-t-il un intermédiaire, aller de, pour aller, arriver à, mettre en lien, mise en lien, faire le lien
    faire le pont, faire la connexion, en contact, prendre contact, prendre contact avec, entrer en lien
    avoir un contact, un contact, contacts, être présenté, être présentée, se faire présenter, présenterait
    présenterait à, faire les présentations, introduction, intro, recommande, recommandation, entrée, porte d’entrée
    point d’entrée, de proche en proche, connexion, connexions, rapprocher, rapprochement, solliciter, aborder
    tisser un lien, nouer un lien, mène à, mener à, amener à, conduit à, pistes, joindre quelqu’un, parler avec
    entrer en relation avec, comment faire pour, comment contacter, comment joindre, comment arriver
    qui connaît quelqu’un, quelqu’un qui connaît, on passe par qui, passe par qui, je passe par qui, me passer de
    je contacte qui, contacte qui, contacter qui, on contacte qui, qui contacter, qui puis-je contacter
    j’appelle qui, je m’adresse à qui, je passe par où, par où passer, par où, comment je fais pour, comment je peux
    comment on fait pour, comment fait-on pour, comment on peut, je fais comment pour, on fait comment pour
    entre nous, qui peut nous, qui pourrait nous, qui peut me, qui pourrait me, qui me, qui nous, qui saurait me
    ouvrir la porte, ouvrir les portes, ouvre la porte, piston, de contact, plus court chemin, fait le lien
    faire lien, être introduit, être introduite, être recommandé, quelle voie, la voie, par quelle voie
    voie la plus sûre, voie la plus courte, voie, entre en contact, entrent en contact, entrer en contact avec
    causer à, à qui causer, causer à qui, causer avec, s’y prendre, comment s’y prendre, moyen d’aller
    un moyen de joindre, moyen de joindre, moyen d’atteindre, touchait, touche, un fil entre, fil conducteur
    accrocher, décrocher un rendez-vous, avoir l’oreille, avoir ses entrées, ses entrées, tendre une perche
    toquer à la porte, frapper à la porte, remonter jusqu’à, remonter à, de quelle manière joindre
    porte d’entrée chez, quelle porte pousser, intercéder, chaîne de contacts, chaîne, plus sûr, plus sûre
    raccourci, s’appuyer sur qui pour, partenaire commun, partenaires communs, contact commun, contacts communs
    relation commune, relations communes, connaissance commune, connaissances communes, me mène, nous mène, mène de
    me mener de, la marche à suivre, marche à suivre, a un moyen, un moyen, degrés de séparation
    degré de séparation, on passe quand on part, quand on part de, circuit, via qui, par l’intermédiaire de qui
    par l’entremise de qui, remonter de, remonter, filière
paths-avoid-cues =
    sans, sans passer par, hors, sauf, en évitant, éviter, évite, évitant, excepté, hormis, pas par
    ne pas passer par, contourner, en contournant, autrement que par, sans l’aide de, sans l’intermédiaire de
    sans mobiliser, sans solliciter, sans impliquer, sans demander à, en se passant de, me passer de, se passer de
    nous passer de, en laissant de côté, laisser de côté, mais pas par, mais pas via, pas via, surtout pas par
    en dehors de, à part, mis à part, en excluant, exclure, en ignorant, ailleurs que par, sans passer ni par
    ni par, ni via, sans l’aide, sans faire appel à, sans recourir à, sans transiter par, pas passer par
    n’importe qui sauf, tout sauf, quitte à éviter, surtout pas, sans jamais passer par, ni, qui évite
    ne passe pas par, qui ne passe pas par, ne passant pas par, mise à part, laissé de côté, laissée de côté
paths-from-cues =
    on est à, on est chez, jsuis à, jsuis chez, je suis de, je bosse chez, je bosse à, depuis, à partir de
    en partant de, partant de, je travaille à, je travaille chez, je suis à, je suis chez, nous sommes à
    quand on est à, quand on est chez, quand on est de, si on est à, si je suis à, je débute à, je débute chez
    je viens de, je viens d’, en poste à, en stage à, stagiaire à, stagiaire chez, nous travaillons à
    nous travaillons chez, on travaille à, on travaille chez, on bosse à, on bosse chez, étant à, étant chez
    au départ de, venant de, en venant de, pour le compte de, au nom de, de la part de, quand on est, si on est
    qd on est, pour que, quand on part de, si on part de, en partant
paths-to-cues =
    vers, jusqu’à, jusqua, pour atteindre, auprès de, rejoindre, joindre, contacter, atteindre, approcher, contact à
    contact avec, contact chez, un contact à, accéder à, rencontrer, toucher, parler à, arriver à, arriver jusqu’à
    pour arriver à, pour rencontrer, pour joindre, pour contacter, en lien avec, en contact avec, en relation avec
    contact au, contact à l’, entrée à, entrée chez, quelqu’un à, quelqu’un de, quelqu’un du, quelqu’un chez
    présenter à, introduire à, introduire auprès de, recommander à, recommander auprès de, jusqu’au, solliciter
    aborder, porte d’entrée chez, porte d’entrée à, porte d’entrée au, causer à, causer avec, entre en contact avec
    entrer en contact avec, chez, ses entrées à, ses entrées chez, remonter jusqu’à, remonter à, s’adresser à
    frapper à la porte de
paths-k-cues =
    { $n } chemin, { $n } chemins, { $n } itinéraires, { $n } possibilités, { $n } pistes, { $n } options
    { $n } façons, { $n } parcours, { $n } routes, { $n } solutions, { $n } voies, { $n } trajets
    { $n } alternatives, { $n } manières, { $n } moyens, { $n } meilleurs chemins, { $n } meilleures pistes
    { $n } plus courts chemins, { $n } premiers chemins, { $n } autres chemins, { $n } contacts, { $n } entrées
    { $n } portes d’entrée, { $n } propositions, { $n } idées, { $n } variantes, donne m’en { $n }
    donnez m’en { $n }, j’en veux { $n }, il m’en faut { $n }
paths-max-hops-cues =
    1 = directement, direct, lien direct, en direct
    { $n } étape, { $n } étapes, { $n } saut, { $n } sauts, { $n } intermédiaires au plus, { $n } relais au plus
    { $n } liens, { $n } maillons, { $n } poignées de main, { $n } coups, { $n } max, { $n } maxi, { $n } maximum
    { $n } au plus, { $n } au maximum, max { $n }, maximum { $n }, maxi { $n }, au plus { $n }
paths-beside = partenaire, partenaires, possibles, possible, différents
