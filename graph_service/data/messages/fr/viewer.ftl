# La carte interactive : ce que la visionneuse dit, en plus de map.ftl.
error-viewer-not-built = La visionneuse des cartes n’a pas été construite : le fichier { $path } manque. Réinstallez Maillage avec « pip install . » (ou « make install »), qui la construit.
title-Incomplete = Installation incomplète
viewer-keys = Carte. Flèches : passer d’un acteur à l’autre. Entrée : ouvrir. F : ne voir que ses partenaires. Plus, moins, zéro : zoom. Barre oblique : chercher. T : tableau. Échap : revenir.
viewer-find = Chercher un nom
viewer-results = Noms trouvés
viewer-found = Noms trouvés : { $n }
viewer-found-none = Aucun nom de la carte ne correspond
viewer-filter = Masquer ou montrer
viewer-hidden = Masqués – acteurs ou projets : { $nodes }, lignes : { $lines }.
viewer-show-all = Tout montrer
viewer-alone = Ne voir que ses partenaires
viewer-legend-click = Un clic sur une entrée la masque.
viewer-paper = Le tableau de { $n } lignes n’est pas imprimé : ouvrez-le à l’écran ou téléchargez-le.
viewer-more = { $n } lignes suivantes
web-map-loading = La carte se charge…
viewer-rest = Sans script, seules les { $n } premières lignes sont là ; un fichier de la réponse (CSV, tableur) les a toutes.
