# Les cartes enregistrées (graph/saved, visualisations/frozen.py).

saved-frozen-on = Carte figée le { $at } ; données au { $as_of }.
error-frozen-version = Cette carte figée est d’une autre version de Maillage (format { $version } ; celui-ci lit le format { $known }). Mettez Maillage à jour, ou enregistrez la carte de nouveau.
error-frozen-unread = Cette carte figée ne se lit plus : { $reason }. Enregistrez-la de nouveau, ou reprenez la base d’une sauvegarde.
error-saved-format = La carte enregistrée { $id } est d’une autre version de Maillage (format { $format } ; celui-ci lit le format { $known }). Mettez Maillage à jour.
error-saved-unread = La carte enregistrée { $id } ne se lit plus : la valeur de « { $field } » ne convient pas. Reprenez la base d’une sauvegarde, ou supprimez cette carte.
error-saved-name = Il faut un nom à une carte, de { $most } caractères au plus.
error-saved-taken = Une carte s’appelle déjà « { $name } ». { READER() ->
    [terminal] Choisissez un autre nom, ou remplacez-la avec --replace.
   *[page] Choisissez un autre nom, ou cochez « Remplacer la carte de ce nom ».
}
error-saved-moved = La carte « { $name } » a été enregistrée de nouveau depuis que vous l’avez ouverte. Regardez-la avant de la supprimer.
error-saved-telling = Le nom « { $name } » parle de « { $record } », que ne voit pas { $scope }. Choisissez un autre nom, ou enregistrez la carte pour l’équipe.
error-saved-unknown = Aucune carte enregistrée ne s’appelle « { $text } » parmi celles que vous pouvez voir. { READER() ->
    [terminal] maillage maps list les montre.
   *[page] La page « Cartes » les montre.
}
error-saved-no-picture = L’image de cette carte figée manque dans la base ({ $picture }). Supprimez la carte, ou reprenez la base d’une sauvegarde.
error-saved-live = « { $name } » n’est pas figée : elle montre toujours l’état du jour, et n’a pas d’avant. Figez une carte pour pouvoir comparer.
saved-live = Vivante : elle montre l’état du jour.
saved-more = { $n ->
    [one] un autre
   *[other] { $n } autres
}
saved-holds-hidden = Elle montre ce qui a été caché depuis : { $names }. Seule l’équipe la voit encore : supprimez-la, ou enregistrez-la de nouveau.
saved-holds-gone = Elle montre ce qui n’est plus dans les données : { $names }.
# Ce qui a changé entre deux images d’une même question (visualisations/changes.py).
changes-title = Ce qui a changé : { $name }
changes-between = Du { $before } au { $after }.
changes-none = Rien n’a changé sur cette carte.
changes-pair = { $a } – { $b }
changes-actors-new = { $n ->
    [one] Un nouvel acteur
   *[other] { $n } nouveaux acteurs
} : { $names }.
changes-actors-gone = { $n ->
    [one] Un acteur n’est plus
   *[other] { $n } acteurs ne sont plus
} sur la carte : { $names }.
changes-others-new = { $n ->
    [one] Un élément nouveau
   *[other] { $n } éléments nouveaux
} : { $names }.
changes-others-gone = { $n ->
    [one] Un élément n’est plus
   *[other] { $n } éléments ne sont plus
} sur la carte : { $names }.
changes-ties-new = { $n ->
    [one] Un nouveau lien
   *[other] { $n } nouveaux liens
} : { $names }.
changes-ties-gone = { $n ->
    [one] Un lien n’est plus
   *[other] { $n } liens ne sont plus
} sur la carte : { $names }.
changes-ties-stronger = { $n ->
    [one] Un lien est plus fort
   *[other] { $n } liens sont plus forts
} : { $names }.
changes-ties-weaker = { $n ->
    [one] Un lien est plus faible
   *[other] { $n } liens sont plus faibles
} : { $names }.
changes-lines-new = { $n ->
    [one] Un nouveau trait
   *[other] { $n } nouveaux traits
} : { $names }.
changes-lines-gone = { $n ->
    [one] Un trait n’est plus
   *[other] { $n } traits ne sont plus
} sur la carte : { $names }.
changes-kept = Restent sur la carte : { $nodes ->
    [one] { $nodes } élément
   *[other] { $nodes } éléments
} et { $lines ->
    [one] { $lines } trait
   *[other] { $lines } traits
}.
changes-what = Changement
changes-who = Qui
changes-before = Avant
changes-after = Maintenant
changes-row-node-new = nouveau
changes-row-node-gone = n’y est plus
changes-row-line-new = lien nouveau
changes-row-line-gone = lien disparu
changes-row-line-stronger = lien plus fort
changes-row-line-weaker = lien plus faible

# Les pages des cartes enregistrées.
web-maps = Cartes
web-maps-title = Cartes enregistrées
web-maps-about = Une carte vivante montre l’état du jour ; une carte figée garde son image, et dit ce qui a changé depuis.
web-maps-none = Aucune carte enregistrée. Posez une question, puis choisissez « Enregistrer cette carte ».
web-maps-all = Toutes les cartes
web-maps-back = Revenir à la carte
web-maps-asked = La question
web-maps-files = Télécharger
web-maps-changes = Ce qui a changé depuis
web-maps-delete = Supprimer la carte
web-maps-delete-frozen = Son image figée sera perdue : elle ne se refait pas si les données ont changé.
web-maps-delete-live = Sa question peut être posée et enregistrée de nouveau.
web-maps-save = Enregistrer cette carte
web-maps-save-do = Enregistrer
web-maps-name = Nom de la carte
web-maps-replace = Remplacer la carte de ce nom
web-maps-state = Vivante ou figée
web-maps-frozen = Figée
web-maps-frozen-help = Elle garde son image d’aujourd’hui, quoi que deviennent les données : pour un rapport.
web-maps-live = Vivante
web-maps-live-help = La question est posée de nouveau à chaque ouverture.
web-maps-for = Pour qui
saved-for-public = Tous : elle ne montre que ce qui est public, et peut être publiée.
saved-for-partners = Les partenaires : elle ne montre que ce qu’ils voient.
saved-for-internal = L’équipe : elle montre tout.
web-maps-for-help = Le nom se lit aussi : il ne doit rien dire de ce que ces lecteurs ne voient pas.
web-maps-preset = Format de page
web-maps-preset-none = Sans format

# Les publications (graph/saved/publishing.py, visualisations/publication).
publication-title = Cartes
publication-about = Chaque carte est figée : elle montre les données à la date dite, et ne change plus.
publication-page = Carte interactive
publication-embed = Montrer cette carte sur une page
publication-embed-how = Collez cet extrait dans votre page.
publication-embed-relative = Il ne vaut que pour une page déposée dans ce même dossier.
publication-sources = Sources
publication-made = Fait avec Maillage. Ce qui manque dans les données ne manque pas forcément dans la réalité.
publication-column-a = De
publication-column-b = À
publication-column-said = Nature du trait
publication-column-evidence = Repose sur
publish-shows-hidden = « { $map } » montre ce qui a été caché depuis : { $names }. À supprimer : { $where }
publish-shows-gone = « { $map } » montre ce qui n’est plus dans les données : { $names }. Voyez s’il faut la supprimer : { $where }
error-publish-not-folder = { $folder } est un fichier. Choisissez un dossier vide ou nouveau.
error-publish-foreign = Le dossier { $folder } contient autre chose qu’une publication ({ $names }). Rien n’a été écrit. Choisissez un dossier vide ou nouveau.
error-publish-other = Le dossier { $folder } contient une publication que cette base ne connaît pas, ou qui a été retirée. Rien n’a été écrit. Choisissez un autre dossier, ou supprimez celui-ci.
error-publish-here = On ne peut pas remplacer le dossier où se fait la commande ({ $folder }). Choisissez un autre dossier, ou lancez la commande d’ailleurs.
error-publish-url = « { $url } » n’est pas l’adresse d’un dossier sur le web. Écrivez par exemple https://exemple.fr/cartes/
error-publish-refused = Rien n’a été publié : { $n ->
    [one] une carte montre ou nomme
   *[other] { $n } cartes montrent ou nomment
} ce que ne voit pas le public, ou ne se dessine pas.
error-publish-hidden = Elle montre ce qui a été caché au public depuis : { $names }. Supprimez-la des endroits où elle est publiée, puis enregistrez-la de nouveau.
error-publish-telling = Son nom parle de « { $record } », que ne voit pas le public. Enregistrez-la sous un autre nom.
error-publish-frozen-for = Elle est figée telle que la voit { $scope }. Enregistrez-la de nouveau, figée pour le public.
error-publish-unseen = Le public ne peut pas la voir : { $reason }
error-publish-less = Le public en verrait moins que { $scope }. Si cela convient, enregistrez-la pour le public, regardez-la, puis publiez-la.
error-publish-deleted = La carte « { $name } », déjà publiée, n’est plus enregistrée : elle ne peut pas être redessinée. Retirez la publication, ou nommez les cartes à redessiner.
error-publish-lost = Les fichiers gardés de la publication { $id } manquent ou diffèrent ({ $file }). Retirez-la et publiez ses cartes de nouveau, ou reprenez la base d’une sauvegarde.
error-publish-unknown = Aucune publication en cours ne va avec « { $text } ». La liste des publications les montre.
saved-still-frozen = La carte figée « { $name } » le montre encore. Supprimez-la, ou enregistrez-la de nouveau, si elle ne doit plus le montrer.
saved-still-published = La carte publiée « { $name } » le montre encore. S’il ne doit plus être vu, supprimez-la d’ici : { $where } et de tout endroit où elle a été copiée.
