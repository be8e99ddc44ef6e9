# Le service HTTP.
error-host-unknown = Ce service ne répond pas au nom « { $host } ». Ouvrez l’adresse affichée au démarrage.
error-token-needed = Un jeton est nécessaire. Ouvrez l’adresse affichée au démarrage de Maillage, ou envoyez « Authorization: Bearer … ».
error-token-wrong = Ce jeton n’est pas celui de ce service : il a peut-être redémarré. Ouvrez l’adresse affichée au démarrage.
error-token-tries = Trop de jetons faux sont essayés en ce moment. Attendez une minute, puis réessayez.
error-busy = Trop de questions attendent leur réponse ({ $waiting }). Reposez la vôtre dans un instant.
error-token-short = Le jeton donné par MAILLAGE_TOKEN ou MAILLAGE_TOKEN_FILE a moins de { $least } caractères : il se devinerait. Choisissez-en un long et tiré au sort, par exemple avec : python -c "import secrets; print(secrets.token_urlsafe(24))"
error-token-signs = Le jeton donné par MAILLAGE_TOKEN ou MAILLAGE_TOKEN_FILE contient une espace, un accent ou un signe invisible : aucun programme ne pourrait l’envoyer. Prenez des lettres sans accent, des chiffres, « - » et « _ ».
away-access = Accès à Maillage
away-access-none = Ce navigateur n’a pas encore accès à ce service, ou n’y a plus accès : un accès dure 30 jours après la dernière visite.
away-access-wrong = Ce jeton n’est pas celui de ce service. Il est peut-être mal recopié, ou le service a redémarré depuis.
away-here = Si Maillage tourne sur cet ordinateur : ouvrez l’adresse affichée dans la fenêtre où il a été lancé (« maillage serve » ou « maillage demo »).
away-elsewhere = Si quelqu’un d’autre le fait tourner : demandez-lui l’adresse, ou le jeton, et collez-le ici.
away-label = Jeton
away-send = Ouvrir Maillage
away-after = Ensuite, ce navigateur ouvrira Maillage sans jeton, marque-pages compris.
away-home = Aller à l’accueil
away-language = En français
error-origin = Cette demande vient d’un autre site, ou ne dit pas d’où elle vient { $origin }. Rien n’a été modifié.
error-scope-needed = { $scope ->
    [partners] Réservé à l’équipe et à ses partenaires.
   *[internal] Réservé à l’équipe.
}
error-no-page = Il n’y a rien à l’adresse « { $path } ».
error-http = Demande refusée : { $reason }
http-405 = cette adresse n’accepte pas cette méthode.
error-serve-needs-token = Servir sur { $host } ouvre la base à d’autres machines : donnez un jeton dans la variable MAILLAGE_TOKEN.
error-serve-port = Le port { $port } de { $host } est pris ou interdit. Essayez : --port { $other }
error-body-too-large = Cet envoi est trop grand, ou ne dit pas sa taille. Au plus { $most } Kio à la fois.
error-unexpected = Le service a échoué à cause d’un défaut de Maillage. Réessayez ; s’il échoue encore, signalez à qui s’occupe de Maillage ce que vous avez fait. Le détail est dans la fenêtre où il a été lancé.
error-upload-many = Au plus { $most } fichiers à la fois.
error-upload-twice = Deux fichiers portent le nom « { $file } ». Renommez-en un.
error-upload-name = Un des fichiers n’a pas de nom. Renommez-le, puis recommencez.
error-upload-mapping = La correspondance « { $mapping } » n’existe pas. Correspondances : { $known }.
error-serve-host = L’adresse « { $host } » n’est pas celle de cette machine. Sans --host, le service écoute sur 127.0.0.1.
