# Moving and sharing stores (graph/copying.py, cli/copying.py).

cli-copy = Copy a store to another one, whole; or with --scope make that a replica of what the public or partners see.
copy-from = The store to copy (else --store, else $MAILLAGE_STORE).
copy-to = Where to copy it. A store that does not exist is made.
copy-scope = Make a replica, which holds only what this scope sees: public or partners.
copy-progress = { $n } of { $all } batches, { $says } statements written
copy-done = { $to } is a whole copy.
copy-replica = { $to } is a replica of what { $scope } sees. Nobody can write to it; copy again to bring it up to date.
copy-nothing = { $to } is up to date.
copy-wrote = Written: { $batches ->
    [one] { $batches } batch
   *[other] { $batches } batches
}, { $says } statements, documents: { $documents }.
copy-hash = Equal content, { $scope }: { $hash }
copy-log = Log of the copy: { $hash }
scope-of-public = the public
scope-of-partners = partners
scope-of-internal = the team
batch-copy = copy
error-replica = This store is a replica of what { $scope } may see of the store { $store }. Nothing can be written to it, for the next copy would undo it. Make the change in that store, then copy again (maillage copy --scope …).
error-copy-scope = A replica is of what the public or partners see. For all that the team sees, copy without --scope.
error-copy-diverged = { $target } has a log of its own: { $same } batches are the same as in { $source }, then come { $other } (last there) and { $head } (last here). Nothing was written. Name an empty store as the target; or, in { $target }, export what was added, import it into { $source }, and copy to a new store.
error-copy-behind = { $target } is ahead of { $source }: it holds all { $same } batches of it and { $more } more, up to { $other } (here the last is { $head }). Nothing was written. To go on with { $target }, copy the other way round.
error-copy-from-replica = { $url } is a replica and holds only what its scope sees. Copy from the original; or name the scope with --scope.
error-copy-onto-replica = { $url } is a replica and cannot become a whole copy. Nothing was written. Name another target; or bring the replica up to date with --scope.
error-copy-onto-own = { $url } holds data of its own, which a replica would replace. Nothing was written. Name a new store as the target.
error-copy-onto-other-replica = { $url } is a replica of another store ({ $store }). Nothing was written. Name a new store as the target.
error-copy-unlike = The copy does not agree with what was copied. Do not use it. Run “maillage doctor” on both stores, then copy to a new store.
error-copy-irreducible = What that scope sees cannot be said apart from what it does not see. Nothing was written. This is a fault of Maillage: tell its makers. Meanwhile, export with --scope into a new store.
