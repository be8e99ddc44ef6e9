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
paths-cues = chemin, chemins, itinéraire, itinéraires, parcours, trajet, route, comment, rejoindre, joindre, relier, relie, relient, contacter, contact, approcher, atteindre, toucher, accéder, accès, entrer en contact, entrer en relation, mettre en relation, mise en relation, mis en relation, être mis en relation, être mise en relation, mettre en contact, en lien, lien, présenter, présente, introduire, introduit, recommander, passer par qui, par qui passer, par qui, par quel, intermédiaire, intermédiaires, relais, passerelle, pont, va, aller, arriver, je travaille à, je travaille, je suis à, je suis, nous sommes, rencontrer, parler à, connaît, connaît quelqu’un, plus court, le plus court, plus courts, solide, solides, meilleur, meilleurs, cherche, je cherche, cherchons, partir de, vers, quelqu’un, faire connaître, passer pour, je bosse chez, je bosse à, bosse, introduire auprès, parler, à qui parler, reliée, relié, connecté, connectée, connectés, jusqu’à, jusqua, y a-t-il un intermédiaire, aller de, pour aller, arriver à
paths-avoid-cues = sans, sans passer par, hors, sauf, en évitant, éviter, évite, évitant, excepté, hormis, pas par, ne pas passer par, contourner, en contournant, autrement que par
paths-from-cues = on est à, on est chez, jsuis à, jsuis chez, je suis de, je bosse chez, je bosse à, depuis, à partir de, en partant de, partant de, je travaille à, je travaille chez, je suis à, je suis chez, nous sommes à
paths-to-cues = vers, jusqu’à, jusqua, pour atteindre, auprès de, rejoindre, joindre, contacter, atteindre, approcher, contact à, contact avec, contact chez, un contact à, accéder à
paths-k-cues = { $n } chemin, { $n } chemins, { $n } itinéraires, { $n } possibilités, { $n } pistes, { $n } options, { $n } façons, { $n } parcours, { $n } routes, { $n } solutions, { $n } voies, { $n } trajets, { $n } alternatives, { $n } manières, { $n } moyens, { $n } meilleurs chemins, { $n } meilleures pistes, { $n } plus courts chemins, { $n } premiers chemins, { $n } autres chemins, { $n } contacts, { $n } entrées, { $n } portes d’entrée, { $n } propositions, { $n } idées, { $n } variantes
paths-max-hops-cues =
    1 = directement, direct, lien direct, en direct
    { $n } étape, { $n } étapes, { $n } saut, { $n } sauts, { $n } intermédiaires au plus, { $n } relais au plus, { $n } liens, { $n } maillons, { $n } poignées de main, { $n } coups, { $n } max, { $n } maxi, { $n } maximum, { $n } au plus, { $n } au maximum, max { $n }, maximum { $n }, maxi { $n }, au plus { $n }
