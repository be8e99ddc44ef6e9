# Déplacer et partager des bases (graph/copying.py, cli/copying.py).

cli-copy = Copier une base vers une autre, entière ; ou, avec --scope, en faire une réplique de ce que voient le public ou les partenaires.
copy-from = La base à copier (sinon --store, sinon $MAILLAGE_STORE).
copy-to = Où la copier. Une base qui n’existe pas est créée.
copy-scope = Faire une réplique, qui ne contient que ce que voit ce niveau : public ou partners.
copy-progress = { $n } lots sur { $all }, { $says } déclarations écrites
copy-done = { $to } est une copie entière.
copy-replica = { $to } est une réplique de ce que peut voir { $scope }. Personne ne peut y écrire ; copiez de nouveau pour la mettre à jour.
copy-nothing = { $to } est à jour.
copy-wrote = Écrit : { $batches ->
    [one] { $batches } lot
   *[other] { $batches } lots
}, { $says } déclarations, documents : { $documents }.
copy-hash = Contenu égal, { $scope } : { $hash }
copy-log = Journal de la copie : { $hash }
scope-of-public = le public
scope-of-partners = un partenaire
scope-of-internal = l’équipe
batch-copy = copie
error-replica = Cette base est une réplique de ce que peut voir { $scope } de la base { $store }. Rien ne peut y être écrit, car la copie suivante l’effacerait. Faites le changement dans cette base-là, puis copiez de nouveau (maillage copy --scope …).
error-copy-scope = Une réplique contient ce que voient le public ou les partenaires. Pour tout ce que voit l’équipe, copiez sans --scope.
error-copy-diverged = { $target } a son propre journal : { $same } lots sont les mêmes que dans { $source }, puis viennent { $other } (le dernier là-bas) et { $head } (le dernier ici). Rien n’est écrit. Indiquez une base vide ; ou bien exportez de { $target } ce qui y a été ajouté, importez-le dans { $source }, et copiez vers une nouvelle base.
error-copy-behind = { $target } est en avance sur { $source } : elle en contient les { $same } lots et { $more } de plus, jusqu’à { $other } (ici, le dernier est { $head }). Rien n’est écrit. Pour continuer avec { $target }, copiez dans l’autre sens.
error-copy-from-replica = { $url } est une réplique : elle ne contient que ce que voit son niveau. Copiez depuis l’original, ou indiquez le niveau avec --scope.
error-copy-onto-replica = { $url } est une réplique et ne peut devenir une copie entière. Rien n’est écrit. Indiquez une autre cible ; ou mettez la réplique à jour avec --scope.
error-copy-onto-own = { $url } contient ses propres données, qu’une réplique remplacerait. Rien n’est écrit. Indiquez une nouvelle base.
error-copy-onto-other-replica = { $url } est une réplique d’une autre base ({ $store }). Rien n’est écrit. Indiquez une nouvelle base.
error-copy-unlike = La copie ne correspond pas à ce qui a été copié. Ne l’utilisez pas. Lancez « maillage doctor » sur les deux bases, puis copiez vers une nouvelle base.
error-copy-irreducible = Ce que voit ce niveau ne peut être dit sans ce qu’il ne voit pas. Rien n’est écrit. C’est un défaut de Maillage : signalez-le. En attendant, exportez avec --scope vers une nouvelle base.
