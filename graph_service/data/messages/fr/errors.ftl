error-unknown-profile = Profil de liens inconnu : « { $profile } ». Profils connus : { $known }.
error-store-scheme = Adresse de base non prise en charge : « { $url } ». Utilisez sqlite:///chemin/vers/fichier.db ou neo4j://serveur:7687.
error-store-missing = Il n’y a pas encore de base à l’adresse { $path }. { READER() ->
        [terminal] Importez un fichier (maillage import …) ou indiquez une autre base avec --store.
       *[page] Importez un fichier.
    }
error-store-folder-missing = Le dossier { $path } n’existe pas. Créez-le, ou indiquez une autre base avec --store.
error-store-foreign = Le fichier { $path } n’est pas une base Maillage. Rien n’y a été écrit. Indiquez un autre fichier avec --store ; si c’était votre base, il est abîmé dès son début : reprenez votre dernière sauvegarde.
error-store-newer = Cette base a été écrite par une version plus récente de Maillage (schéma { $version }, celle-ci connaît { $known }). Mettez Maillage à jour.
error-store-busy = Une autre écriture est en cours dans { $path }. Rien n’a été modifié. Réessayez dans un instant{ READER() ->
        [terminal]  ; « maillage doctor » dit si elle dure encore.
       *[page] .
    }
error-store-full = Le disque de { $path } est plein. Rien n’a été modifié. Libérez de la place, puis recommencez.
error-store-readonly = Le fichier { $path } est en lecture seule : les questions reçoivent leurs réponses, mais rien ne peut être écrit. Rien n’a été modifié. Changez ses droits, ou indiquez une autre base avec --store.
error-store-cannot-open = Le fichier { $path } ne peut pas être ouvert. Vérifiez le dossier et ses droits.
error-store-damaged = Le fichier { $path } est endommagé ou incomplet. Rien n’a été modifié. Mettez-le de côté, avec ses fichiers -wal et -shm, et reprenez votre dernière sauvegarde ; « maillage doctor » dit ce qui manque.
error-store-empty = Le fichier { $path } est vide : il n’y a pas encore de base. Importez un fichier (maillage import …). S’il contenait des données, reprenez plutôt votre dernière sauvegarde.
error-store-remote = La base { $path } est sur un lecteur réseau ({ $kind }) : deux postes qui y écrivent la casseraient. Déplacez-la sur un disque de ce poste, lancez-y « maillage serve », et ouvrez son adresse depuis les autres.
error-store-is-folder = { $path } est un dossier, pas une base. Indiquez le fichier de la base avec --store.
error-store-folder-readonly = Rien ne peut être écrit dans le dossier de { $path }, où la base garde des fichiers à côté d’elle. Rien n’a été modifié. Changez les droits du dossier, ou indiquez une autre base avec --store.
error-store-unfinished = La dernière écriture dans { $path } n’est pas encore reportée dans le fichier, et son dossier est en lecture seule. Ouvrez la base une fois avec le droit d’y écrire ; si vous la copiez, copiez aussi { $path }-wal.
error-store-changed = La base { $path } a été modifiée pendant sa lecture. Recommencez.
error-store-file-moved = Le fichier { $path } a été déplacé, effacé ou remplacé pendant qu’il était ouvert. Rien n’a été modifié. Fermez Maillage, puis rouvrez la base.
error-store-io = Le disque de { $path } refuse de lire ou d’écrire (panne, support débranché, quota ou taille de fichier limitée). Rien n’a été modifié. Vérifiez le disque, puis recommencez ; « maillage doctor » examine la base.
error-store-failed = La base { $path } n’a pas pu être lue ou écrite : { $reason }
error-store-not-empty = La base { $path } contient déjà des données. Indiquez une base vide.
store-upgraded = La base a été mise à niveau (schéma { $version } → { $known }) : les données n’ont pas changé ; les imports, les corrections et les documents ont maintenant un sceau, pour que « maillage doctor » trouve ce qui serait modifié à la main.
error-document-changed = « { $collection }/{ $id } » a changé entre-temps. Relisez-le, puis recommencez.
error-memory-unknown = MAILLAGE_MEMORY vaut « { $text } », qui n’est pas une quantité de mémoire. Écrivez par exemple 500M ou 2G.
error-whole-needed = Cette question demande tout le graphe en mémoire, { $needed }, et { $memory } sont permis. Interrogez un acteur, un projet ou un chemin, ou lancez Maillage avec MAILLAGE_MEMORY={ $needed } ou plus.
