error-no-such-file = Le fichier { $file } n’existe pas ou n’est pas lisible. Vérifiez le chemin.
error-no-files = Aucun fichier à importer. Donnez au moins un classeur (.xlsx), un fichier CSV, un zip ou un dossier.
error-no-tables = { $file } ne contient ni classeur (.xlsx, .ods, .xls), ni fichier CSV, JSON ou Parquet. Mettez-y un classeur, ou un fichier par feuille, par exemple actors.csv.
error-too-many-files = { $file } contient { $n } fichiers, plus que les { $limit } admis. Importez-le en plusieurs fois.
error-too-large = { $file } dépasse { $limit } Mo une fois décompressé. Il n’est pas lu, pour ménager la mémoire. Découpez-le ou, pour qui gère l’installation, relevez la limite (MAILLAGE_MAX_FILE_MB).
error-damaged-archive = L’archive { $file } est abîmée, ou protégée par un mot de passe. Refaites-la sans mot de passe.
error-empty-file = { $file } est vide : il y faut au moins une ligne d’en-têtes.
error-binary-file = { $file } n’est pas un texte : ce n’est pas un fichier CSV. Ouvrez-le dans un tableur et enregistrez-le au format CSV (UTF-8).
error-too-many-columns = { $file } a { $n } colonnes, plus que les { $limit } admises. Vérifiez le séparateur, ou retirez des colonnes.
error-cell-too-long = { $file }, ligne { $row } : une case dépasse { $limit } caractères. Un guillemet ouvert n’est sans doute jamais refermé. Corrigez-le.
error-bad-mapping = La correspondance { $file } ne peut pas être lue : { $reason }
error-unknown-mapping = Correspondance inconnue : « { $mapping } ». Utilisez { $known }, ou le chemin d’un fichier .yaml.
error-mapping-does-not-fit = { $file } n’a pas les colonnes que la correspondance « { $mapping } » attend. Colonnes trouvées : { $columns }. { READER() ->
        [terminal] Choisissez une autre correspondance avec --as.
       *[page] Choisissez une autre correspondance.
    }
error-unknown-file = { $file } n’est reconnu ni comme une feuille du modèle ni par une correspondance. Colonnes trouvées : { $columns }. Si ce ne sont pas des en-têtes, mettez-en une ligne au-dessus. { READER() ->
        [terminal] Décrivez ses colonnes : maillage map-columns { $file } les propose.
       *[page] Dites ce que sont ses colonnes : la page les propose.
    }
error-missing-columns = { $file } est lu comme la feuille « { $sheet } » du modèle, mais des colonnes obligatoires y manquent : { $columns }. Ajoutez-les. Si le fichier n’a pas de ligne d’en-têtes, mettez-en une au-dessus de ses lignes.
error-template-target = Le modèle s’écrit dans un classeur .xlsx, un dossier ou un fichier .zip, pas dans { $file }. Donnez par exemple « modele.xlsx ».
error-template-exists = { $file } existe déjà et n’est pas remplacé. Choisissez un autre nom.
error-empty-source = « { $source } » ne nomme pas de source. Écrivez « Producteur - titre ».
error-reserved-source = « { $source } » ne peut pas être une source : ce nom est réservé à ce que l’équipe saisit elle-même. Choisissez-en un autre.
error-bad-updated = « { $value } » n’est pas une date. Écrivez AAAA, AAAA-MM ou AAAA-MM-JJ.
error-bad-ids = « { $value } » n’est pas un choix d’identifiants. Écrivez shared (communs à tous) ou own (propres à ce fichier).
error-personal-data = Rien n’est importé : { $n ->
    [one] une case contient
   *[other] { $n } cases contiennent
} une adresse électronique, un numéro de téléphone ou de sécurité sociale ({ $columns }). { READER() ->
        [terminal] Retirez-les, ou donnez la raison de les garder avec --allow-personal.
       *[page] Retirez-les du fichier.
    }
error-personal-file-name = Rien n’est importé : le nom du fichier ou du dossier ({ $file }) contient une adresse électronique, un numéro de téléphone ou de sécurité sociale, et les lecteurs le verraient comme source. Renommez-le, ou dites qui est la source { READER() ->
        [terminal] avec --source.
       *[page] sous « Source ».
    }
error-declared-persons = Rien n’est importé : le fichier dit lui-même { $n ->
    [one] qu’un acteur est une personne
   *[other] que { $n } acteurs sont des personnes
} (colonnes : { $columns }). { READER() ->
        [terminal] Retirez-les, ou donnez la raison de les garder avec --allow-personal.
       *[page] Retirez-les du fichier.
    }
error-ids-of-another = Rien n’est importé : { $n ->
    [one] un identifiant désigne
   *[other] { $n } identifiants désignent
} déjà un autre acteur dans une autre source ({ $ids }). { READER() ->
        [terminal] Importez avec --ids own, pour que les identifiants de ce fichier lui restent propres.
       *[page] Changez ces identifiants dans le fichier.
    }
error-strict-rejected = Rien n’est importé : { $n ->
    [one] une ligne
   *[other] { $n } lignes
} sur { $read } ne peuvent pas être prises, et l’import les voulait toutes. { READER() ->
    [terminal] Corrigez-les, ou importez sans --strict.
   *[page] Corrigez-les.
}
problem-missing_value = La colonne « { $column } » doit être remplie. Complétez la case.
problem-unknown_field = « { $field } » n’est pas un champ ici. Champs possibles : { $known }.
problem-bad_date = « { $value } » n’est pas une date ({ $column }). Écrivez par exemple 2024, 2024-03 ou 15/03/2024.
problem-bad_number = « { $value } » n’est pas un nombre ({ $column }). Écrivez par exemple 1 234,56.
problem-bad_integer = « { $value } » n’est pas un nombre entier ({ $column }). Écrivez par exemple 25.
problem-out_of_range = Ce nombre est hors des valeurs possibles pour « { $column } », qui vont de { $low } à { $high }. Vérifiez-le.
problem-reversed_dates = Le début ({ $start }) est après la fin ({ $end }). Corrigez l’une des deux dates.
problem-unknown_kind = Type inconnu : « { $value } ». Vouliez-vous dire { $near } ?
problem-unknown_kind_at_all = Type inconnu : « { $value } ». Exemples de types possibles : { $near }.
problem-unknown_role = Rôle inconnu : « { $value } ». Vouliez-vous dire { $near } ?
problem-unknown_role_at_all = Rôle inconnu : « { $value } ». Rôles possibles : { $near }.
problem-unknown_term = Valeur inconnue dans « { $column } » : « { $value } ». Vouliez-vous dire { $near } ?
problem-unknown_term_at_all = Valeur inconnue dans « { $column } » : « { $value } ». Valeurs possibles : { $near }.
problem-unknown_territory = Le territoire « { $value } » n’est connu ni des tables livrées ni de la feuille des territoires. Il est laissé de côté ; ajoutez-le à cette feuille.
problem-unknown_theme = Le thème « { $value } » est inconnu et laissé de côté. Ajoutez-le à la feuille des thèmes, ou choisissez parmi { $near }.
problem-slash_in_id = L’identifiant « { $value } » contient une barre oblique (/), qui n’est pas admise car elle coupe les adresses web. Remplacez-la par un tiret.
problem-bad_id = Cet identifiant est trop long (plus de { $limit } caractères), contient un saut de ligne ou un caractère invisible, ou n’est fait que de points. Choisissez-en un plus simple.
problem-bad_visibility = Visibilité inconnue : « { $value } ». Par prudence, la ligne est réservée à l’équipe. Écrivez public, partenaires ou interne.
problem-reserved_source = Aucun fichier ne peut se réclamer de la source « { $value } », réservée à ce que l’équipe saisit elle-même. Indiquez la vraie source.
problem-unknown_source = La source « { $value } » n’est pas dans la feuille des sources. La ligne est attribuée à { $source } ; ajoutez la source à cette feuille.
problem-no_source = Aucune source n’est indiquée : c’est le nom du fichier ou du dossier qui est retenu ({ $source }), et il se lit partout où ces données se lisent. { READER() ->
        [terminal] Donnez la source avec --source "Producteur - titre".
       *[page] Indiquez la source, sous la forme « Producteur - titre ».
    }
problem-too_many_cells = La ligne a { $n } cases pour { $width } en-têtes : un séparateur est sans doute resté dans un texte sans guillemets. Corrigez-la.
problem-duplicate_id = L’identifiant « { $value } » est déjà à la ligne { $first }. Les deux lignes sont prises comme une seule chose ; vérifiez que c’est bien voulu.
problem-personal_data = « { $column } » contient une adresse électronique, un numéro de téléphone ou de sécurité sociale. { READER() ->
        [terminal] Retirez-les, ou donnez la raison de les garder avec --allow-personal.
       *[page] Retirez-les du fichier.
    }
problem-declared_person = La colonne « { $column } » dit que cette ligne désigne une personne. { READER() ->
        [terminal] Retirez-la, ou donnez la raison de la garder avec --allow-personal.
       *[page] Retirez-la du fichier.
    }
problem-personal_column = La colonne « { $column } » semble désigner des personnes. Elle n’est pas lue ; retirez-la du fichier avant de le partager.
problem-id_of_another = L’identifiant { $id } désigne ici « { $ours } » et dans { $source } « { $theirs } ». { READER() ->
        [terminal] Importez avec --ids own, ou changez l’identifiant.
       *[page] Changez l’identifiant.
    }
problem-other_kind = L’acteur { $id } est de type { $kind } ici et { $theirs } dans { $source }. Vérifiez lequel est juste.
template-intro = Modèle de fichiers de Maillage : un fichier CSV par feuille. Les colonnes marquées d’un * doivent être remplies. Une liste se sépare par des points-virgules ; une date s’écrit AAAA, AAAA-MM ou AAAA-MM-JJ. Laissez vide ce que vous ne savez pas. Aucun nom de personne, courriel ou téléphone.
problem-swallowed_rows = Un guillemet ouvert dans la colonne « { $column } » n’est sans doute pas refermé à sa place : { $lines } lignes du fichier y sont prises pour une seule case, au lieu d’être lues une à une. Ajoutez le guillemet qui manque, ou retirez celui qui est de trop, puis importez le fichier de nouveau.
problem-far_date = La date { $value } est gardée, mais son année n’est pas entre 1000 et 2060 : c’est sans doute une faute de frappe. Corrigez-la ; pour « sans fin », laissez la case vide.
problem-rank_column = La colonne « { $column } » n’est pas lue : aucun fichier ne fixe le rang de sa propre source. Retirez-la{ READER() ->
        [terminal]  ; l’équipe donne un rang par : maillage edit SOURCE rank=2
       *[page] .
    }
problem-duplicate_id_elsewhere = L’identifiant « { $value } » est déjà à la ligne { $first } de { $file } ({ $sheet }). Les deux lignes sont prises comme une seule chose ; vérifiez que c’est bien voulu.
error-open-quote = { $file }, ligne { $row } : un guillemet est ouvert dans un en-tête et n’est pas refermé à sa place, si bien que les lignes suivantes sont prises pour des en-têtes. Ajoutez le guillemet qui manque, ou retirez celui qui est de trop.
error-file-twice = { $file } est donné deux fois : rien n’est importé, car ses lignes compteraient double. Ne le donnez qu’une fois.
problem-partner_of_itself = « { $value } » serait partenaire de lui-même. Corrigez l’un des deux identifiants.
problem-comma_in_list = « { $value } » : dans une liste, séparez par un point-virgule. Écrivez : { $again }.
template-csv = Attention : un fichier CSV ne dit pas ce qu’est une case. En l’ouvrant, un tableur prend 01004 pour le nombre 1004, un SIRET pour 2,43E+13, 1-2 ou 3/4 pour une date, et coupe les textes longs ; les guillemets n’y changent rien. Préférez le classeur (maillage template -o modele.xlsx), dont les cases sont du texte ; sinon, importez les colonnes au format Texte.
problem-too_long = La case « { $column } » a { $n } caractères, plus que les { $limit } admis. Raccourcissez-la.
problem-too_many_items = La liste « { $column } » a { $n } éléments, plus que les { $limit } admis. Raccourcissez-la.
problem-shared_identifier = « { $value } » est donné à { $n } acteurs de cet import dont les noms n’ont aucun mot commun ({ $names }) : ce numéro les réunirait tous. Il est laissé de côté ; vérifiez à qui il est.
problem-turning_signs = « { $value } » contenait des signes invisibles qui retournent le sens de lecture. Ils sont retirés ; retapez ce texte pour les enlever du fichier.
problem-invisible_in_id = L’identifiant « { $value } » contenait des signes invisibles, qui en auraient fait un autre. Ils sont retirés ; retapez-le pour les enlever du fichier.
problem-odd_bytes = Cette case n’a pas l’encodage du reste du fichier (UTF-8 ou Windows). Elle est lue à part : « { $value } ». Vérifiez ses accents, et enregistrez le fichier en UTF-8.
error-not-readable = { $file } ne peut pas être lu : le chemin est trop long ou mal formé, ou un lien n’y mène nulle part. Donnez le chemin du fichier lui-même.
problem-doubtful_sums = « { $value } » est lu { $read }, car rien dans la colonne ne dit si le signe sépare les milliers ou les décimales. Si ce sont des décimales, dites-le dans la correspondance (decimal).
