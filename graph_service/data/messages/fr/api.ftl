# Le service HTTP.
error-host-unknown = Ce service ne répond pas au nom « { $host } ». Ouvrez l’adresse affichée au démarrage.
error-token-needed = Un jeton est nécessaire. Ouvrez l’adresse affichée au démarrage de Maillage, ou envoyez « Authorization: Bearer … ».
error-token-wrong = Ce jeton n’est pas celui de ce service : il a peut-être redémarré. Ouvrez l’adresse affichée au démarrage.
error-origin = Cette demande vient d’un autre site, ou ne dit pas d’où elle vient { $origin }. Rien n’a été modifié.
error-scope-needed = Il faut un accès « { $scope } » pour cela.
error-no-page = Il n’y a rien à l’adresse « { $path } ».
error-http = Demande refusée : { $reason }
http-405 = cette adresse n’accepte pas cette méthode.
error-serve-needs-token = Servir sur { $host } ouvre la base à d’autres machines : donnez un jeton dans la variable MAILLAGE_TOKEN.
error-serve-port = Le port { $port } de { $host } est pris ou interdit. Essayez : --port { $other }
error-body-too-large = Cet envoi est trop grand, ou ne dit pas sa taille. Au plus { $most } Kio à la fois.
error-unexpected = Le service a échoué à cause d’un défaut de Maillage. Le détail est dans la fenêtre où il a été lancé.
error-upload-many = Au plus { $most } fichiers à la fois.
error-upload-twice = Deux fichiers portent le nom « { $file } ». Renommez-en un.
error-upload-name = Un des fichiers n’a pas de nom. Renommez-le, puis recommencez.
error-upload-mapping = La correspondance « { $mapping } » n’existe pas. Correspondances : { $known }.
error-serve-host = L’adresse « { $host } » n’est pas celle de cette machine. Sans --host, le service écoute sur 127.0.0.1.
