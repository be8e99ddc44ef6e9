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
search-cues = cherche, chercher, recherche, rechercher, recherchez, cherchez, trouve, trouver, trouvez, fiche, fiche au nom de, fiches au nom de, au nom de, nom, nommé, nommée, nommés, qui s’appelle, qui s’appellent, ceux qui s’appellent, celles qui s’appellent, une fiche, fiches, contenant, contient, dont le nom, dont le nom contient, dont le nom commence par, dont le titre contient, avec le mot, retrouver, dans son nom, dans leur nom, existe-t-il une fiche, y a-t-il une fiche
search-type-cues =
    actor = acteurs, acteur, organismes, organisme, structures, structure
    project = projets, projet
