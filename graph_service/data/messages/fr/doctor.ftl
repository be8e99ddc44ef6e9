# maillage doctor.
cli-doctor = Examiner la base et l’endroit où elle se trouve : ce qui ne va pas, et que faire. Ne modifie rien sans --mend.
doctor-ok = ok
doctor-warning = attention
doctor-error = erreur
doctor-well = Tout va bien.
doctor-warnings = { $n ->
    [one] Tout fonctionne ; une remarque est à lire.
   *[other] Tout fonctionne ; { $n } remarques sont à lire.
}
doctor-errors = { $n ->
    [one] Une erreur est à corriger.
   *[other] { $n } erreurs sont à corriger.
}
doctor-name-program = programme
doctor-name-place = emplacement
doctor-name-file = fichier
doctor-name-folder = dossier
doctor-name-room = place libre
doctor-name-leftover = journal en attente
doctor-name-application = contenu
doctor-name-schema = schéma
doctor-name-journal = mode d’écriture
doctor-name-lock = verrou
doctor-name-integrity = intégrité
doctor-name-references = références
doctor-name-log = déclarations
doctor-name-facts = faits
doctor-name-origins = provenance
doctor-name-documents = documents
doctor-name-revisions = révisions
doctor-name-index = recherche
doctor-name-clock = horloge
doctor-name-meanwhile = entre-temps
doctor-program = Python { $python }, SQLite { $sqlite } avec la recherche plein texte.
doctor-program-search = SQLite { $sqlite } (Python { $python }) est sans recherche plein texte (FTS5) : aucune base ne peut être créée. Installez Python depuis python.org ou votre système.
doctor-program-old = SQLite { $sqlite } (Python { $python }) est trop ancien : il faut { $oldest }. Installez un Python plus récent.
doctor-place = Sur un disque de ce poste ({ $kind }).
doctor-file = { $path } ({ $size } Mo) peut être lu et écrit.
doctor-file-readonly = { $path } ({ $size } Mo) est en lecture seule : les questions reçoivent leurs réponses, mais rien ne peut être écrit. Changez ses droits pour importer ou corriger.
doctor-folder = Des fichiers peuvent être écrits dans { $folder }.
doctor-folder-readonly = Rien ne peut être écrit dans { $folder } : les questions reçoivent leurs réponses, mais ni import ni correction. Changez les droits du dossier.
doctor-room = { $free } Mo libres pour une base de { $size } Mo.
doctor-room-little = Il ne reste que { $free } Mo pour une base de { $size } Mo : un grand import pourrait remplir le disque (rien ne serait perdu). Libérez de la place.
doctor-room-none = Le disque est plein ({ $free } Mo libres, base de { $size } Mo) : rien ne peut être écrit. Libérez de la place.
doctor-leftover = { $size } Mo écrits attendent d’être reportés dans le fichier : c’est normal pendant l’usage, et après un arrêt brutal ; la prochaine ouverture s’en charge. Une copie de la base doit emporter le fichier -wal.
doctor-leftover-large = { $size } Mo écrits attendent d’être reportés dans le fichier. Fermez tout ce qui utilise la base, puis posez une question : ils seront reportés.
doctor-leftover-none = Tout ce qui a été écrit est dans le fichier.
doctor-unfinished = La création de la base a été interrompue. Rien n’est perdu : la prochaine ouverture (maillage import …) la reprend.
doctor-application = C’est une base Maillage ({ $id }).
doctor-schema = Schéma { $version }, celui de cette version de Maillage.
doctor-schema-older = Schéma { $version } ; cette version de Maillage connaît { $known }. La prochaine ouverture mettra la base à niveau.
doctor-schema-changed = Les tables ne sont plus celles que Maillage a créées : quelqu’un d’autre les a modifiées ({ $names }). « maillage doctor --mend » refait les index et retire les déclencheurs ; pour le reste, reprenez votre dernière sauvegarde.
doctor-journal = Chaque écriture passe par un journal (WAL) : entière ou absente, même après un arrêt brutal.
doctor-journal-other = Le journal d’écriture (WAL) est éteint (mode { $mode }). La prochaine ouverture par Maillage le rallume.
doctor-lock = Une écriture est en cours. Si elle dure, cherchez un autre « maillage » ouvert sur cette base.
doctor-lock-none = Personne n’écrit en ce moment.
doctor-damaged = { $path } est endommagé ou incomplet ({ $reason }). Mettez le fichier de côté, avec ses fichiers -wal et -shm, et reprenez votre dernière sauvegarde.
doctor-integrity = SQLite trouve chaque page et chaque index intacts.
doctor-integrity-broken = SQLite trouve { $path } endommagé ({ $found }). Mettez le fichier de côté, avec ses fichiers -wal et -shm, et reprenez votre dernière sauvegarde.
doctor-references = Chaque référence mène à ce qu’elle nomme.
doctor-references-broken = Des références ne mènent nulle part ({ $n }, d’abord dans { $table }). Mettez le fichier de côté, avec ses fichiers -wal et -shm, et reprenez votre dernière sauvegarde.
doctor-log = Déclarations : { $n }, en imports et corrections : { $batches }. Chacune est telle qu’elle a été écrite.
doctor-log-broken = Le journal des déclarations n’est plus tel qu’il a été écrit (déclarations modifiées : { $n }, la première { $where }) : quelqu’un d’autre l’a modifié. Rien ne permet de le refaire : mettez le fichier de côté, avec ses fichiers -wal et -shm, et reprenez votre dernière sauvegarde.
doctor-log-row = de l’import { $id }, fichier { $file }, ligne { $row }
doctor-log-word = de l’import ou de la correction { $id }
doctor-log-batch = L’import ou la correction { $id } ne contient plus ce qui y a été écrit : une déclaration a été ajoutée, retirée ou déplacée à la main, ou ce qui est annulé a changé. Rien ne permet de le refaire : reprenez votre dernière sauvegarde.
doctor-log-gap = Des imports ou des corrections ne sont plus tels qu’ils ont été écrits : l’un manque, est en trop ou a changé de place. Rien ne permet de les refaire : reprenez votre dernière sauvegarde.
doctor-origins = Qui a dit quoi, quand, et à quelle ligne de quel fichier : tout est tel qu’il a été écrit (imports et corrections : { $n }).
doctor-origins-broken = Quelqu’un d’autre a modifié à la main l’origine des déclarations (imports ou corrections touchés : { $n }, d’abord { $id }) : qui, quand, le compte rendu, ou la place d’une ligne dans un fichier. Les faits n’en dépendent pas, mais rien ne permet de le refaire : reprenez votre dernière sauvegarde. Si tout est juste ainsi, copiez la base vers une nouvelle (maillage copy).
doctor-documents = Les documents sont tels qu’ils ont été écrits ({ $n }).
doctor-documents-broken = Des documents ne sont plus tels qu’ils ont été écrits ({ $n }, d’abord { $id }) : quelqu’un d’autre les a modifiés, ajoutés ou retirés à la main. Rien ne permet de les refaire : reprenez votre dernière sauvegarde. Si tout est juste ainsi, copiez la base vers une nouvelle (maillage copy).
doctor-documents-gone = { $n ->
    [one] { $n } document qui a été écrit n’est plus là : quelqu’un d’autre l’a retiré à la main. Rien ne permet de le refaire : reprenez votre dernière sauvegarde. Si tout est juste ainsi, copiez la base vers une nouvelle (maillage copy).
   *[other] { $n } documents qui ont été écrits ne sont plus là : quelqu’un d’autre les a retirés à la main. Rien ne permet de les refaire : reprenez votre dernière sauvegarde. Si tout est juste ainsi, copiez la base vers une nouvelle (maillage copy).
}
doctor-documents-store = L’identifiant de la base a été modifié à la main : elle ne reconnaît plus les classeurs qu’elle a exportés. Reprenez votre dernière sauvegarde, ou copiez la base vers une nouvelle (maillage copy).
doctor-revisions = Chaque import a bien changé les faits et les révisions qu’il annonce.
doctor-revisions-broken = Ce qui est noté des révisions et des faits changés n’est plus tel qu’il a été écrit. « maillage doctor --mend » repart d’une nouvelle révision.
doctor-facts = Les { $n } faits de tous les niveaux sont exactement ceux que donnent les déclarations.
doctor-facts-broken = Des faits ne sont pas ceux que donnent les déclarations ({ $n }, par exemple { $id }). « maillage doctor --mend » les recalcule d’après les déclarations ; si personne n’a modifié le fichier à la main, signalez-le-nous.
doctor-counting-broken = Ce qui abrège les imports suivants n’est pas ce que donnent les déclarations. « maillage doctor --mend » le refait d’après elles ; si personne n’a modifié le fichier à la main, signalez-le-nous.
doctor-index = Noms, identifiants et recherche mènent aux bonnes fiches ({ $n } fiches).
doctor-index-broken = La recherche ne mène pas à toutes les fiches, ou à de mauvaises. « maillage doctor --mend » la refait ; si personne n’a modifié le fichier à la main, signalez-le-nous.
doctor-clock = Les imports se suivent dans le temps, le dernier du { $day }.
doctor-clock-none = Aucun import n’est daté.
doctor-clock-back = L’horloge du poste est revenue en arrière (nombre de fois : { $n }, d’abord à l’import { $id }). C’est sans effet : l’ordre est celui des écritures, jamais celui de l’horloge.
doctor-clock-ahead = Le dernier import ({ $id }) est daté du { $day }, après l’heure de ce poste. C’est sans effet : l’ordre est celui des écritures, jamais celui de l’horloge. Vérifiez l’heure du poste.
doctor-identifiers = Aucun numéro officiel n’est un numéro de remplissage.
doctor-identifiers-nobodys = { $n ->
    [one] Un numéro n’est celui de personne
   *[other] { $n } numéros ne sont ceux de personne
 } (000000000 et semblables) : { $which }.{ $joined ->
    [0] {""}
    [one] {" "}Un acteur en réunit plusieurs pour cette raison.
   *[other] {" "}{ $joined } acteurs en réunissent plusieurs pour cette raison.
 } Importez de nouveau le fichier de la source : ces numéros n’y sont plus pris.
doctor-name-identifiers = numéros
doctor-bounds = Toutes les valeurs sont dans leurs limites.
doctor-bounds-broken = { $n ->
    [one] Une valeur est hors de ses limites
   *[other] { $n } valeurs sont hors de leurs limites
 } et compte comme inconnue dans les réponses : { $which }. Corrigez-la, par exemple : maillage edit { $id } { $field }=
doctor-name-bounds = limites
