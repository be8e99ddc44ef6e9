### Ce que sont les colonnes d’un tableau inconnu, et pourquoi.

# Les sens qu’une colonne peut avoir.
meaning-name-siren = SIREN
meaning-name-siret = SIRET
meaning-name-rna = numéro RNA
meaning-name-local-id = identifiant de l’acteur dans la source
meaning-name-project-id = identifiant du projet
meaning-name-org-name = nom d’organisme
meaning-name-acronym = sigle
meaning-name-actor-kind = type d’organisme
meaning-name-role = rôle
meaning-name-project-title = intitulé du projet
meaning-name-amount = montant
meaning-name-funding-nature = nature de l’aide
meaning-name-funding-terms = conditions de versement
meaning-name-percent = pourcentage
meaning-name-date = date
meaning-name-start = début
meaning-name-end = fin
meaning-name-year = année
meaning-name-period = période
meaning-name-reference = référence d’une décision
meaning-name-cog = code de commune
meaning-name-dep = département
meaning-name-reg = région
meaning-name-epci = code d’EPCI
meaning-name-qpv = code de quartier prioritaire
meaning-name-place-name = nom de lieu
meaning-name-postcode = code postal
meaning-name-address = adresse
meaning-name-country = pays
meaning-name-lat = latitude
meaning-name-lon = longitude
meaning-name-url = adresse web
meaning-name-email = adresse électronique
meaning-name-phone = téléphone
meaning-name-person-name = nom de personne
meaning-name-person-detail = renseignement sur une personne
meaning-name-theme = thème
meaning-name-text = texte libre
meaning-name-flag = oui ou non
meaning-name-number = nombre
meaning-name-category = catégorie
meaning-name-link-from = départ d’un lien
meaning-name-link-to = arrivée d’un lien
meaning-name-link-kind = type de lien
meaning-name-weight = poids d’un lien
meaning-name-other = autre

# Pourquoi une colonne a ce sens.
meaning-header = l’en-tête dit « { $words } »
meaning-fits =
    { $share } des cases remplies contiennent { $test ->
        [siret] un SIRET à la clé juste
        [siret-length] 14 chiffres
        [crushed] un long code écrasé par un tableur
        [siren] un SIREN à la clé juste
        [rna] un numéro RNA
        [register] un numéro RNSR ou UAI
        *[code] un code
        [cog] un code de commune
        [postcode] un code postal
        [epci] un code d’EPCI
        [qpv] un code de quartier prioritaire
        [dep] un code de département
        [reg] un code de région
        [region-name] un nom de département ou de région
        [place] un nom de commune
        [country] un pays
        [year] une année
        [date] une date
        [period] deux dates
        [number] un nombre
        [money] une somme en euros
        [dollars] une somme en dollars
        [pounds] une somme en livres
        [francs] une somme en francs suisses
        [percent] un pourcentage
        [lat] une latitude possible
        [lon] une longitude possible
        [email] une adresse électronique
        [phone] un numéro de téléphone
        [url] une adresse web
        [organisation] un mot courant dans les noms d’organismes
        [person] un nom de personne
        [forename] un prénom
        [civility] une civilité
        [address] une voie et un numéro
        [street] un type de voie
        [yes-no] oui ou non
        [capitals] des capitales sans espace
        [kind] un type d’organisme
        [role] un rôle
        [nature] une nature d’aide
        [terms] des conditions de versement
        [theme] un thème
    }
meaning-nested = les cases contiennent des listes ou des objets JSON
meaning-unique = chaque case est différente
meaning-same-length = toutes les cases ont { $n } chiffres
meaning-few =
    { $n ->
        [one] une seule valeur
       *[other] { $n } valeurs différentes seulement
    }
meaning-long = des cases longues ({ $n } signes en moyenne)
meaning-beside = à côté de la colonne « { $header } »
meaning-repeated = le même code revient sur plusieurs lignes, à côté de noms d’organismes
meaning-grants = le tableau contient des montants
meaning-years = plusieurs colonnes portent une année en en-tête

# Pourquoi une colonne est laissée de côté comme personnelle.
personal-person-name = « { $header } » contient des noms de personnes
personal-person-detail = « { $header } » dit quelque chose d’une personne
personal-email = « { $header } » contient des adresses électroniques
personal-phone = « { $header } » contient des numéros de téléphone
personal-contacts =
    « { $header } » : { $n ->
        [one] une case contient une adresse électronique ou un numéro de téléphone
       *[other] { $n } cases contiennent une adresse électronique ou un numéro de téléphone
    }
personal-nested = « { $header } » contient des objets qui décrivent des personnes (« { $key } »)
personal-names = « { $header } » : { $share } des cases remplies ressemblent à des noms de personnes
personal-mentions =
    « { $header } » : { $n ->
        [one] une case nomme une personne
       *[other] { $n } cases nomment des personnes
    }
