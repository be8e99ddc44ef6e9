search-title = Chercher un acteur ou un projet
search-about = Quels acteurs et quels projets portent ce nom ? Accents et majuscules ne comptent pas ; sigles, autres noms et identifiants se cherchent aussi.
search-text = Un nom, un sigle, un identifiant, ou leur début.
search-type = Seulement les acteurs (actor) ou les projets (project).
search-none = Aucun résultat. Essayez un mot de moins, ou le début du nom.
search-title-of = Résultats pour « { $text } »
search-more = Résultats suivants
