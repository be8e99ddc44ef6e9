error-unknown-profile = Profil de liens inconnu : « { $profile } ». Profils connus : { $known }.
error-store-scheme = Adresse de base non prise en charge : « { $url } ». Utilisez sqlite:///chemin/vers/fichier.db.
