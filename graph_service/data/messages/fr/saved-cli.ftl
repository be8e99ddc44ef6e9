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
saved-option-form = La forme de la carte, comme pour -o ; sans elle, la plus lisible.
saved-option-preset = Le format de page : slide, a4, a4-landscape, a3, a3-landscape ou half.
saved-option-replace = Remplacer la carte de ce nom, s’il y en a une.
saved-option-output = Le fichier à écrire, dans le format de son extension.
saved-option-changes = Dire ce qui a changé entre la carte figée et aujourd’hui.
saved-option-as-of = Avec --changes : comparer à cette date (AAAA-MM-JJ) au lieu d’aujourd’hui.
error-saved-no-question = Dites quelle question la carte pose, puis ses valeurs : { $known }. Par exemple : maillage maps save "Autour de Tours" actor TM
error-saved-which-question = Aucune question « { $name } » ne se dessine. Choisissez parmi { $known }, puis ses valeurs.
error-saved-not-here = { $option } n’a pas de sens pour une carte enregistrée : retirez cette option.
error-saved-show-one = Choisissez une chose à la fois : -o FICHIER pour dessiner la carte, ou --changes (avec --as-of si besoin) pour comparer.
cli-publish = Écrire des cartes enregistrées dans un dossier à déposer sur un site : seulement ce que voit le public, figé.
publish-option-output = Le dossier à écrire. S’il existe, il doit être vide, ou une publication de cette base.
publish-option-url = L’adresse que le dossier aura sur le web : l’extrait à coller en a besoin.
publish-option-title = Le titre de la page qui présente les cartes.
publish-option-index = Laisser les moteurs de recherche la référencer (sinon la publication le leur refuse).
publish-option-refresh = Redessiner ce qui est déjà publié (sinon chaque carte reste telle qu’elle a été publiée).
publish-option-list = La liste des publications, et ce qu’il faut en retirer.
publish-option-withdraw = Retirer la publication de ce dossier : ses fichiers sont supprimés, et le registre le note.
publish-done = Publié dans { $folder } : { $n ->
    [one] { $n } carte
   *[other] { $n } cartes
}.
publish-same = { $folder } est à jour : { $n ->
    [one] { $n } carte
   *[other] { $n } cartes
}, rien n’a changé.
publish-new = Dessiné aujourd’hui : { $names }.
publish-open = Pour voir : ouvrez { $file }. Pour publier : déposez le dossier entier sur votre site.
publish-no-url = L’extrait à coller ne vaut que pour une page déposée dans ce dossier : donnez son adresse avec --url et --refresh.
publish-none = Aucune publication.
publish-line = - { $id }, du { $at }, { $where } : { $n ->
    [one] { $n } carte
   *[other] { $n } cartes
} ({ $names }).
publish-withdrawn = Celle-ci a été retirée le { $at }.
publish-withdraw-done = Publication retirée : ses fichiers sont supprimés de { $folder }.
publish-withdraw-noted = Publication retirée du registre. Son dossier n’est plus là : { $folder }.
publish-withdraw-copies = Supprimez aussi les copies que vous avez déposées ailleurs (connue : { $where }) : { $n ->
    [one] un fichier
   *[other] { $n } fichiers
}.
publish-file = - { $file }
error-publish-one = Choisissez une chose à la fois : -o DOSSIER pour publier, --list pour la liste, ou --withdraw DOSSIER pour retirer.
error-publish-options = Ces cartes sont déjà publiées avec une autre adresse, un autre titre ou un autre choix pour les moteurs de recherche. Ajoutez --refresh pour les redessiner ainsi, ou retirez ces options.
error-publish-nothing = Aucune carte n’est enregistrée pour le public. Enregistrez-en une avec --scope public, ou nommez les cartes à publier.
doctor-name-saved-maps = cartes figées
doctor-name-publications = publications
doctor-saved-maps = « { $map } » : { $warning }
argument-named = l’identifiant ou le nom de la carte enregistrée
argument-save-name = le nom de la carte
argument-question = la question que la carte pose
