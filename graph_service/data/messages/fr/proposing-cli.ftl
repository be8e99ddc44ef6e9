### La commande map-columns.

cli-map-columns = Proposer ce que sont les colonnes d’un fichier inconnu, et la correspondance qui le lit
option-mapping-output = Écrire la correspondance dans ce fichier YAML
option-mapping-column = Ce qu’est une colonne : "EN-TÊTE=SENS", autant de fois qu’il faut
option-mapping-split = Ce qui sépare plusieurs noms dans une case : "EN-TÊTE=/ ,", "EN-TÊTE=et", ou "EN-TÊTE=" si chaque case n’a qu’un nom
option-mapping-name = L’identifiant de la correspondance
option-mapping-save = Garder la correspondance pour la prochaine fois
option-mapping-about = Ce dont parle une ligne
option-mapping-read-rows = Lire quand même ces lignes, qui semblent n’être pas des fiches
option-mapping-header = La ligne des en-têtes (0 : le fichier n’en a pas)
option-mapping-sheet = La feuille ou le tableau à lire, si le fichier en a plusieurs
option-mapping-funder = Qui finance, si aucune colonne ne le dit
option-mapping-role = Le rôle des organismes, si aucune colonne ne le dit
option-mapping-actor-kind = Le type des organismes dont rien ne dit le type
option-mapping-project-kind = Le type des projets
option-mapping-partnership-kind = Le type des liens
option-mapping-decimal = Le signe devant les décimales, si une colonne de montants ne le dit pas
option-mapping-source = De qui vient le fichier : "Producteur - titre"
option-mapping-licence = La licence du fichier
proposing-file = { $file } : { $row ->
        [0] { "" }
       *[other] en-têtes à la ligne { $row },{" "}
    }{ $n ->
        [one] une ligne
       *[other] { $n } lignes
    }.
proposing-sheet = { $file }, feuille « { $sheet } » : { $row ->
        [0] { "" }
       *[other] en-têtes à la ligne { $row },{" "}
    }{ $n ->
        [one] une ligne
       *[other] { $n } lignes
    }.
proposing-other-sheets = Autres feuilles : { $names } (--sheet en choisit une).
proposing-rows-about = Une ligne décrit { $about }.
proposing-column = { $header } : { $meaning }{ $idle ->
        [yes] , mais n’entre dans aucune fiche
       *[no] { "" }
    }{ $n ->
        [0] { "" }
       *[other] {" "}({ $reasons })
    }{ $others ->
        [0] .
       *[other] . Sinon : { $alternatives }.
    }
proposing-odd-left = Mises de côté : { $odd }. Pour les lire quand même : --read-rows { $name }
proposing-odd-read = Lues quand même : { $odd }.
proposing-personal = { $header } : laissée de côté. { $reason }.
proposing-no-records = Aucune fiche n’est possible pour l’instant.
proposing-written = La correspondance est écrite dans { $file }.
proposing-next = Pour importer : maillage import { $file } --as { $mapping }
proposing-choices = { $message } Valeurs possibles ({ $option }) : { $choices }.
error-no-such-column = Aucune colonne ne s’appelle « { $text } ». Colonnes : { $known }.
error-column-option = « { $text } » ne se lit pas : écrivez --column "EN-TÊTE=SENS", par exemple --column "Bénéficiaire=org_name:recipient".
error-no-such-sheet = { $file } n’a pas de feuille « { $text } ». Feuilles : { $known }.
error-nothing-to-map = { $file } n’a pas de ligne à lire : aucun tableau à décrire.
error-no-mapping-yet = Aucune correspondance n’est possible pour l’instant : { $missing }
proposing-decimal = Si ce sont des décimales : --decimal "{ $sign }"
proposing-split = Pour ne pas les séparer : --split "{ $header }="
error-split-option = « { $text } » ne se lit pas : écrivez --split "EN-TÊTE=SIGNES", par exemple --split "Partenaires=/ ,". Signes possibles : { $known }.
