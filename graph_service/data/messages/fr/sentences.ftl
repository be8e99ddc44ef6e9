cli-ask = Poser une question comme elle vient : « de Vierzon à Dreux sans la Région ».
argument-ask-sentence = la question
asked-metavar = QUESTION
asked-months = { $n ->
    [0] en cours
    [one] depuis un mois
   *[other] depuis { $n } mois
}
asked-understood = Compris : { $sentence }
asked-nothing = Cette question n’a pas été comprise. Nommez un acteur, un projet, un thème ou un lieu ; maillage --help liste les questions.
asked-offered = { $n ->
    [one] La question n’est pas tout à fait comprise. La plus proche :
   *[other] La question peut se lire de plusieurs façons :
}
asked-line = - { $title } : { $command }
asked-unread-line = {"  "}mots non lus : { $words }
web-asked-title = Que voulez-vous demander ?
web-asked-understood = Compris
web-asked-typed = Vous avez tapé
web-asked-offered = Votre phrase peut se lire de plusieurs façons : choisissez.
web-asked-nearest = Votre phrase n’est pas tout à fait comprise. Voici ce qui s’en approche le plus.
web-asked-nothing = Cette phrase ne ressemble à aucune question. Nommez un acteur, un projet, un thème ou un lieu.
web-asked-unread = Mots non lus
web-asked-missing = Reste à dire
web-asked-other = Autre chose que
web-asked-remove = Retirer
web-asked-questions = Autre question
web-asked-all = Toutes les questions
web-asked-look = Chercher ce texte parmi les noms
web-asked-close = Noms proches
