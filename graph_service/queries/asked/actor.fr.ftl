actor-title = La fiche d’un acteur : partenaires, projets, sources
actor-about = Qui est cet acteur, avec qui travaille-t-il, sur quels projets, et que disent d’autres sources de lui ? Les partenaires vont du lien le plus fort au plus faible, chacun avec ses preuves.
actor-id = L’acteur : identifiant, SIREN, SIRET, RNA ou nom.
actor-counts = Au { $day } : { $partners ->
    [one] { $partners } partenaire
   *[other] { $partners } partenaires
}, { $projects ->
    [one] { $projects } projet
   *[other] { $projects } projets
}{ $running ->
    [0] , aucun en cours
   *[other] {" "}dont { $running } en cours
}.
actor-reach = → Rejoindre…
actor-partners = Partenaires
actor-projects = Projets
actor-no-partner = Aucun partenaire dans ces données. Absent des données ne veut pas dire absent du terrain.
actor-no-project = Aucun projet dans ces données.
actor-partners-count = { $n } partenaires sur { $total }, du lien le plus fort au plus faible.
actor-partners-more = { $n ->
    [one] Voir { $n } partenaire de plus
   *[other] Voir { $n } partenaires de plus
}
actor-map = Carte des partenaires { DE($name) }
actor-id-label = Acteur
actor-start = Avec qui travaille { LE($id) } ?
actor-depth = Cercles de partenaires que montre l’image : 1, ou 2 pour les partenaires des partenaires.
actor-depth-label = Cercles de partenaires (image)
actor-asks =
    Qui est { $id } ?
    Parle-moi de { $id }
    Avec qui travaille { $id } ?
    Quels sont les partenaires de { $id } ?
    Sur quels projets travaille { $id } ?
    Que fait { $id } sur { $theme } ?
    Que fait { $id } depuis 2022 ?
actor-cues =
    qui est, qui sont, c’est qui, c’est quoi, qu’est-ce que, fiche, partenaire, partenaires, partenariat
    partenariats, avec qui, avec quels, avec quelles, travaille, bosse, collabore, coopère, fait, projets, projet
    réseau, entourage, alliés, alliances, parle-moi, parlez-moi, connaît, dans quoi, sur quoi, participe, impliqué
    engagé, relations, liens, contacts, active, actif, rôle, activité, activités, présente, actions, informations
    infos, info, portrait, résumé, nos partenaires, engagée, engagées, dans quels projets, je suis à, je suis chez
    nous sommes à, je travaille à, je travaille chez, on bosse, partenaires de, partenaires d’, projets de, faisait
    faisaient, fréquente, fréquentent, sur quoi est-il, correspond à qui, correspond, brief sur, font, font quoi
    fait quoi, s’occupe, s’occupe de quoi, de quoi s’occupe, intervient, sur quoi intervient, en lien avec qui
    en lien avec quels, en lien avec quelles, en relation avec qui, associé à qui, associée à qui, coopère avec qui
    collabore avec qui, à quoi participe, dans quoi est, dans quelles actions, sur quels sujets, sur quels thèmes
    quels partenaires, réseau de, partenaire de qui, missions de, implication, implications, engagements, présence
    travaux, travaillent-ils, travaillent-elles, bossent, combien de partenaires, combien de projets, la fiche de
    ce que l’on sait de, ce que l’on sait sur, ce qu’on sait de, ce qu’on a sur, ce qu’on sait sur, que sait-on de
    que savons-nous de, on sait quoi de, on sait quoi sur, on a quoi sur, que sait-on sur, ce que vous savez de
    ce que vous avez sur, tout sur, fiche sur, une fiche sur, faire le portrait, qui c’est, qui sont-ils
    le plus avec, travaille le plus avec, bosse le plus avec, travaille le plus souvent avec, plus gros partenaires
    plus proches partenaires, plus forts partenaires, meilleurs partenaires, partenaires les plus proches
    partenaires les plus importants, partenaires les plus forts, partenaires privilégiés, premiers partenaires
    à qui est liée, à qui est lié, est liée, est lié, liée, lié à, côtoie, fréquente qui, fréquente-t-elle
    traite avec, marche avec, fraye avec, fraie avec, accointances, entretient des relations, entretient des liens
    a des relations avec, a des liens avec, que fabrique, fabrique, est sur quels, sur quels dossiers, présentez-moi
    présente-moi, topo sur, à quels projets, dans quels dispositifs, est présent, est présente, est-il présent
    est-elle présente, kesako, on me parle de, collaborations, collaboration, coopérations, coopération, topo
    un mot sur, dis-m’en plus sur, parlez-nous de, parle-nous de, retrouve-t-on, retrouve, trouve-t-on, contacts de
    principaux contacts, infos sur, info sur, ses liens avec, liens avec, compagnons de route, compagnon de route
    acolytes, complices, bras droit, dans quels, dans quelles, se trouve, se trouvent, fiche de
actor-depth-cues =
    2 = partenaires des partenaires, partenaires de nos partenaires, partenaires de leurs partenaires
    2 = partenaires de ces partenaires, partenaires de ceux-ci, partenaires de ceux-là, et leurs partenaires
    2 = ainsi que leurs partenaires, avec leurs partenaires, leurs propres partenaires
    2 = partenaires de ses partenaires, deuxième cercle, 2e cercle, 2eme cercle, 2ème cercle, cercle 2
    2 = deuxième degré, second degré, 2e degré, deuxième rang, rang 2, de rang 2, réseau élargi, réseau étendu
    2 = partenaires au second degré, partenaires de partenaires, le 2e cercle, second cercle, partenaires indirects
    2 = amis de ses amis, amis d’amis, amis de leurs amis, les leurs, et les leurs
    2 = avec qui travaillent les partenaires de, avec qui travaillent les partenaires d’
    2 = avec qui bossent les partenaires de, qui sont les partenaires des partenaires
actor-beside = directs, directes
