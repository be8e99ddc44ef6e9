history-title = L’historique d’une fiche et ses sources : qui a dit quoi, et quand
history-about = Qui a dit quoi de cette fiche, quand, dans quelle ligne de quel fichier, et cela compte-t-il encore ?
history-id = La fiche : identifiant (même ancien), SIREN, SIRET, RNA ou nom.
history-order = Dans quel ordre : celui des saisies ou le plus récent d’abord.
history-place = { $file } ligne { $row }
history-place-in-sheet = { $file }, feuille { $sheet }, ligne { $row }
history-title-of = Historique de { $id }
history-count = { $n ->
    [one] { $n } déclaration.
   *[other] { $shown ->
        [one] { $shown } déclaration montrée
       *[other] { $shown } déclarations montrées
    } sur { $n }.
}
history-more = Déclarations suivantes
history-said = { $op } · { $source } (données { DU-JOUR($updated) })
history-said-undated = { $op } · { $source }
history-by = par { $who }
history-typed = saisi { LE-JOUR($day) } à { $time } ({ $id })
history-imported = import { DU-JOUR($day) } à { $time } ({ $id })
history-id-label = Fiche
history-order-label = Ordre
history-order-said = dans l’ordre des saisies
history-order-latest = le plus récent d’abord
history-asks =
    Qui a dit quoi sur { $id } ?
    D’où vient ce qu’on sait de { $id } ?
    Quelles sont les dernières modifications de { $id } ?
    Quel fichier parle de { $id } ?
history-cues =
    historique, histoire, qui a dit, qui dit, qui a saisi, saisi, saisie, qui a modifié, modifié, modifiée
    modification, modifications, changé, changée, changement, changements, corrigé, corrigée, correction
    corrections, qui a écrit, entré, entrée, renseigné, renseignée, ajouté, ajoutée, créé la fiche
    créée dans la base, quand, d’où vient, d’où viennent, d’où sort, d’où sortent, d’où, provenance, origine, source
    sources, fichier, fichiers, ligne, lignes, quelle ligne, quel fichier, parle, version, versions, mise à jour
    mises à jour, mis à jour, qu’on sait, ce qu’on sait, informations, information, infos, info, données, donnée
    modif, modifs, traçabilité, tracabilité, tableur, quel tableur, depuis quel tableur, tenez, tenez-vous
    dernière fois, la dernière fois, rentré, rentrée, a rentré, renseigné la fiche, dans la base, dans l’outil
    sur la fiche, base, d’où cela vient, cela vient, vient-il, vient-elle, tient-on, tenons-nous, d’où tient-on
    d’où tenez-vous, d’où on tient, qui nous a dit, qui l’a dit, qui a renseigné, qui a rempli, rempli, remplie
    qui a mis, qui a créé, créé, créée, qui a changé, qui a corrigé, qui a ajouté, à quelle date, qui a entré
    qui a importé, importé, importée, dernière mise à jour, dernières mises à jour, actualisé, actualisée
    date de quand, vient de quel fichier, quelle source, quelles sources, source de, sources de, selon quelle source
    prouve, preuve, preuves, justifie, sur quoi se base, touché, touché à, touché à la fiche, qui nous a dit que
    qui nous dit que, qui vous a dit, qui prétend, qui affirme, qui raconte, modifié la fiche, changé la fiche
    touché la fiche, vient la fiche, viennent la fiche, sort la fiche, d’où vient la fiche, d’où sort la fiche
    saisi la fiche, rempli la fiche, mis à jour la fiche, corrigé la fiche, ajouté la fiche, écrit la fiche
    fait la fiche, entré la fiche, importé la fiche, source de la fiche, sources de la fiche, historique de la fiche
    origine de la fiche, provenance de la fiche, version de la fiche, versions de la fiche
    modifications de la fiche, changements de la fiche, corrections de la fiche, ligne de la fiche, date de la fiche
    mise à jour de la fiche, d’après quel fichier, d’après qui, d’après quoi, d’après quelle source, selon qui
    à partir de quel fichier, à partir de quoi, quand a-t-on saisi, saisi quand, par qui a été saisi, qui l’a saisi
    qui l’a modifié, modifié quand, modifié par qui, saisi par qui, créé par qui, qui est passé sur, dernière main
    dernières saisies, d’où sort ce qu’on sait, d’où vient ce qu’on sait, d’où sort ce que l’on sait
    d’où vient ce que l’on sait, d’où tient-on ce qu’on sait, dernière saisie, dans quel tableau, dans quel fichier
    quel tableau, à quelle ligne, figure, tableau, dans quel tableur, l’a-t-on su, sait-on ça, sait-on cela
    a-t-on appris, d’où sait-on, d’où on sait, d’où le sait-on, maj, màj, d’où sort l’info, provient, proviennent
    retouché, retouchée, retouchées
history-order-cues =
    latest = derniers, dernières, dernier, dernière, récent, récents, récentes, en dernier
