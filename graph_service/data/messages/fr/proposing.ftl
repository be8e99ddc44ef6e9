### Décrire les colonnes d’un fichier que personne ne connaît.

# De qui parle une colonne.
proposing-of-funder = { $name } (qui finance)
proposing-of-recipient = { $name } (qui reçoit)
proposing-of-partner = { $name } (le partenaire)
proposing-of-alias = autre { $name }
proposing-not-read = { $name } (non lue)

# Ce dont parle une ligne.
proposing-about-grants = une subvention ou un autre versement
proposing-about-participations = des organismes qui prennent part à un projet
proposing-about-links = un lien entre deux organismes
proposing-about-actors = un organisme
proposing-about-projects = un projet

# Ce que le fichier ne dit pas.
proposing-missing-about = Aucune colonne ne désigne d’organisme, de projet ni de montant : dites ce que sont les colonnes.
proposing-missing-funder = Aucune colonne ne dit qui finance : choisissez-la, ou nommez le financeur. D’ici là, aucun versement n’est retenu.
proposing-missing-recipient = Aucune colonne ne dit qui reçoit : choisissez-la.
proposing-missing-actor = Aucune colonne ne nomme d’organisme : choisissez-la.
proposing-missing-partner = Une seule colonne nomme un organisme : choisissez celle du partenaire.
proposing-missing-project = Aucune colonne ne nomme de projet : choisissez-la.
proposing-missing-role = Rien ne dit quel rôle les organismes tiennent : choisissez-le. D’ici là, aucune participation n’est retenue.
proposing-missing-project-kind = Rien ne dit de quel type sont les projets : choisissez-le. D’ici là, aucun projet n’est retenu.
proposing-missing-partnership-kind = Rien ne dit de quel type sont les liens : choisissez-le. D’ici là, aucun lien n’est retenu.
proposing-odd = { $what } { $n ->
        [0] { "" }
       *[other] ({ $texts })
    }
proposing-unmapped =
    « { $header } » : { $n ->
        [one] une valeur ne désigne
       *[other] { $n } valeurs ne désignent
    } rien de connu : { $values }.
proposing-fee = « { $header } » : ce que paie le membre. Ce n’est pas une subvention : la colonne n’est pas lue.
proposing-times =
    « { $header } » compte en { $times ->
        [1000] milliers
        [1000000] millions
       *[other] milliards
    } d’euros : { $cell } est lu { $read } €.
proposing-unit = « { $header } » : { $cell } est lu { $read } { $sign }.
proposing-doubtful = « { $header } » : { $cell } est lu { $read }, car rien dans la colonne ne dit si le signe « { $sign } » sépare les milliers ou les décimales.
proposing-several = « { $header } » : plusieurs noms dans une case, séparés par { $signs } ({ $cell } : { $n } organismes).
proposing-several-paid = « { $header } » : plusieurs noms dans une case, semble-t-il ({ $cell }). Ils ne sont pas séparés, car le montant serait compté pour chacun.
proposing-shared = « { $header } » n’est pas lu : c’est ce que donnent ensemble ceux de « { $payers } », et rien ne dit combien chacun donne.
proposing-like-data = La première ligne ressemble à des données, et elle est lue comme des en-têtes (ligne { $row } : { $texts }) : elle ne fait aucune fiche. { READER() ->
        [terminal] Si le fichier n’a pas de ligne d’en-têtes : --header 0
       *[page] Si le fichier n’a pas de ligne d’en-têtes, écrivez 0 comme ligne des en-têtes.
    }
proposing-presences = { $n } colonnes sont des réunions, semble-t-il ({ $headers }) : qui y était présent n’est pas lu. Pour le lire, mettez une présence par ligne : organisme, réunion, date.
proposing-sign = « { $sign } »
proposing-newline = un retour à la ligne
proposing-year =
    Aucune colonne ne dit l’année : { $where ->
        [title] { $year }, d’après le titre du tableau.
       *[name] { $year }, d’après le nom du fichier.
    }
proposing-missing-producer = Rien ne dit de qui vient le fichier : indiquez-le.

# Les commentaires du fichier YAML.
proposing-yaml-made = Proposé d’après { $file }{ $row ->
        [0] { "" }
       *[other] {" "}(en-têtes à la ligne { $row })
    }.
proposing-yaml-column =
    { $header } : { $meaning }{ $n ->
        [0] .
       *[other] , car { $reasons }.
    }
proposing-yaml-odd = Mises de côté : { $odd }.
proposing-yaml-personal = { $header } : laissée de côté, des personnes.
error-no-meaning = « { $text } » n’est pas un sens que l’on peut choisir. Sens possibles : { $known }.
problem-personal_content = { $reason }. Cette colonne n’est pas lue ; retirez-la du fichier avant de le partager.
error-persons-as-organisations = { $file } serait lu comme si des personnes étaient des organismes : { $reasons }. Corrigez la correspondance, ou, si ce sont bien des organismes, { READER() ->
        [terminal] dites pourquoi avec --allow-personal.
       *[page] dites pourquoi sur la page.
    }
