# Les cartes enregistrées (graph/saved, visualisations/frozen.py).

saved-frozen-on = Carte figée le { $at } ; données au { $as_of }.
error-frozen-version = Cette carte figée est d’une autre version de Maillage (format { $version } ; celui-ci lit le format { $known }). Mettez Maillage à jour, ou enregistrez la carte de nouveau.
error-frozen-unread = Cette carte figée ne se lit plus : { $reason }. Enregistrez-la de nouveau, ou reprenez la base d’une sauvegarde.
error-saved-format = La carte enregistrée { $id } est d’une autre version de Maillage (format { $format } ; celui-ci lit le format { $known }). Mettez Maillage à jour.
error-saved-unread = La carte enregistrée { $id } ne se lit plus : la valeur de « { $field } » ne convient pas. Reprenez la base d’une sauvegarde, ou supprimez cette carte.
error-saved-name = Il faut un nom à une carte, de { $most } caractères au plus.
error-saved-preset = Aucun format de page ne s’appelle « { $preset } ». Choisissez { $known }.
error-saved-taken = Une carte s’appelle déjà « { $name } ». { READER() ->
    [terminal] Choisissez un autre nom, ou remplacez-la avec --replace.
   *[page] Choisissez un autre nom, ou cochez « Remplacer la carte de ce nom ».
}
error-saved-telling = Le nom « { $name } » parle de « { $record } », que ne voit pas { $scope }. Choisissez un autre nom, ou enregistrez la carte pour l’équipe.
error-saved-unknown = Aucune carte enregistrée ne s’appelle « { $text } » parmi celles que vous pouvez voir. { READER() ->
    [terminal] maillage maps list les montre.
   *[page] La page « Cartes » les montre.
}
error-saved-no-picture = L’image de cette carte figée manque dans la base ({ $picture }). Supprimez la carte, ou reprenez la base d’une sauvegarde.
error-saved-live = « { $name } » n’est pas figée : elle montre toujours l’état du jour, et n’a pas d’avant. Figez une carte pour pouvoir comparer.
