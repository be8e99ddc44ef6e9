# Une fiche lue, renvoyée changée, retirée (graph/putting.py, api/records.py).

title-Outdated = Les données ont changé
title-Unconditional = Version lue à préciser
error-store-moved = Maillage a changé pendant cette opération. Rien n’est écrit. Recommencez.
error-put-outdated = La fiche { $id } a changé depuis que vous l’avez lue. Rien n’est écrit. Relisez-la, puis recommencez avec son nouvel ETag.
error-put-gone = La fiche { $id } n’existe plus. Rien n’est écrit. Pour la remettre, envoyez-la sans If-Match.
error-put-exists = La fiche { $id } existe déjà. Rien n’est écrit. Lisez-la, puis envoyez If-Match avec son ETag.
error-put-unconditional = La fiche { $id } existe : indiquez quelle version vous avez lue, avec l’en-tête If-Match et son ETag.
error-put-other-id = L’adresse nomme { $id } et la fiche { $other }. Un identifiant ne se change pas ; retirez-le de la fiche.
error-put-no-such = Il n’y a pas de fiche { $id }, et son identifiant ne se choisit pas : il est formé à partir des deux fiches qu’elle relie. Créez-la avec POST /edits (op add).
