# Adding and correcting on the page (api/editing_pages.py, api/meeting_pages.py, api/taking_pages.py).
error-edit-lowered = Adding and correcting is done in the team's view. Go back to it, then try again.
error-form-kind = This form is not sent as expected: it has to be sent as { $kind }.
error-form-many = This form has more than { $most } fields. Send it in several parts.
error-meeting-many = A meeting has at most { $most } participants. For more, import a file.

editing-add = Add
editing-correct = Correct
editing-undo = Undo
editing-restore = Restore
editing-saved = Saved.
editing-undone = Undone.
editing-staff = the team
editing-waits = A correction waits for a record that does not exist yet: { $word }

# The choice
editing-add-title = What do you want to add?
editing-what-meeting = A meeting
editing-what-actors = An actor
editing-what-projects = A project
editing-what-participations = A participation
editing-what-partnerships = A partnership
editing-what-fundings = A funding
editing-about-meeting = A meeting and who was there, in one go.
editing-about-actors = An organisation or a collective body, never a person.
editing-about-projects = What actors take part in together: contract, operation, network, publication…
editing-about-participations = An actor that takes part in a project, and in which role.
editing-about-partnerships = A direct relation between two actors: agreement, membership, mandate.
editing-about-fundings = Money given to an actor or a project.
editing-new-meeting = Add a meeting
editing-new-actors = Add an actor
editing-new-projects = Add a project
editing-new-participations = Add a participation
editing-new-partnerships = Add a partnership
editing-new-fundings = Add a funding

# A form
editing-needed = (to be filled)
editing-choose = choose…
editing-more = Other fields
editing-save = Save
editing-cancel = Change nothing
editing-back = Go on
editing-which = Which one is it?
editing-said-by = Source:
editing-others = Other sources say:
editing-missing = To be filled.
editing-name-listed = No record, or several, for “{ $text }”: { $list }? Write the identifier in brackets.
editing-alike = Nothing is saved yet. Is what you add not there already?
editing-save-new = It is something else: save
editing-refused = Nothing is saved
editing-visibility-held = Who sees this record today. Hiding it further deletes nothing.
editing-relations = { $n ->
    [one] The relation of this record
   *[other] The { $n } relations of this record
}{ $shown ->
    [200] {" "}(the first 200)
   *[other] {""}
}
editing-not-saved = Nothing is saved yet: correct what is marked.
editing-visibility = Who may see it
editing-visibility-help = What the team adds is seen by the team only, unless you decide otherwise.
editing-seen-public = Everybody
editing-seen-partners = The team and the partners
editing-seen-internal = The team only
editing-name-nobody = No record is called “{ $text }”.
editing-name-near = No record is called “{ $text }”. Is it one of these?
editing-name-several = Several records are called “{ $text }”. Which one?
editing-help-territory = A commune, an intercommunality, a département or a region: its name or its code.
editing-help-territories = Communes, intercommunalities, départements or regions, one after the other: the name or the code.
editing-help-themes = One or several themes, one after the other.
editing-help-succeeds = What was there before and took this form.
editing-help-documents = Of a publication: the projects or actors that it is about.
editing-help-actor = Its name, acronym or identifier.
editing-help-partner = The other actor's name, acronym or identifier.
editing-help-project = Its title or identifier.
editing-help-funder = The actor that gives.
editing-help-recipient = The actor or the project that receives.

# Correcting
editing-correct-title = Correct “{ $name }”
editing-correct-about = Only what you change is saved, as said by the team. What the sources say stays in the history.
editing-met = This record has changed while you were writing. Nothing is saved yet, and nothing that you wrote is lost: compare, then save.
editing-met-before = This record has changed meanwhile. Nothing is saved yet: this is how it would be now.
editing-now = Changed meanwhile. There is now:
editing-nothing = nothing
editing-go-on = Save what I wrote all the same
editing-gone = This record was taken away
editing-gone-note = Somebody took it away while you were writing. Nothing is saved. This is what you had written:
editing-typed = { $field }: { $text }
editing-ways = Otherwise
editing-deny = Take away
editing-deny-hint = This record stands for nothing real.
editing-hide = Hide
editing-hide-hint = It is right, but not everybody should see it.
editing-merge = Merge with…
editing-merge-hint = Another record is about the same actor.

# Taking away, hiding, merging, undoing
editing-can-undo = You can go back: “Undo” is offered afterwards.
editing-deny-title = Take away “{ $name }”?
editing-deny-what = The record will appear nowhere, even if a later import holds it.
editing-goes-participations = { $n ->
    [one] { $n } participation goes with it.
   *[other] { $n } participations go with it.
}
editing-goes-partnerships = { $n ->
    [one] { $n } partnership goes with it.
   *[other] { $n } partnerships go with it.
}
editing-goes-fundings = { $n ->
    [one] { $n } funding goes with it.
   *[other] { $n } fundings go with it.
}
editing-goes-ties = { $n ->
    [one] It loses its tie to { $n } partner.
   *[other] It loses its ties to { $n } partners.
}
editing-goes-nothing = Nothing else goes with it.
editing-hide-title = Hide “{ $name }”?
editing-hide-now = Who sees it today: { $seen }.
editing-hide-legend = Who may still see it?
editing-unseen-participations = { $n ->
    [one] { $n } participation hidden with it
   *[other] { $n } participations hidden with it
}
editing-unseen-partnerships = { $n ->
    [one] { $n } partnership hidden with it
   *[other] { $n } partnerships hidden with it
}
editing-unseen-fundings = { $n ->
    [one] { $n } funding hidden with it
   *[other] { $n } fundings hidden with it
}
editing-unseen-ties = { $n ->
    [one] its tie to { $n } partner is seen no more
   *[other] its ties to { $n } partners are seen no more
}
editing-unseen-nothing = nothing else is hidden with it
editing-merge-title = Merge “{ $name }” with another record
editing-merge-name = One actor is left: “{ $name }” [{ $id }]. The other identifier still leads to it.
editing-merge-do = Merge the two records
editing-merged = What is left
editing-pick-other = The other record of the same actor
editing-pick-other-help = Its name, acronym or identifier.
editing-look = Compare
editing-moves-participations = { $n ->
    [one] { $n } participation moves to it.
   *[other] { $n } participations move to it.
}
editing-moves-partnerships = { $n ->
    [one] { $n } partnership moves to it.
   *[other] { $n } partnerships move to it.
}
editing-moves-fundings = { $n ->
    [one] { $n } funding moves to it.
   *[other] { $n } fundings move to it.
}
editing-moves-ties = { $n ->
    [one] The tie to { $n } partner moves to it.
   *[other] The ties to { $n } partners move to it.
}
editing-moves-nothing = No participation, partnership or funding moves to another record.
editing-falls-participations = { $n ->
    [one] { $n } participation that was said twice becomes one.
   *[other] { $n } participations that were said twice become one each.
}
editing-falls-partnerships = { $n ->
    [one] { $n } partnership goes: it was said twice, or tied the two records to each other.
   *[other] { $n } partnerships go: they were said twice, or tied the two records to each other.
}
editing-falls-fundings = { $n ->
    [one] { $n } funding that was said twice becomes one.
   *[other] { $n } fundings that were said twice become one each.
}
editing-undo-title = Undo?
editing-undo-anyway = Undo all the same

# A meeting
editing-meeting-about = What, when, where, and who was there. All of it is saved at once, and undone at once.
editing-meeting-title = { $kind } of { $day }
editing-meeting-title-place = { $kind } of { $day } ({ $place })
editing-meeting-start = Say when it took place.
editing-meeting-event = A meeting is an event. For something else, add a project.
editing-meeting-label-start = Date
editing-meeting-label-territories = Place
editing-meeting-help-title = If it is empty, one is proposed from the kind, the date and the place.
editing-meeting-help-kind = What sort of meeting.
editing-meeting-help-start = 2026-11-28 or 28/11/2026; failing that the month (2026-11) or the year (2026).
editing-meeting-help-territories = The commune, or another place: its name or its code.
editing-participants = Participants
editing-add-participant = Who was there?
editing-names-help = One name, acronym or identifier a line. Before anything is saved, you will see how each is understood.
editing-names-help-script = Type a name or an acronym, choose with the arrows; Enter adds the line. Enter on the empty field saves.
editing-more-meeting = Themes, description, who may see it
editing-role = Role
editing-role-of = Role of { $name }
editing-kind-of = Kind of { $name }
editing-name = Name
editing-choose-kind = its kind…
editing-new-actor = A new actor, of this kind:
editing-drop-row = To remove the line, empty the name.
editing-role-unknown = There is no role “{ $role }”. Choose one from the list.
editing-kind-missing = Say of what kind “{ $name }” is.
editing-check-names = Nothing is saved yet: say first who the marked participants are.
editing-check-faults = Nothing is saved yet: correct what is marked.
editing-check-check = Nothing is saved yet. This is how the participants are understood: read again, then save.
editing-check-nobody = Nothing is saved yet: say who was there.
