# Un classeur exporté qui revient : ce qui y a été changé (importers/sheet_edits.py, graph_service/workbooks/marks.py).

problem-conflict = « { $column } » a été changé des deux côtés : ici « { $mine } », et entre-temps dans Maillage « { $theirs } ». Rien n’est changé dans cette case. Gardez l’une des deux valeurs : exportez de nouveau, puis corrigez.
problem-gone = Cette ligne a été changée ici, mais elle n’existe plus dans Maillage (retirée, ou devenue invisible au périmètre de l’export). Rien n’est écrit. Pour la remettre, videz sa case « maillage ».
problem-edited_twice = Deux lignes parlent de la même chose et donnent à « { $column } » des valeurs différentes. Gardez une seule des deux lignes.
problem-id_changed = L’identifiant d’une ligne exportée ne se change pas. Remettez l’ancien ; ou, pour une ligne nouvelle, videz sa case « maillage ».
problem-source_stays = La source d’une ligne exportée ne se change pas : elle dit qui l’a écrite. La case est laissée de côté.
problem-visibility_stays = Visibilité inconnue : « { $value } ». Elle reste comme elle était. Écrivez public, partenaires ou interne.
problem-bad_mark = La case « maillage » de cette ligne a été modifiée, on ne sait plus de quelle ligne il s’agit. Videz-la si la ligne est nouvelle, sinon reprenez-la dans l’export.
problem-cut_row = Cette ligne n’a que { $n } cases au lieu de { $width } : le fichier a sans doute été coupé, ou un guillemet n’est pas fermé. Elle n’est pas prise. Reprenez le fichier entier, ou complétez la ligne (les cases vides aussi ont leur séparateur).
problem-maybe_mangled = « { $value } » ({ $column }) est l’identifiant d’une autre fiche, mais aussi ce qu’un tableur fait de « { $was } » : on ne sait pas lequel des deux est voulu. La ligne reste comme elle était. Remettez « { $was } » ; ou, si l’autre est voulu, videz la case « maillage » de la ligne.
problem-moved_id = « { $value } » ({ $column }) est l’identifiant d’une autre ligne : la colonne a sans doute été triée sans ses voisines. La ligne n’est pas prise. Remettez « { $was } », l’identifiant de sa case « maillage ».
problem-copied_row = Cette ligne est la copie d’une autre, avec un autre identifiant : elle est prise comme une ligne nouvelle de l’équipe.
problem-source_of_own_row = Une ligne ajoutée dans votre propre export est attribuée à l’équipe ; « { $value } » n’est pas retenu comme source. Pour ajouter des données d’une source, importez un fichier de cette source.
problem-rows_left_out = { $n ->
    [one] Une ligne de l’export n’est plus dans cette feuille. Elle reste dans Maillage.
   *[other] { $n } lignes de l’export ne sont plus dans cette feuille. Elles restent dans Maillage.
} { READER() ->
    [terminal] Pour retirer ce qui n’est plus dans le fichier : --replace
   *[page] Pour retirer ce qui n’est plus dans le fichier, cochez « Fichier complet ».
}
problem-link_lost = Ce fichier vient d’un export de Maillage, mais la feuille cachée « _maillage » (dans un zip : maillage.json) a disparu ou est abîmée. Il est lu comme un fichier nouveau : chaque ligne est reprise comme nouvelle, et ce qui a été retiré reste.
problem-marks_lost = Cette feuille vient d’un export de Maillage, mais sa colonne « maillage » a disparu. Elle est lue comme un fichier nouveau : chaque ligne est reprise comme nouvelle.
problem-own_workbook_options = Ce fichier est un export de ce même Maillage : ce qui y est changé est attribué à l’équipe. Les options sur la source, la licence, la date et les identifiants ne s’appliquent pas.
error-many-edited-away = Dans { $sheet }, les cases changées retireraient ou renommeraient { $n } des { $shown } lignes exportées. Rien n’est écrit. Regardez si une colonne a été triée ou recopiée sans les autres ; si c’est voulu, { READER() ->
        [terminal] confirmez (--yes).
       *[page] confirmez.
    }
error-many-denied = Dans ce fichier, { $denied } des { $written } lignes exportées manquent et seraient retirées. Rien n’est écrit. Si c’est voulu, { READER() ->
        [terminal] confirmez (--yes).
       *[page] confirmez.
    }
help-column-maillage = Ne pas toucher : c’est ici que Maillage reconnaît la ligne quand le fichier revient. Laissez la case vide pour une ligne nouvelle.
import-one-withdrawn =   retiré : { $name } [{ $id }]
import-one-updated =   modifié : { $name } [{ $id }], { $field } : { $before } → { $after }
import-name =   nom reconnu : « { $text } » → { $name } [{ $id }] ({ $n ->
    [one] { $n } ligne
   *[other] { $n } lignes
 })
import-names-more =   … et { $n ->
    [one] un autre nom reconnu
   *[other] { $n } autres noms reconnus
 } (--json les donne).
import-changes-more = { "  " }… et { $n ->
    [one] un changement de plus
   *[other] { $n } changements de plus
} (--json les donne).
problem-seen_by_more = { $name } [{ $id }] serait de nouveau visible : { $after } au lieu de { $before }.
error-undo-widens = Annuler montrerait de nouveau { $n ->
    [one] une donnée
   *[other] { $n } données
 } à des lecteurs à qui c’est caché aujourd’hui. Rien n’est écrit. Si c’est voulu, { READER() ->
        [terminal] confirmez (--yes).
       *[page] confirmez.
    }
problem-stray_mark = La case « maillage » de cette ligne est celle d’une autre ligne. Reprenez la sienne dans l’export, ou videz-la si la ligne est nouvelle.
problem-nothing_removed = { $n ->
    [one] Une ligne de cette feuille est rejetée ou n’a pas pu être lue
   *[other] { $n } lignes de cette feuille sont rejetées ou n’ont pas pu être lues
 } : par prudence, rien n’est retiré de cette feuille.
problem-id_made = Cette ligne n’avait pas d’identifiant : c’est désormais { $value }. Écrivez-le dans la colonne si d’autres lignes doivent la nommer.
error-ends-by-rejected = Cet import complet retirerait { $ended ->
    [one] une donnée
   *[other] { $ended } données
 } et { $rejected ->
    [one] une ligne est rejetée
   *[other] { $rejected } lignes sont rejetées
 } : une ligne mal tapée n’est pas une fin. Rien n’est écrit. Corrigez ces lignes, { READER() ->
        [terminal] ou confirmez (--yes).
       *[page] ou confirmez.
    }
problem-marks_moved = { $n ->
    [one] Une ligne porte la case « maillage » d’une autre
   *[other] { $n } lignes portent la case « maillage » d’une autre
 } (la feuille a sans doute été triée sans sa dernière colonne). Elles sont reconnues à ce qu’elles nomment ; rien n’est perdu.
problem-rows_gone = { $n ->
    [one] Une ligne de cette feuille n’est plus dans Maillage
   *[other] { $n } lignes de cette feuille ne sont plus dans Maillage
 } (retirée par l’équipe, annulée ou cachée depuis l’export), et n’y revient pas d’elle-même. Pour la remettre, { READER() ->
        [terminal] annulez ce retrait (maillage imports list)
       *[page] annulez ce retrait
    }, ou videz sa case « maillage ».
problem-unknown_end = « { $value } » ({ $column }) ne désigne rien dans Maillage. La ligne n’est pas prise, et la relation reste comme elle était. Vouliez-vous dire { $near } ?
problem-mangled_cells = { $n ->
    [one] Une case de la colonne « { $column } » a été transformée par le tableur (« { $value } » au lieu de « { $was } »). Elle compte comme inchangée.
   *[other] { $n } cases de la colonne « { $column } » ont été transformées par le tableur (« { $value } » au lieu de « { $was } », par exemple). Elles comptent comme inchangées.
} Pour corriger vraiment une de ces valeurs, utilisez le classeur .xlsx, qui garde chaque case telle quelle.
error-replace-without-marks = { $file } vient d’un export de Maillage, mais ce qui en relie les lignes à Maillage a disparu ou est abîmé (la colonne « maillage », la feuille cachée « _maillage » ou le fichier maillage.json). Rien n’est importé : { READER() ->
        [terminal] « remplacer » (--replace) pourrait
       *[page] « Fichier complet » pourrait
    } retirer des données que le tableur a seulement transformées. Reprenez l’export, { READER() ->
        [terminal] ou importez sans --replace.
       *[page] ou décochez « Fichier complet ».
    }
export-readme = Ce fichier est un export de Maillage. Une fois corrigé, il peut être importé de nouveau : seules les cases que vous avez changées sont prises. Gardez la colonne « maillage » et le fichier maillage.json, qui font reconnaître les lignes. Attention : un fichier CSV ne dit pas ce qu’est une case. En l’ouvrant, un tableur prend 01004 pour le nombre 1004, un SIRET pour 2,43E+13, 1-2 ou 3/4 pour une date, et coupe les textes longs ; les guillemets n’y changent rien. Une case ainsi transformée est reconnue au retour et compte comme inchangée ; un acteur ou un projet qui ne désigne plus rien fait rejeter sa ligne, et ne retire rien. Pour corriger dans un tableur, préférez le classeur : maillage export -o export.xlsx.
problem-column_moved = La colonne « { $column } » semble avoir été triée ou décalée sans les autres : { $n } lignes y prendraient la valeur d’une autre ligne. Reprenez-la dans l’export, si ce n’est pas voulu.
problem-column_held = La colonne « { $column } » semble avoir été triée, décalée ou recopiée sans les autres. { $n } lignes ne sont pas prises et restent comme elles étaient. Reprenez la colonne dans l’export ; si c’est voulu, { READER() ->
        [terminal] confirmez (--yes).
       *[page] confirmez.
    }
problem-moved_cell = La colonne « { $column } » semble avoir été triée, décalée ou recopiée sans les autres : « { $value } » vient peut-être d’une autre ligne. La ligne n’est pas prise, et reste comme elle était.
