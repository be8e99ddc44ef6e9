### Les pages qui décrivent les colonnes d’un fichier inconnu.

mapping-title = Décrire les colonnes de « { $file } »
mapping-about =
    { $n ->
        [one] 1 ligne. Rien n’est enregistré avant votre accord.
       *[other] { $n } lignes. Rien n’est enregistré avant votre accord.
    }
mapping-by = Lire ce fichier
mapping-by-none = en décrivant ses colonnes
mapping-columns = Colonnes
mapping-unnamed = colonne { $n } (sans en-tête)
mapping-likely = Le plus probable
mapping-left-out = laissée de côté (des personnes)
mapping-unread = ne pas lire cette colonne
mapping-idle = n’entre dans aucune fiche
mapping-persons = personnes
mapping-group-none = Rien
mapping-group-actor = L’organisme de la ligne
mapping-group-funder = Qui finance
mapping-group-recipient = Qui reçoit
mapping-group-partner = Le partenaire
mapping-group-project = Le projet
mapping-group-relation = Le lien ou la participation
mapping-group-money = L’argent
mapping-group-time = Les dates
mapping-group-place = Les lieux
mapping-settings = Ce que dit une ligne
mapping-odd = Lignes mises de côté
mapping-odd-read = lire quand même
mapping-row-about = Une ligne décrit
mapping-funder = Qui finance
mapping-funder-help = Un nom, un SIREN ou un SIRET.
mapping-role = Rôle des organismes
mapping-actor-kind = Type des organismes dont rien ne dit le type
mapping-project-kind = Type des projets
mapping-partnership-kind = Type des liens
mapping-decimal = Dans { $cell }, le signe sépare
mapping-decimal-thousands = les milliers
mapping-decimal-decimals = les décimales
mapping-several = Plusieurs noms dans une case, séparés par
mapping-newline = retour à la ligne
mapping-choose = à choisir
mapping-as-read = ce que dit le fichier
mapping-not-stated = nature non précisée
mapping-header = Ligne des en-têtes (0 : aucune)
mapping-sheet = Feuille
mapping-source = D’où vient le fichier
mapping-producer = Producteur
mapping-producer-example = par exemple Ville de Blois
mapping-source-title = Titre
mapping-licence = Licence
mapping-personal = Lire des colonnes qui semblent désigner des personnes
mapping-personal-reason = Pourquoi
mapping-personal-help = Maillage ne retient pas de personnes. Si une colonne laissée de côté nomme des organismes, dites-le ici et choisissez son sens.
mapping-draw = Redessiner les lignes
mapping-drawing = Les lignes sont redessinées…
mapping-failed = Les lignes n’ont pas pu être redessinées. Utilisez le bouton.
mapping-becomes = Ce que deviennent les premières lignes
mapping-becomes-nothing = Aucune fiche n’est possible pour l’instant : dites ce que sont les colonnes.
mapping-row = Ligne { $n }
mapping-record-actor = organisme
mapping-record-project = projet
mapping-record-participation = participation
mapping-record-partnership = lien
mapping-record-funding = financement
mapping-record-function = fonction
mapping-record-theme = thème
mapping-record-territory = territoire
mapping-record-source = source
mapping-record-term = terme
mapping-try = Essayer sur tout le fichier
mapping-import = Importer
mapping-cancel = Abandonner
mapping-nothing-before = « Essayer » lit tout le fichier et n’enregistre rien.
mapping-name = Nom de cette description
mapping-keep-too = La garder en important
mapping-keep = Garder pour la prochaine fois
mapping-kept-how-long = Le fichier attend ici une heure au plus, pour vous uniquement ; il est effacé dès qu’il est importé.
mapping-remarks = Remarques ligne par ligne
mapping-remarks-more =
    { $n ->
        [one] et 1 autre
       *[other] et { $n } autres
    }
mapping-read =
    { $n ->
        [one] 1 ligne lue
       *[other] { $n } lignes lues
    } : { $accepted ->
        [one] { $accepted } acceptée
       *[other] { $accepted } acceptées
    }, { $rejected ->
        [one] { $rejected } rejetée
       *[other] { $rejected } rejetées
    }{ $aside ->
        [0] {""}
        [one] , { $aside } qui n’est pas une fiche
       *[other] , { $aside } qui ne sont pas des fiches
    }.
mapping-see = Voir la carte de ce qui vient d’arriver
mapping-see-cards = Voir les fiches de ce qui vient d’arriver
mapping-see-no-map = Un versement ne fait pas, à lui seul, un lien de travail : la carte de ces fiches ne montrerait personne d’autre. Elles apparaîtront reliées dès qu’un projet ou un partenariat les réunira.
mapping-see-about = Autour des fiches qui ont le plus de liens dans cet import.
mapping-back = Revenir à l’import
mapping-can-undo = Cet import s’annule sur la page d’import.
mapping-list = Correspondances
mapping-list-about = Une correspondance dit ce que sont les colonnes d’un fichier : ses fichiers sont reconnus à l’import.
mapping-list-link = Les fichiers que Maillage reconnaît
mapping-mine = gardée par l’équipe
mapping-makes = fiches produites :
mapping-makes-actors = organismes
mapping-makes-projects = projets
mapping-makes-participations = participations
mapping-makes-partnerships = liens
mapping-makes-fundings = financements
mapping-files =
    { $n ->
        [one] Reconnaît 1 sorte de fichier
       *[other] Reconnaît { $n } sortes de fichiers
    }
mapping-delete = Retirer
mapping-delete-about = Ses fichiers ne seront plus reconnus. Ce qui a été importé reste.
mapping-delete-yes = Retirer la correspondance
mapping-no-script = Sans script, choisissez un fichier et décrivez ses colonnes.
mapping-describe = Décrire ses colonnes
mapping-going = Ce fichier n’est pas connu. Décrivons ses colonnes…
error-upload-gone = Ce fichier n’attend plus ici : il a été importé, ou plus d’une heure a passé. Choisissez-le de nouveau sur la page d’import.
