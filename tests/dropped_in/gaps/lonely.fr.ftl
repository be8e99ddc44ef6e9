gaps-kind-lonely = Projet isolé
lonely-fewer = Moins d’acteurs que cela.
lonely-fewer-label = Moins de
lonely-observed = { $n } acteur(s).
lonely-sentence = « { $project } » n’a que { $n } acteur.
lonely-looked = Isolés : cherchés dans { $n } projets en cours.
