problem-mapping_bad_pattern = Ce motif n’est pas une expression régulière valable. Corrigez-le.
problem-mapping_long_pattern = Ce motif dépasse 500 caractères. Raccourcissez-le.
problem-mapping_one_origin = Un champ a une seule origine : « column », « constant », « first_of », « join », « slug » ou « identifier ». Gardez-en une.
problem-mapping_else_without_values = « else » dit ce que devient une valeur absente d’une table : ajoutez « values », ou retirez « else ».
problem-mapping_item_without_split = « item » choisit un des textes d’une case : ajoutez « split », qui dit ce qui les sépare.
problem-mapping_one_test = Une condition a un seul test : « present », « equals » ou « matches ». Gardez-en un.
problem-mapping_missing_fields = Il manque des champs obligatoires : { $names }. Ajoutez-les, au besoin avec « constant ».
problem-mapping_unknown_fields = Ce type de fiche n’a pas ces champs : { $names }. Corrigez leur nom : les champs sont ceux des colonnes du modèle.
problem-mapping_item_without_each = « @item » est lu, mais la fiche n’a pas de « each » qui dit quelle case contient plusieurs textes. Ajoutez-le, ou nommez la colonne.
problem-mapping_identifiers_of_actors = « identifiers » ne sert qu’aux fiches de type « actor ». Retirez-le.
problem-mapping_unknown_value_map = Ces tables n’existent pas dans « value_maps » : { $names }. Ajoutez-les, ou corrigez leur nom.
problem-mapping_missing = Il manque « { $word } ». Ajoutez-le.
problem-mapping_unknown_word = « { $word } » n’est pas un mot des correspondances ici. Vouliez-vous dire { $near } ?
problem-mapping_unknown_word_at_all = « { $word } » n’est pas un mot des correspondances ici. Retirez-le.
problem-mapping_choice = Cette valeur n’est pas admise ici. Valeurs possibles : { $expected }.
problem-mapping_text = Il faut un texte ici : mettez entre guillemets ce qui ressemble à un nombre, à une date ou à oui/non. Un identifiant s’écrit en minuscules, sans accent ni espace.
problem-mapping_list = Il faut ici une liste qui n’est pas vide : une ligne par élément, chacune commençant par un tiret.
problem-mapping_block = Il faut ici un bloc de mots suivis de deux points, en retrait.
problem-mapping_number = Il faut ici un nombre dans les limites permises, ou oui/non (true, false).
problem-mapping_wrong = Cette valeur n’est pas valable ici. Corrigez-la d’après docs/mappings.md.
problem-unmapped_value = « { $value } » n’est pas dans la table de la correspondance : la ligne prend « { $otherwise } ». Ajoutez la valeur à la table si ce n’est pas juste.
problem-unmapped_value_dropped = « { $value } » n’est pas dans la table de la correspondance : la case est laissée de côté. Ajoutez la valeur à la table si elle compte.
problem-reversed_period = La période finit le { $end }, avant de commencer le { $start } : vérifiez ses deux dates auprès de qui publie le fichier.
problem-wrong_total = Le fichier imprime un total de { $printed }, mais ses lignes font { $added }. Les lignes sont importées ; vérifiez le fichier auprès de qui le publie.
error-mappings-fit = { $file } convient à plusieurs correspondances : { $mappings }. { READER() ->
        [terminal] Choisissez-en une avec --as.
       *[page] Choisissez-en une.
    }
import-recognised = Reconnu : { $mapping } (colonnes { $columns }).
import-aside = { $n ->
    [one] 1 ligne n’est pas une fiche
   *[other] { $n } lignes ne sont pas des fiches
} : { $kinds }.
aside-heading = { $n ->
    [one] 1 intertitre
   *[other] { $n } intertitres
}
aside-notes = { $n ->
    [one] 1 note
   *[other] { $n } notes
}
aside-numbers = { $n ->
    [one] 1 ligne de chiffres seuls
   *[other] { $n } lignes de chiffres seuls
}
aside-header_again = { $n ->
    [one] 1 ligne d’en-têtes répétée
   *[other] { $n } lignes d’en-têtes répétées
}
aside-totals = { $n ->
    [one] 1 total
   *[other] { $n } totaux
}
aside-continuation = { $n ->
    [one] 1 suite de ligne
   *[other] { $n } suites de ligne
}
aside-no_record = { $n ->
    [one] 1 sans rien à retenir
   *[other] { $n } sans rien à retenir
}
aside-no_value = { $n ->
    [one] 1 sans valeur
   *[other] { $n } sans valeur
}
aside-rows_without_names = { $n ->
    [one] 1 sans nom
   *[other] { $n } sans nom
}
aside-absent = { $n ->
    [one] 1 personne absente ou excusée
   *[other] { $n } personnes absentes ou excusées
}
aside-did_not_sign = { $n ->
    [one] 1 sans signature
   *[other] { $n } sans signature
}
aside-persons = { $n ->
    [one] 1 personne
   *[other] { $n } personnes
}
cli-mappings = Voir, essayer et garder les correspondances qui lisent les fichiers publiés
cli-mappings-list = Lister les correspondances livrées et celles de l’équipe
cli-mappings-show = Afficher une correspondance (YAML)
cli-mappings-try = Lire un fichier sans rien écrire, et montrer ce que ses premières lignes deviennent
cli-mappings-save = Garder une correspondance (fichier YAML) pour reconnaître ses fichiers
cli-mappings-delete = Retirer une correspondance gardée par l’équipe
cli-mappings-schema = Afficher le schéma JSON des correspondances
mappings-line = { $id } : { $label } (colonnes { $columns })
mappings-line-saved = { $id } : { $label } (colonnes { $columns }), gardée par l’équipe
mappings-saved = La correspondance { $id } est gardée : ses fichiers seront reconnus.
mappings-deleted = La correspondance { $id } est retirée.
error-no-saved-mapping = Aucune correspondance gardée ne s’appelle « { $text } ». Celles de l’équipe : { $known }.
tried-file = { $file }, lu par { $mapping } : les { $n } premières lignes.
tried-row = Ligne { $row } :
tried-record = - { $type } : { $fields }
tried-field = { $name } = { $value }
tried-rejected = - rejetée : { $message }
tried-warned = - remarque : { $message }
error-no-saved-mapping-at-all = Aucune correspondance gardée ne s’appelle « { $text } » : l’équipe n’en garde aucune.
argument-path = un fichier
problem-missing_in_columns = Rien dans { $columns } ne donne « { $field } » : les cases sont vides, ou ce qui s’y trouve n’est pas valable. Complétez-les.
error-no-such-member = { $file } n’a pas de fichier « { $member } ». Il contient : { $known }.
error-unknown-files = { $n } fichiers ne sont reconnus ni comme des feuilles du modèle ni par une correspondance ; rien n’est importé : { $files }.
problem-unknown_file = Ni une feuille du modèle, ni un fichier qu’une correspondance connaît. Colonnes trouvées : { $columns }. { READER() ->
        [terminal] Décrivez ses colonnes : maillage map-columns { $file } les propose.
       *[page] Choisissez ce fichier parmi ceux de l’archive : la page propose ce que sont ses colonnes.
    }
error-unknown-file-inside = { $file } n’est reconnu ni comme une feuille du modèle ni par une correspondance ; rien n’est importé. Colonnes trouvées : { $columns }. { READER() ->
        [terminal] Décrivez ses colonnes : maillage map-columns { $file } les propose ; ou importez les autres sans lui.
       *[page] Dites ce que sont ses colonnes : la page les propose.
    }
