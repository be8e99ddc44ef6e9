# La façade : poser une question, corriger, importer, cartographier.
title-MaillageError = Erreur
title-UsageError = Demande mal formée
title-TooLarge = Envoi trop grand
title-InputError = Données refusées
title-NotFound = Introuvable
title-Ambiguous = Plusieurs réponses possibles
title-Forbidden = Accès refusé
title-Unauthenticated = Jeton nécessaire
title-TooManyTries = Trop d’essais
title-Busy = Trop de demandes à la fois
title-Conflict = Les données ont changé
title-StoreError = Base inaccessible
title-StoreMissing = Pas encore de base
reason-missing = cette valeur est nécessaire.
reason-at-least = au moins { $bound }.
reason-at-most = au plus { $bound }.
reason-date = « { $value } » n’est pas une date. Écrivez AAAA-MM-JJ, par exemple 2025-06-30.
reason-integer = « { $value } » n’est pas un nombre entier.
reason-pattern = « { $value } » n’est pas une des valeurs possibles ({ $pattern }).
reason-too-long = au plus { $bound } caractères.
reason-too-many = au plus { $bound } éléments à la fois.
reason-unknown-field = ce champ n’existe pas ici.
reason-json = ce n’est pas du JSON bien formé.
reason-flag = « { $value } » n’est ni true ni false.
reason-form = cette valeur n’a pas la forme attendue.
error-unknown-parameter = Paramètre inconnu : « { $parameter } ». Paramètres possibles : { $known }.
error-unknown-question = Question inconnue : « { $name } ».
error-unknown-scope = Niveau inconnu : « { $scope } ». Niveaux possibles : { $known }.
error-batch-unknown = Aucun import ni correction ne porte l’identifiant « { $id } ».{ READER() ->
        [terminal] {" "}Voyez la liste : maillage imports list
       *[page] {""}
    }
error-batch-undone = « { $id } » est déjà annulé. Pour le rétablir, annulez son annulation{ READER() ->
        [terminal] {" "}(maillage imports list)
       *[page] {""}
    }.
error-edit-scope = Seule l’équipe (niveau internal) peut écrire dans la base.
error-edit-empty = Aucune correction n’a été donnée.
error-edit-one-id = « { $op } » s’applique à une seule fiche à la fois : donnez un identifiant.
error-edit-hide-below = Dites sous quel niveau cacher la fiche : partners (cachée au public) ou internal (cachée au public et aux partenaires).
error-edit-add-what = On peut ajouter : { $known }.
error-edit-add-exists = « { $id } » existe déjà.{ READER() ->
        [terminal] {" "}Pour le corriger : maillage edit { $id } champ=valeur
       *[page] {""}
    }
error-edit-fixed-field = Le champ « { $field } » dit de quelle fiche il s’agit et ne se corrige pas. Retirez cette fiche (deny) et ajoutez-en une autre (add).
error-edit-no-field = Aucun champ à corriger. Champs possibles : { $known }.
error-edit-required = Le champ « { $field } » est nécessaire et ne peut pas être vidé. Pour retirer la fiche : deny.
error-edit-field-form = « { $text } » n’est pas de la forme champ=valeur.
error-edit-refused = « { $field } » : { $reason }
error-edit-two-actors = « { $op } » s’applique à deux acteurs : donnez deux identifiants.
error-edit-same-already = Ces deux identifiants désignent déjà le même acteur : { $id }.
error-edit-two-sirens = Ces acteurs ont deux SIREN différents ({ $sirens }) : ce sont deux personnes morales. Corrigez d’abord le SIREN qui est faux.
error-edit-different-self = Donnez deux fiches différentes de cet acteur : { $members }.
error-edit-which-type = « { $id } » désigne plusieurs fiches. { READER() ->
        [terminal] Précisez --type :
       *[page] Précisez le type :
    } { $known }.
error-many-end = Cet import complet mettrait fin à { $ended } données sur { $held } de sa source{ $others ->
        [0] {""}
        [one] , et à une autre, venant d’une autre source
       *[other] , et à { $others } autres, venant d’autres sources
    }. Rien n’est écrit. Si c’est voulu, { READER() ->
        [terminal] confirmez (--yes).
       *[page] confirmez.
    }
error-export-format = « { $name } » : l’export s’écrit dans un fichier { $known }. Donnez l’un de ces noms.
error-export-log = Le journal (.json) contient tout ce que l’équipe sait, depuis le début : il s’exporte entier, sans filtre ni portée plus étroite. Pour une partie, choisissez .xlsx, .zip, .graphml ou .gexf.
error-log-format = { $file } est un journal d’une autre version (format { $found }). Exportez-le de nouveau avec la même version de Maillage.
error-log-damaged = { $file } commence comme un journal de Maillage mais est abîmé ou incomplet : rien n’en est lu. Exportez-le de nouveau.
error-log-alone = { $file } est le journal entier d’une base : il s’importe seul et sans option { $options }.
error-map-one-subject = Une carte montre un acteur (focus), des chemins (path) ou un projet (project), un seul à la fois.
error-map-depth = La profondeur d’une carte est 1 ou 2.
error-map-path-two = Les chemins vont d’un acteur à un autre : donnez « path » deux fois.
error-map-format = « { $file } » : une carte s’écrit en { $known }.
problem-waiting_end = « { $value } » n’est pas (encore) dans la base. La ligne est gardée et comptera dès que ce sera le cas : importez ce qui manque.
problem-waiting_unknown = { $what ->
    [actor] Acteur inconnu
    [project] Projet inconnu
   *[either] Acteur ou projet inconnu
 } : « { $value } ». { $near ->
    [none] La ligne est gardée et comptera dès que cet identifiant sera dans la base. Vérifiez l’orthographe, voyez si sa ligne a été rejetée plus haut, ou importez ce qui manque.
   *[other] Vouliez-vous dire { $near } ? Corrigez, puis importez de nouveau. En attendant, la ligne est gardée et comptera si cet identifiant arrive dans la base.
 }
problem-waiting_other = « { $value } » est { $type ->
    [actor] un acteur
   *[project] un projet
 } : il ne peut pas être dans la colonne « { $column } ». La ligne est gardée sans compter. Corrigez la case.
problem-waiting_denied = « { $value } » a été retiré par l’équipe. La ligne est gardée et comptera s’il est rétabli.
problem-unknown_reference = { $what ->
    [actor] Acteur inconnu
    [project] Projet inconnu
   *[either] Acteur ou projet inconnu
 } : « { $value } ». { $near ->
    [none] Il comptera ici dès que cet identifiant sera dans la base.
   *[other] Vouliez-vous dire { $near } ? Il comptera ici si cet identifiant arrive dans la base.
 }
problem-ambiguous_name = « { $value } » ({ $column }) est le nom de plusieurs fiches : { $list }. Écrivez l’identifiant de celle que vous voulez dire.
map-title-ego = { LE-DEBUT($name) } et ses partenaires
map-title-network = Qui travaille avec qui
map-title-paths = { DE-DEBUT($a) } { A($b) }
map-partners-left = { $n ->
    [one] { $n } partenaire au lien plus faible n’est pas montré : la fiche de l’acteur le donne.
   *[other] { $n } partenaires aux liens plus faibles ne sont pas montrés : la fiche de l’acteur les donne tous.
}
problem-unheard = « { $name } » : ce que l’équipe en a dit ({ $word }) ne vaut pas pour { $scopes }, qui ne voient pas que deux fiches sont le même acteur. Si cela doit valoir pour tous, saisissez-le aussi pour { $id }.
problem-made_nothing = Aucune fiche n’est créée : { $n ->
        [one] la ligne acceptée ne nomme
       *[other] les { $n } lignes acceptées ne nomment
    } personne qui soit dans ces données. Importez d’abord ceux qu’elles nomment, ou, si le fichier contient des noms sans identifiants, { READER() ->
        [terminal] annulez cet import et dites ce que sont les colonnes : maillage map-columns
       *[page] annulez cet import et dites ce que sont les colonnes.
    }
problem-older_than_known = { $n ->
    [one] { $n } ligne ne change rien
   *[other] { $n } lignes ne changent rien
} : leur source a déjà fourni des données plus récentes. Si ce fichier est le plus récent, { READER() ->
        [terminal] donnez sa date avec --updated.
       *[page] donnez sa date (« Date de la source »).
    }
error-replace-older = { $n } lignes de cet import complet sont plus anciennes que les données que leur source a déjà fournies. Rien n’est écrit. { READER() ->
        [terminal] Donnez la date du fichier avec --updated, ou importez-le sans --replace.
       *[page] Donnez la date du fichier (« Date de la source »), ou décochez « Fichier complet ».
    }
noted = { $said }
noted-more = { $said }…
noted-set = { $n ->
    [one] { $gender ->
        [f] { $name } : { $fields } corrigée
       *[m] { $name } : { $fields } corrigé
    }
   *[other] { $name } : { $fields } corrigés
}
noted-changed = { $name } : fiche corrigée
noted-row = { $name } : fiche ajoutée
noted-deny = { $name } : fiche retirée
noted-affirm = { $name } : fiche rétablie
noted-hide = { $name } : fiche cachée
noted-same = { $names } : réunis en un seul acteur
noted-different = { $names } : séparés
