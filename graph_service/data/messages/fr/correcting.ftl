corrected-left-out = Colonnes laissées de côté, car elles désignent des personnes : { $columns }.
corrected-written = Copie à corriger écrite dans { $file } : les cases en cause sont colorées et commentées. Corrigez-la, puis importez-la.
error-corrected-target = La copie à corriger est un classeur : donnez un nom en .xlsx, pas { $file }.
option-corrected = Écrire aussi une copie à corriger (.xlsx), où chaque case en cause porte l’explication
corrected-cut = Un classeur ne tient pas plus de lignes : celles qui suivent la ligne { $n } ne sont pas dans cette copie.
corrected-more = { $all } cases sont à revoir ; les { $n } premières portent l’explication. Corrigez-les, puis importez de nouveau.
