# Cartes enregistrées et publications, dites au terminal seul (cli/saved.py).

saved-none = Aucune carte enregistrée.
saved-line = - { $name } [{ $id }] : question { $question }. { $state } Visible par { $scope }.
saved-done = Carte « { $name } » enregistrée [{ $id }].
saved-deleted = Carte « { $name } » supprimée.
saved-value = - { $name } : { $value }
saved-shows = { $actors ->
    [one] { $actors } acteur
   *[other] { $actors } acteurs
}, { $ties ->
    [one] { $ties } lien
   *[other] { $ties } liens
}.
saved-question-values = QUESTION [VALEURS…]
saved-name-value = NOM
cli-maps = Enregistrer des cartes sous un nom, les revoir, voir ce qui a changé depuis.
cli-maps-save = Enregistrer une question et ses valeurs sous un nom, par exemple : maillage maps save "Autour de Tours" actor TM --frozen
cli-maps-list = La liste des cartes enregistrées.
cli-maps-show = Montrer une carte, l’écrire dans un fichier (-o), ou dire ce qui a changé depuis qu’elle est figée (--changes).
cli-maps-delete = Supprimer une carte, et son image si elle est figée.
saved-option-frozen = Figer la carte : elle gardera son image d’aujourd’hui, quoi que deviennent les données.
saved-option-scope = Pour qui elle est faite : public, partners ou internal (défaut). Elle ne montre que ce qu’ils voient.
saved-option-preset = Le format de page : slide, a4, a4-landscape, a3, a3-landscape ou half.
saved-option-replace = Remplacer la carte de ce nom, s’il y en a une.
saved-option-output = Le fichier à écrire, dans le format de son extension.
saved-option-changes = Dire ce qui a changé entre la carte figée et aujourd’hui.
saved-option-as-of = Avec --changes : comparer à cette date (AAAA-MM-JJ) au lieu d’aujourd’hui.
error-saved-no-question = Dites quelle question la carte pose, puis ses valeurs : { $known }. Par exemple : maillage maps save "Autour de Tours" actor TM
error-saved-which-question = Aucune question « { $name } » ne se dessine. Choisissez parmi { $known }, puis ses valeurs.
error-saved-not-here = { $option } n’a pas de sens pour une carte enregistrée : retirez cette option.
error-saved-show-one = Choisissez une chose à la fois : -o FICHIER pour dessiner la carte, ou --changes (avec --as-of si besoin) pour comparer.

