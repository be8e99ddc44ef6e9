# La lecture des fichiers JSON, OpenDocument, Excel d’avant 2007 et Parquet, et ce qui est réparé dans un CSV.
error-text-as-json = { $file } porte le nom d’un fichier JSON mais ne commence ni par une accolade ni par un crochet suivis d’un guillemet : c’est autre chose, peut-être une page d’erreur ou du CSV. Ouvrez-le pour voir ce qu’il contient, et téléchargez-le de nouveau ou changez son extension.
error-json-cut = { $file } s’arrête au milieu de l’enregistrement { $record } (ligne { $line }) : il est incomplet, et rien n’en est lu. Téléchargez-le de nouveau.
error-json-sign = { $file }, enregistrement { $record } (ligne { $line }) : ce n’est pas du JSON bien formé à partir de « { $near } ». Rien n’est lu. Un guillemet, une virgule ou une accolade manque sans doute à cet endroit ; corrigez-le, ou exportez de nouveau le fichier.
error-json-after = { $file }, ligne { $line } : après la fin du JSON vient encore « { $near } ». Rien n’est lu. Gardez un seul tableau, ou un enregistrement par ligne.
error-json-deep = { $file }, enregistrement { $record } : des valeurs y sont emboîtées trop profondément pour un tableau. Rien n’est lu. Renseignez-vous sur l’origine du fichier.
error-json-long = { $file }, enregistrement { $record } (ligne { $line }) : il est trop long pour être un enregistrement, ou un guillemet n’y est jamais refermé. Rien n’est lu. Corrigez-le, ou découpez le fichier.
error-json-mixed = { $file }, enregistrement { $record } : il n’est pas de la même forme que les précédents (objet, liste ou valeur seule). Rien n’est lu. Gardez des enregistrements d’une seule forme.
error-json-no-records = { $file } ne contient aucun enregistrement : ni liste d’objets, ni objet avec des valeurs.
error-json-too-many-columns = { $file }, enregistrement { $record } : les enregistrements ont en tout plus de { $limit } clés différentes, plus qu’un tableau n’a de colonnes. Rien n’est lu. Des identifiants y servent sans doute de clés : faites-en une liste.
error-json-cell-too-long = { $file }, enregistrement { $record } : la valeur de « { $column } » a { $n } caractères, plus qu’une case n’en admet. Rien n’est lu. Raccourcissez-la ou retirez-la.
problem-json_repeated_key = L’enregistrement donne deux valeurs différentes à la même clé ({ $keys }) : on ne sait pas laquelle est la bonne. Gardez-en une.
problem-json_no_number = { $n ->
    [one] Une valeur est écrite NaN ou Infinity
   *[other] { $n } valeurs sont écrites NaN ou Infinity
}, ce qui n’est ni du JSON ni un nombre, à partir de l’enregistrement { $record }. { $n ->
    [one] Elle est lue comme vide.
   *[other] Elles sont lues comme vides.
}
problem-json_beside = { $n ->
    [one] Une valeur à côté de la liste n’est pas lue : { $names }.
   *[other] { $n } valeurs à côté de la liste ne sont pas lues : { $names }.
}
problem-mixed_encoding = Ce fichier mêle deux encodages (UTF-8 et Windows). Chaque caractère est lu dans le sien ; vérifiez les accents, et enregistrez le fichier en UTF-8.
problem-no_degrees = La position « { $value } » n’est pas en degrés de longitude et de latitude : elle n’est pas lue. Exportez le fichier en WGS 84 (EPSG:4326).
problem-joined_cells = Une virgule sans guillemets avait coupé la case « { $column } » en deux : elle est lue « { $value } », car c’est la seule façon de retrouver les colonnes. Vérifiez-la, et mettez-la entre guillemets.
problem-cut_cells = La ligne a { $n } cases pour { $width } colonnes, et il y a plusieurs façons de recoller celles qu’une virgule sans guillemets a coupées : aucune n’est choisie. Mettez entre guillemets les textes et les montants qui contiennent une virgule.
problem-mojibake = { $n ->
    [one] Une case a été abîmée
   *[other] { $n } cases ont été abîmées
} par un mauvais encodage avant d’arriver ici, à partir de la ligne { $row } : « { $value } ». Rien n’est réparé d’office : reprenez le fichier d’origine, ou corrigez ces cases.
error-too-many-cells = { $file } a plus de { $limit } cases remplies, comptées avec celles qu’il répète. Il n’est pas lu, pour ménager la mémoire. Retirez les lignes et les colonnes recopiées jusqu’au bout de la feuille, ou découpez-le.
error-no-parquet = { $file } est un fichier Parquet, et ce qui les lit n’est pas installé ici. { READER() ->
        [terminal] Installez-le (pip install "maillage[parquet]"), ou exportez le tableau en CSV.
       *[page] Demandez à la personne qui gère ce service de l’installer (maillage[parquet]), ou exportez le tableau en CSV.
    }
error-damaged-parquet = Le fichier Parquet { $file } est abîmé ou incomplet : rien n’en est lu. Téléchargez-le de nouveau, ou exportez le tableau en CSV.
problem-bytes_columns = { $n ->
    [one] Une colonne contient des octets et non des textes : elle n’est pas lue ({ $names }).
   *[other] { $n } colonnes contiennent des octets et non des textes : elles ne sont pas lues ({ $names }).
}
