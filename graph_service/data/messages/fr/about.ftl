# Ce que dit un fichier de la réponse qu’il contient : question, diffusion, date, sources.
about-heading = À propos
about-question = Question
about-answer = Réponse
about-asked = Demandé
about-scope = Diffusion
about-scope-public = Vu par tous : peut être diffusé.
about-scope-partners = Vu par les partenaires : ne pas publier.
about-scope-internal = Vu par l’équipe seule : ne pas diffuser.
about-state = État
about-left-out = Laissé de côté
about-fictional = Attention
about-rows = Lignes
about-rows-whole = { $n ->
    [one] { $n } ligne
   *[other] { $n } lignes
}
about-rows-part = { $n } lignes sur { $total }
about-cut = { $n ->
    [one] Un texte dépassait ce que contient une case ({ $most } signes) : il est coupé. Le fichier .csv l’a en entier.
   *[other] { $n } textes dépassaient ce que contient une case ({ $most } signes) : ils sont coupés. Le fichier .csv les a en entier.
}
about-rows-first = Les { $n } premières lignes sur { $total } : le classeur (.xlsx) et le texte (.csv) les ont toutes.
about-columns = Le classeur (.xlsx) a aussi : { $columns }.
about-texts = Les textes longs sont coupés ici ; le classeur (.xlsx) les a en entier.
about-picture = Image
about-parts = Sur cette page
about-no-source = Aucune source n’est nommée.
about-by = Fait avec Maillage
about-table = Tableau
error-table-rows-xlsx = Ce tableau a { $n } lignes, et une feuille de classeur en contient { $most } au plus. Ajoutez un filtre, ou écrivez-le en .csv.
