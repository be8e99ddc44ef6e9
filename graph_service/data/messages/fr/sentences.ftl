asked-months = { $n ->
    [0] en cours
    [one] depuis un mois
   *[other] depuis { $n } mois
}
web-asked-title = Que voulez-vous demander ?
web-asked-understood = Compris
web-asked-typed = Vous avez tapé
web-asked-offered = Votre phrase peut se lire de plusieurs façons : choisissez.
web-asked-nearest = Votre phrase n’est pas tout à fait comprise. Voici ce qui s’en approche le plus.
web-asked-nothing = Cette phrase ne ressemble à aucune question. Nommez un acteur, un projet, un thème ou un lieu.
web-asked-unread = Mots non lus
web-asked-missing = Reste à dire
web-asked-remove = Retirer
web-asked-all = Toutes les questions
web-asked-look = Chercher ce texte parmi les noms
web-asked-close = Noms proches
asked-quoted = « { $text } »
