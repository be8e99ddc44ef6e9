# Ajouter et corriger sur la page (api/editing_pages.py, api/meeting_pages.py, api/taking_pages.py).
error-edit-lowered = On ajoute et on corrige dans la vue de l’équipe. Revenez-y, puis recommencez.
error-form-kind = Ce formulaire n’est pas envoyé comme prévu : il doit l’être en { $kind }.
error-form-many = Ce formulaire a plus de { $most } champs. Envoyez-le en plusieurs fois.
error-meeting-many = Une réunion compte au plus { $most } participants. Pour davantage, importez un fichier.

editing-add = Ajouter
editing-correct = Corriger
editing-undo = Annuler
editing-restore = Rétablir
editing-saved = Enregistré.
editing-undone = Annulé.
editing-staff = l’équipe
editing-waits = Une correction attend une fiche qui n’existe pas encore : { $word }

# Le choix
editing-add-title = Que voulez-vous ajouter ?
editing-what-meeting = Une réunion
editing-what-actors = Un acteur
editing-what-projects = Un projet
editing-what-participations = Une participation
editing-what-partnerships = Un partenariat
editing-what-fundings = Un financement
editing-about-meeting = Une rencontre et ceux qui y étaient, en une fois.
editing-about-actors = Un organisme ou un collectif, jamais une personne.
editing-about-projects = Ce à quoi des acteurs participent ensemble : contrat, opération, réseau, publication…
editing-about-participations = Un acteur qui prend part à un projet, et dans quel rôle.
editing-about-partnerships = Une relation directe entre deux acteurs : convention, adhésion, mandat.
editing-about-fundings = De l’argent donné à un acteur ou à un projet.
editing-new-meeting = Ajouter une réunion
editing-new-actors = Ajouter un acteur
editing-new-projects = Ajouter un projet
editing-new-participations = Ajouter une participation
editing-new-partnerships = Ajouter un partenariat
editing-new-fundings = Ajouter un financement

# Un formulaire
editing-needed = (à remplir)
editing-choose = choisir…
editing-more = Autres champs
editing-save = Enregistrer
editing-cancel = Ne rien changer
editing-back = Continuer
editing-which = De qui s’agit-il ?
editing-said-by = Source :
editing-others = D’autres sources disent :
editing-missing = À remplir.
editing-name-listed = Aucune fiche, ou plusieurs, pour « { $text } » : { $list } ? Écrivez l’identifiant entre crochets.
editing-alike = Rien n’est encore enregistré. Ce que vous ajoutez n’est-il pas déjà là ?
editing-save-new = C’est autre chose : enregistrer
editing-refused = Rien n’est enregistré
editing-visibility-held = Qui voit cette fiche aujourd’hui. La cacher davantage n’efface rien.
editing-relations = { $n ->
    [one] La relation de cette fiche
   *[other] Les { $n } relations de cette fiche
}{ $shown ->
    [200] {" "}(les 200 premières)
   *[other] {""}
}
editing-not-saved = Rien n’est encore enregistré : corrigez ce qui est signalé.
editing-visibility = Qui peut voir
editing-visibility-help = Ce que l’équipe ajoute n’est vu que d’elle, sauf si vous en décidez autrement.
editing-seen-public = Tout le monde
editing-seen-partners = L’équipe et les partenaires
editing-seen-internal = L’équipe seulement
editing-name-nobody = Aucune fiche ne s’appelle « { $text } ».
editing-name-near = Aucune fiche ne s’appelle « { $text } ». Est-ce l’une de celles-ci ?
editing-name-several = Plusieurs fiches s’appellent « { $text } ». Laquelle ?
editing-help-territory = Une commune, une intercommunalité, un département ou une région : son nom, ou son code.
editing-help-territories = Les communes, intercommunalités, départements ou régions, l’un après l’autre : le nom, ou le code.
editing-help-themes = Un ou plusieurs thèmes, l’un après l’autre.
editing-help-succeeds = Ce qui existait avant et a pris cette forme.
editing-help-documents = D’une publication : les projets ou les acteurs dont elle parle.
editing-help-actor = Son nom, son sigle ou son identifiant.
editing-help-partner = Le nom de l’autre acteur, son sigle ou son identifiant.
editing-help-project = Son titre ou son identifiant.
editing-help-funder = L’acteur qui donne.
editing-help-recipient = L’acteur ou le projet qui reçoit.

# Corriger
editing-correct-title = Corriger « { $name } »
editing-correct-about = Seul ce que vous changez est enregistré, comme dit par l’équipe. Ce que disent les sources reste dans l’historique.
editing-met = Cette fiche a changé pendant que vous l’écriviez. Rien n’est encore enregistré, et rien de ce que vous avez écrit n’est perdu : comparez, puis enregistrez.
editing-met-before = Cette fiche a changé entre-temps. Rien n’est encore enregistré : voici ce qu’il en serait maintenant.
editing-now = Changé entre-temps. Il y a maintenant :
editing-nothing = rien
editing-go-on = Enregistrer quand même ce que j’ai écrit
editing-gone = Cette fiche a été retirée
editing-gone-note = Quelqu’un l’a retirée pendant que vous l’écriviez. Rien n’est enregistré. Voici ce que vous aviez écrit :
editing-typed = { $field } : { $text }
editing-ways = Autrement
editing-deny = Retirer
editing-deny-hint = Cette fiche ne correspond à rien de réel.
editing-hide = Cacher
editing-hide-hint = Elle est juste, mais tout le monde ne doit pas la voir.
editing-merge = Fusionner avec…
editing-merge-hint = Une autre fiche décrit le même acteur.

# Retirer, cacher, fusionner, annuler
editing-can-undo = Vous pourrez revenir en arrière : « Annuler » reste proposé après.
editing-deny-title = Retirer « { $name } » ?
editing-deny-what = La fiche n’apparaîtra plus nulle part, même si un prochain import la contient.
editing-goes-participations = { $n ->
    [one] { $n } participation disparaît avec elle.
   *[other] { $n } participations disparaissent avec elle.
}
editing-goes-partnerships = { $n ->
    [one] { $n } partenariat disparaît avec elle.
   *[other] { $n } partenariats disparaissent avec elle.
}
editing-goes-fundings = { $n ->
    [one] { $n } financement disparaît avec elle.
   *[other] { $n } financements disparaissent avec elle.
}
editing-goes-ties = { $n ->
    [one] Elle perd son lien avec { $n } partenaire.
   *[other] Elle perd ses liens avec { $n } partenaires.
}
editing-goes-nothing = Rien d’autre ne disparaît avec elle.
editing-hide-title = Cacher « { $name } » ?
editing-hide-now = Qui la voit aujourd’hui : { $seen }.
editing-hide-legend = Qui pourra encore la voir ?
editing-unseen-participations = { $n ->
    [one] { $n } participation cachée avec elle
   *[other] { $n } participations cachées avec elle
}
editing-unseen-partnerships = { $n ->
    [one] { $n } partenariat caché avec elle
   *[other] { $n } partenariats cachés avec elle
}
editing-unseen-fundings = { $n ->
    [one] { $n } financement caché avec elle
   *[other] { $n } financements cachés avec elle
}
editing-unseen-ties = { $n ->
    [one] son lien avec { $n } partenaire n’est plus vu
   *[other] ses liens avec { $n } partenaires ne sont plus vus
}
editing-unseen-nothing = rien d’autre n’est caché avec elle
editing-merge-title = Fusionner « { $name } » avec une autre fiche
editing-merge-name = Il ne reste qu’un acteur : « { $name } » [{ $id }]. L’autre identifiant continue d’y mener.
editing-merge-do = Fusionner les deux fiches
editing-merged = Ce qui reste
editing-pick-other = L’autre fiche du même acteur
editing-pick-other-help = Son nom, son sigle ou son identifiant.
editing-look = Comparer
editing-moves-participations = { $n ->
    [one] { $n } participation lui revient.
   *[other] { $n } participations lui reviennent.
}
editing-moves-partnerships = { $n ->
    [one] { $n } partenariat lui revient.
   *[other] { $n } partenariats lui reviennent.
}
editing-moves-fundings = { $n ->
    [one] { $n } financement lui revient.
   *[other] { $n } financements lui reviennent.
}
editing-moves-ties = { $n ->
    [one] Le lien avec { $n } partenaire lui revient.
   *[other] Les liens avec { $n } partenaires lui reviennent.
}
editing-moves-nothing = Aucune participation, aucun partenariat ni financement ne change de fiche.
editing-falls-participations = { $n ->
    [one] { $n } participation dite deux fois n’en fait plus qu’une.
   *[other] { $n } participations dites deux fois n’en font plus qu’une chacune.
}
editing-falls-partnerships = { $n ->
    [one] { $n } partenariat disparaît : il était dit deux fois, ou liait les deux fiches entre elles.
   *[other] { $n } partenariats disparaissent : ils étaient dits deux fois, ou liaient les deux fiches entre elles.
}
editing-falls-fundings = { $n ->
    [one] { $n } financement dit deux fois n’en fait plus qu’un.
   *[other] { $n } financements dits deux fois n’en font plus qu’un chacun.
}
editing-undo-title = Annuler ?
editing-undo-anyway = Annuler quand même

# Une réunion
editing-meeting-about = Quoi, quand, où, et qui était là. Tout est enregistré en une fois, et s’annule en une fois.
editing-meeting-title = { $kind } { DU-JOUR($day) }
editing-meeting-title-place = { $kind } { DU-JOUR($day) } ({ $place })
editing-meeting-start = Dites quand elle a eu lieu.
editing-meeting-event = Une réunion est un événement. Pour autre chose, ajoutez un projet.
editing-meeting-label-start = Date
editing-meeting-label-territories = Lieu
editing-meeting-help-title = Vide, il est proposé d’après le type, la date et le lieu.
editing-meeting-help-kind = Quelle sorte de réunion.
editing-meeting-help-start = 2026-11-28 ou 28/11/2026 ; à défaut le mois (2026-11) ou l’année (2026).
editing-meeting-help-territories = La commune, ou un autre lieu : son nom, ou son code.
editing-participants = Participants
editing-add-participant = Qui était là ?
editing-names-help = Un nom, un sigle ou un identifiant par ligne. Avant d’enregistrer, vous verrez comment chacun est compris.
editing-names-help-script = Tapez un nom ou un sigle, choisissez avec les flèches, puis Entrée ajoute la ligne. Entrée sur le champ vide enregistre.
editing-more-meeting = Thèmes, description, qui peut voir
editing-role = Rôle
editing-role-of = Rôle { DE($name) }
editing-kind-of = Type { DE($name) }
editing-name = Nom
editing-choose-kind = son type…
editing-new-actor = Un nouvel acteur, de ce type :
editing-drop-row = Pour enlever la ligne, effacez le nom.
editing-role-unknown = Le rôle « { $role } » n’existe pas. Choisissez-en un dans la liste.
editing-kind-missing = Dites de quel type est « { $name } ».
editing-check-names = Rien n’est encore enregistré : dites d’abord qui sont les participants signalés.
editing-check-faults = Rien n’est encore enregistré : corrigez ce qui est signalé.
editing-check-check = Rien n’est encore enregistré. Voici comment les participants sont compris : relisez, puis enregistrez.
editing-check-nobody = Rien n’est encore enregistré : dites qui était là.
