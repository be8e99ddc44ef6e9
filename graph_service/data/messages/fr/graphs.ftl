error-empty-graph = { $file } est un fichier de graphe sans aucun nœud ni lien. Exportez-le de nouveau depuis le logiciel qui l’a fait.
error-xml-entities = { $file } définit des entités ou renvoie à d’autres fichiers (DOCTYPE) : il n’est pas lu, par prudence. Exportez-le de nouveau sans elles.
error-bad-xml = { $file } est un XML abîmé, ligne { $row }, colonne { $column } : rien n’en est lu. Exportez-le ou téléchargez-le de nouveau.
error-xml-too-deep = { $file } imbrique plus de { $limit } niveaux : ce n’est pas un graphe que Maillage sait lire.
error-node-without-id = { $file } : le nœud n° { $row } n’a ni identifiant ni nom. Complétez-le, puis recommencez.
error-edge-without-ends = { $file } : le lien n° { $row } ne dit pas ce qu’il relie. Complétez-le, puis recommencez.
problem-undeclared_end = Le fichier relie « { $id } », qu’aucun nœud ne déclare : ce lien n’est pas pris, et rien n’est inventé. Ajoutez le nœud dans le logiciel d’origine.
problem-parallel_rows = { $n } lignes relient { $records ->
        [one] les mêmes deux bouts qu’une autre : elles font un seul lien
       *[other] les mêmes bouts que d’autres : elles font { $records } liens
    }. Leurs poids sont additionnés, leurs titres et attributs mis côte à côte.
problem-parallel_mirrored = Chaque lien est écrit deux fois, une fois dans chaque sens ({ $n } lignes pour { $records } liens) : il compte une fois.
problem-parallel_too_much = De { $n } lignes qui font un seul lien, « { $column } » dépasse ce qu’une fiche peut contenir : la première valeur reste.
problem-node_twice = Plusieurs nœuds s’appellent « { $id } » : seul le premier est lu.
problem-graph_unread = Le fichier contient { $n } éléments « { $name } », qui ne sont ni des nœuds ni des liens entre deux nœuds : ils ne sont pas lus.
