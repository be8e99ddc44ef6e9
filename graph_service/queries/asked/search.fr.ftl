search-title = Chercher un acteur ou un projet
search-about = Quels acteurs et quels projets portent ce nom ? Accents et majuscules ne comptent pas ; sigles, autres noms et identifiants se cherchent aussi.
search-text = Un nom, un sigle, un identifiant, ou leur début.
search-type = Seulement les acteurs ou les projets.
search-none = Aucun résultat. Essayez un mot de moins, ou le début du nom.
search-title-of = Résultats pour « { $text } »
search-more = Résultats suivants
search-text-label = Nom, sigle ou identifiant
search-type-label = Acteurs ou projets
search-type-actor = acteurs
search-type-project = projets
search-is-actor = acteur
search-is-project = projet
search-asks =
    Chercher { $text }
    Existe-t-il une fiche au nom de { $text } ?
search-cues =
    cherche, chercher, recherche, rechercher, recherchez, cherchez, trouve, trouver, trouvez, fiche au nom de
    fiches au nom de, au nom de, nom, nommé, nommée, nommés, qui s’appelle, qui s’appellent, ceux qui s’appellent
    celles qui s’appellent, fiches, contenant, contient, dont le nom, dont le nom contient, dont le nom commence par
    dont le titre contient, avec le mot, retrouver, dans son nom, dans leur nom, existe-t-il une fiche
    y a-t-il une fiche, les fiches, des fiches, toutes les fiches, quelles fiches, du nom de, qui porte le nom
    qui portent le nom, intitulé, intitulée, intitulés, appelé, appelée, appelés, s’appelant, dénommé, dénommée
    comportant, comporte, comportent, dans l’intitulé, dans le nom, dans le titre, dans son titre, dans leur titre
    a dans son nom, ont dans leur nom, avec le nom, mot clé, mots clés, est-ce qu’il existe, existe-t-il
    y a-t-il un, y a-t-il une, a-t-on une fiche, avez-vous une fiche, avons-nous une fiche, on a une fiche
    enregistré sous, commence par, commençant par, commencent par, fiches avec, tout ce qui contient
    tout ce qui s’appelle, quelque chose avec, tout ce qui comporte, les fiches nommées
search-type-cues =
    actor = acteurs avec, structures avec, organismes avec, acteurs, acteur, organismes, organisme, structures
    actor = structure
    project = projets avec, projets, projet
