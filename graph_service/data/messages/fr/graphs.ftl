error-empty-graph = { $file } est un fichier de graphe sans aucun nœud ni lien. Exportez-le de nouveau depuis le logiciel qui l’a fait.
error-xml-entities = { $file } définit des entités ou renvoie à d’autres fichiers (DOCTYPE) : il n’est pas lu, par prudence. Exportez-le de nouveau sans elles.
error-bad-xml = { $file } est un XML abîmé, ligne { $row }, colonne { $column } : rien n’en est lu. Exportez-le ou téléchargez-le de nouveau.
error-xml-too-deep = { $file } imbrique plus de { $limit } niveaux : ce n’est pas un graphe que Maillage sait lire.
error-node-without-id = { $file } : le nœud n° { $row } n’a ni identifiant ni nom. Complétez-le, puis recommencez.
error-edge-without-ends = { $file } : le lien n° { $row } ne dit pas ce qu’il relie. Complétez-le, puis recommencez.
problem-undeclared_end = Le fichier relie « { $id } », qu’aucun nœud ne déclare : ce lien n’est pas pris, et rien n’est inventé. Ajoutez le nœud dans le logiciel d’origine.
problem-node_twice = Plusieurs nœuds s’appellent « { $id } » : seul le premier est lu.
