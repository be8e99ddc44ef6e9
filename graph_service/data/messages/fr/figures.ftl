# Tailles des images, leur fond, leur finesse, ce qu’elles disent d’elles-mêmes.
preset-slide = diapositive (16:9)
preset-a4 = page A4
preset-a4-landscape = page A4 en paysage
preset-a3 = page A3
preset-a3-landscape = page A3 en paysage
preset-half = demi-page
option-preset = Taille de l’image (avec -o, en .png, .svg ou .pdf) : { $known }.
option-dpi = Points par pouce de l’image (avec -o, en .png), de { $least } à { $most } ; { $usual } si rien n’est dit.
option-transparent = Laisser transparent le fond de l’image (avec -o, en .png, .svg ou .pdf).
param-preset = Taille de l’image : { $known }.
param-dpi = Points par pouce d’une image PNG, de { $least } à { $most } ; { $usual } si rien n’est dit.
param-background = Fond de l’image.
error-figure-preset = La taille « { $value } » n’existe pas. Demandez { $known }.
error-figure-background = Le fond « { $value } » n’existe pas. Demandez { $known }.
error-figure-dpi = « { $value } » points par pouce : demandez un nombre entier de { $least } à { $most }.
error-figure-pixels = À { $dpi } points par pouce, cette image dépasserait { $most } millions de points. Demandez { $fits } points par pouce au plus, une taille plus petite, ou le format .svg ou .pdf, net à toute taille.
figure-preset = une taille (preset)
figure-dpi = un nombre de points par pouce (dpi)
figure-background = un fond (background)
error-figure-not-taken = « { $file } » ne se règle pas par { $option } : demandez { $known }, ou ne le précisez pas.
error-figure-no-file = Vous demandez { $option } sans dire dans quel fichier écrire l’image : ajoutez -o carte.png, par exemple.
figure-share-alike = { $licences } : une licence à partage à l’identique. Qui republie cette carte, ou en tire une autre, le fait aux mêmes conditions.
figure-shortened = Remarques et sources sont abrégées à cette taille ; le PDF et le tableau les ont en entier.
figure-sources-of = { $licence } : { $producers }
figure-producers-more = { $producers } et { $n ->
    [one] { $n } autre
   *[other] { $n } autres
}
pdf-not-accessible = Ce PDF ne suit pas la norme d’accessibilité PDF/UA-1 : aucune police d’ici n’a tous ses signes. Il garde ses balises, ses textes et son tableau.
