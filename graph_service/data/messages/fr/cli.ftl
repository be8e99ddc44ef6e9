# La ligne de commande.
cli-title = Maillage : qui travaille avec qui. Importe des acteurs, des projets et des partenariats, et répond avec ses preuves.
cli-demo = Servir un réseau inventé du Centre-Val de Loire (CVL-demo) dans une base neuve, et l’ouvrir dans le navigateur.
cli-serve = Servir la base : la page dans le navigateur, et l’API sous /api/v1.
cli-template = Écrire le modèle vide : un classeur .xlsx, un dossier de fichiers CSV, ou un .zip.
cli-import = Importer des fichiers : le modèle (classeur .xlsx, dossier ou .zip de CSV), ou un fichier d’une correspondance connue.
cli-imports = Voir et annuler ce qui a été importé ou corrigé.
cli-imports-list = La liste des imports, corrections et annulations, du plus récent au plus ancien.
cli-imports-show = Un import en détail.
cli-imports-undo = Annuler un import ou une correction : le réseau redevient ce qu’il serait sans lui.
cli-export = Écrire les données dans le modèle : un classeur .xlsx, ou un .zip de fichiers CSV.
cli-map = Dessiner une carte dans un fichier qui s’ouvre sans réseau.
cli-add = Ajouter une fiche : actor, project, participation, partnership, funding, function, theme ou territory, puis champ=valeur.
cli-edit = Corriger des champs d’une fiche : champ=valeur (valeur vide pour effacer).
cli-deny = Retirer une fiche : aucune source ne la fera revenir, sauf « affirm ».
cli-affirm = Rétablir une fiche retirée.
cli-hide = Cacher une fiche aux lecteurs en dessous d’un niveau (--below partners la cache au public).
cli-merge = Dire que deux acteurs n’en font qu’un. Se défait par « imports undo » ou « split ».
cli-split = Dire que deux fiches d’acteur sont différentes, quoi que disent leurs identifiants.
option-store = La base : le chemin de son fichier, ou une adresse comme neo4j://serveur:7687 (sinon $MAILLAGE_STORE, sinon maillage.db).
option-lang = Langue des réponses : fr ou en.
option-json = Répondre par un document JSON, et rien d’autre, sur la sortie standard.
option-scope = Ce que voit le lecteur : public, partners ou internal (défaut).
option-output = Le fichier à écrire.
option-as = La correspondance à utiliser (sinon reconnue d’après les colonnes).
option-source = La source : « Producteur - titre ».
option-updated = Date de la source : AAAA, AAAA-MM ou AAAA-MM-JJ.
option-licence = Licence de la source.
option-visibility = Qui peut voir : public, partners ou internal.
option-ids = Identifiants partagés par tous (shared) ou propres à ce fichier (own).
option-replace = Fichier complet : ce que sa source n’y dit plus est supprimé.
option-dry-run = Montrer ce qui changerait, sans rien écrire.
option-strict = Tout refuser dès qu’une ligne est rejetée.
option-yes = Accepter que plus d’un dixième des données de la source prenne fin, ou que les corrections d’un export en retirent ou renomment autant ; prendre une colonne qui semble avoir été triée ou recopiée seule.
option-allow-personal = Accepter des adresses ou téléphones de personnes, pour la raison donnée.
option-focus = L’acteur au centre de la carte.
option-depth = 1 : ses partenaires ; 2 : aussi les leurs.
option-path = Les chemins d’un acteur à un autre.
option-project = Un projet, qui y participe et qui y manque.
option-type = Le type de fiche, si l’identifiant en désigne plusieurs.
option-below = Le premier niveau qui la voit encore.
option-port = Le port (8765, ou le premier libre après lui ; 0 : n’importe lequel).
option-host = L’adresse d’écoute. Une autre que 127.0.0.1 demande MAILLAGE_TOKEN.
option-no-browser = Ne pas ouvrir le navigateur.
option-no-token = Ne demander aucun jeton : tout utilisateur de cette machine peut lire et écrire.
option-workers = Le nombre de processus qui répondent. Chacun garde le graphe en mémoire pour lui.
cli-error = Erreur : { $detail }
cli-problem = - { $mark } : { $file } { $sheet } ligne { $row } { $column } : { $message }
cli-rejected = ligne rejetée
cli-remark = remarque
cli-problem-row = - { $mark } : { $file } { $sheet } ligne { $row } : { $message }
cli-problem-whole = - { $file } { $sheet } : { $message }
cli-problems-more = … et { $n ->
    [one] une autre remarque
   *[other] { $n } autres remarques
 } (--json les donne toutes).
cli-rejected-more = … et { $n ->
    [one] une autre ligne rejetée
   *[other] { $n } autres lignes rejetées
 } (--json les donne toutes).
cli-progress = { $file } : { $n ->
    [one] { $n } ligne lue
   *[other] { $n } lignes lues
}
cli-progress-of = { $file } : { $n } lignes lues sur { $all } environ, { $rate } par seconde, encore { $left } s
cli-progress-writing = Enregistrement de { $n ->
    [one] { $n } énoncé
   *[other] { $n } énoncés
}…
cli-preparing = Préparation du calcul, une seule fois sur cette machine…
cli-written = Écrit : { $files }
cli-exported = { $n ->
    [one] { $n } ligne écrite
   *[other] { $n } lignes écrites
} dans { $file }.
cli-mapped = Carte écrite dans { $file } : { $actors ->
    [one] { $actors } acteur
   *[other] { $actors } acteurs
}, { $lines ->
    [one] { $lines } trait
   *[other] { $lines } traits
}.
import-file = { $file } : { $read ->
    [one] { $read } ligne lue
   *[other] { $read } lignes lues
}, { $accepted ->
    [one] { $accepted } acceptée
   *[other] { $accepted } acceptées
}, { $rejected ->
    [one] { $rejected } rejetée
   *[other] { $rejected } rejetées
}.
import-sheet = { $file }, feuille { $sheet }
import-nothing = Aucune ligne à importer : les feuilles ne contiennent que leurs en-têtes.
import-unused = Colonnes non utilisées : { $columns }.
import-created = Créé : { $counts }.
import-updated = Modifié : { $counts }.
import-unchanged = Inchangé : { $counts }.
import-withdrawn = Retiré : { $counts }.
import-done = Import { $id } enregistré (révision { $revision }). Pour l’annuler : maillage imports undo { $id }
import-dry = Essai : rien n’est enregistré.
count-actors = { $n ->
    [one] { $n } acteur
   *[other] { $n } acteurs
}
count-projects = { $n ->
    [one] { $n } projet
   *[other] { $n } projets
}
count-participations = { $n ->
    [one] { $n } participation
   *[other] { $n } participations
}
count-partnerships = { $n ->
    [one] { $n } partenariat
   *[other] { $n } partenariats
}
count-fundings = { $n ->
    [one] { $n } financement
   *[other] { $n } financements
}
imports-line = { $id } · { $at } · { $kind } · { $files } · { $state }
imports-head = { $id } ({ $at }) : { $n ->
    [one] { $n } déclaration
   *[other] { $n } déclarations
}, { $state }.
imports-reason = - { $code } : { $n }
batch-import = import
batch-edit = correction
batch-undo = annulation
batch-live = en vigueur
batch-undone = annulé
undo-done = { $id } annulé (révision { $revision }). Le réseau est tel qu’il serait sans lui.
words-wait = { $n ->
    [one] Une information attend sa fiche
   *[other] { $n } informations attendent leur fiche
} : { $words }
edit-done = { $op ->
    [add] Ajouté
    [deny] Retiré
    [affirm] Rétabli
    [hide] Caché
    [same] Réunis
    [different] Séparés
   *[set] Corrigé
} ({ $id }, révision { $revision }). Pour annuler : maillage imports undo { $id }
edit-added = Identifiant : { $id }
demo-where = La base de démonstration est ici : { $path }
serve-at = Ouvrez cette adresse (Ctrl+C pour arrêter) : { $url }
serve-at-token = Ouvrez cette adresse et donnez-y le jeton de MAILLAGE_TOKEN (Ctrl+C pour arrêter) : { $url }
serve-secret-not-kept = Les navigateurs devront redonner le jeton au prochain démarrage : rien ne peut être gardé dans { $folder } ({ $reason }). Choisissez un autre dossier avec MAILLAGE_CONFIG.
serve-no-token = ATTENTION : aucun jeton n’est demandé. Tout utilisateur de cette machine peut lire et modifier la base.
error-usage = { $detail } Aide : { $command } --help
usage-no-option = L’option { $name } n’existe pas ici.{ $near ->
    [none] {""}
   *[other] {" "}Vouliez-vous dire { $near } ?
}
usage-missing = Il manque { $name }.
usage-needs-value = L’option { $name } attend une valeur.
usage-no-value = L’option { $name } ne prend pas de valeur.
usage-too-many = Il y a des mots de trop : { $words }. Un nom de plusieurs mots s’écrit entre guillemets.
usage-which-command = Il manque la commande. Commandes : { $known }.
argument-id = l’identifiant ou le nom
argument-type = le type de ce qui est ajouté (actor, project, participation…)
argument-fields = au moins un champ (champ=valeur)
argument-paths = le fichier
argument-batch = l’identifiant de l’import (voir « maillage imports list »)
argument-one = le premier acteur
argument-other = le second acteur
argument-from = l’acteur de départ
argument-to = l’acteur d’arrivée
argument-actor-id = l’acteur (son identifiant ou son nom)
argument-project-id = le projet (son identifiant ou son titre)
argument-copy-to = la base d’arrivée (--to)
argument-text = le texte
argument-output = le fichier à écrire (-o)
argument-below = le niveau (--below)
usage-choice = { $name } doit être { $known }.
usage-bad = La valeur de { $name } ne convient pas{ $expected ->
    [integer] {" "}: il faut un nombre entier
   *[other] {""}
}.
usage-no-command = La commande « { $name } » n’existe pas.{ $near ->
    [none] {""}
   *[other] {" "}Vouliez-vous dire { $near } ?
} Commandes : { $known }.
error-file-failed = { $file } n’a pas pu être lu ou écrit : { $reason }
error-temp-folder = Aucun dossier temporaire ne peut être écrit, peut-être parce que le disque est plein. Rien n’a été modifié. Libérez de la place, ou indiquez un dossier par la variable TMPDIR (sous Windows : TEMP).
reason-no-folder = ce dossier n’existe pas. Créez-le, ou indiquez un autre emplacement.
reason-is-folder = c’est un dossier. Indiquez un nom de fichier.
reason-no-right = vous n’avez pas le droit d’écrire là. Indiquez un autre emplacement.
reason-no-room = le disque est plein. Libérez de la place, puis recommencez.
serve-next-port = Le port { $taken } est déjà pris : c’est le { $port }.
error-demo-store-used = { $url } contient déjà des données : la démonstration veut une base à elle. Donnez un autre nom, ou rien (--store).
option-full = Tout montrer : ce qui est replié sur la page, et les sources.
option-many = Répétable.
option-answer-file = Écrire la réponse dans ce fichier ; sa fin dit le format : .html, .docx, .xlsx, .csv, .svg, .png, .pdf, .graphml, .gexf ou .json.
option-file-rows = Dire aussi dans quelles lignes de quels fichiers se trouve chaque chose.
cli-answer-written = { $file } écrit : { $holds }.
cli-ask = Poser une question comme elle vient : « de Vierzon à Dreux sans la Région ».
argument-ask-sentence = la question
asked-metavar = QUESTION
asked-understood = Compris : { $sentence }
cli-asked-nothing = Cette question n’a pas été comprise. Nommez un acteur, un projet, un thème ou un lieu ; maillage --help liste les questions.
asked-offered = { $n ->
    [one] La question n’est pas tout à fait comprise. La plus proche :
   *[other] La question peut se lire de plusieurs façons :
}
asked-line = - { $title } : { $command }
asked-unread-line = {"  "}mots non lus : { $words }
