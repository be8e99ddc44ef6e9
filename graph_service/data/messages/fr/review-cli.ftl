# maillage review, en ligne de commande.
cli-review = Décider quels acteurs n’en font qu’un : lister, décider
cli-review-list = Lister les paires à examiner, les plus probables d’abord
cli-review-decide = Dire d’une paire que c’est un seul acteur, que ce sont deux acteurs, ou décider plus tard
option-review-reason = Pourquoi, pour qui posera la question plus tard.
option-review-limit = Combien de paires au plus.
review-count = { $n ->
    [0] Aucune paire à examiner.
    [one] { $n } paire à examiner.
   *[other] { $n } paires à examiner, les plus probables d’abord.
}
review-line = { $pair }  { $score }  { $a } · { $b }
review-ids = {"    "}{ $a } · { $b }
review-evidence = {"    "}- { $text }
review-next = { $more ->
    [0] Pour décider : maillage review decide PAIRE same, different ou later.
   *[other] Encore { $more } (--limit). Pour décider : maillage review decide PAIRE same, different ou later.
}
review-decided-same = Réunis en un seul acteur. Pour annuler : maillage imports undo { $id }
review-decided-different = Laissés séparés, aussi pour les imports à venir. Pour annuler : maillage imports undo { $id }
review-decided-later = Remis à plus tard : la paire est en fin de liste.
import-matches = Acteurs reconnus : { $number } par un identifiant, { $name } par le nom ou le lieu. { $review ->
    [0] {""}
    [one] Une paire à examiner : maillage review list.
   *[other] { $review } paires à examiner : maillage review list.
}
argument-pair = la paire (voir « maillage review list »)
argument-decision = la décision : same, different ou later
