corrected-left-out = Colonnes laissées de côté, car elles désignent des personnes : { $columns }.
corrected-written = Copie à corriger écrite dans { $file } : les cases en cause sont colorées et commentées. Corrigez-la, puis importez-la.
error-corrected-target = La copie à corriger est un classeur : donnez un nom en .xlsx, pas { $file }.
option-corrected = Écrire aussi une copie à corriger (.xlsx), où chaque case en cause porte l’explication
