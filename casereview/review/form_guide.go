package review

import "github.com/reflexive-monitoring/toolkit/rma"

// The questions that guide a team through the form.

func overviewGuide() []rma.Text {
	return []rma.Text{
		rma.T("Waarom deze casus: wat hoopt u ervan te leren over hoe er gewerkt wordt?", "Why this case: what do you hope to learn from it about how the work is done?"),
		rma.T("Een casus die goed liep leert evenveel als een die misliep.", "A case that went well teaches as much as one that went wrong."),
		choose(rma.T("Stand", "Status"), Statuses()...),
	}
}

func participantGuide() []rma.Text {
	return []rma.Text{
		rma.T("Wie leidt de review, en staat die persoon los van de organisaties die in de casus werkten?", "Who leads the review, and does that person stand apart from the organisations that worked in the case?"),
		rma.T("Wie hebben met het gezin gewerkt en vertellen mee in de casusgroep? Er doen minstens twee organisaties mee.", "Who worked with the family and tell their part in the case group? At least two organisations take part."),
		rma.T("Groep: leiding, reviewteam of casusgroep. Schrijf een rol op, geen naam.", "Group: lead, review team or case group. Write down a role, not a name."),
	}
}

func narrativeGuide() []rma.Text {
	return []rma.Text{
		rma.T("Wat gebeurde er volgens elke organisatie, en wat wist zij op dat moment?", "What happened according to each organisation, and what did it know at that moment?"),
		rma.T("Waar lopen de verhalen uiteen? Laat beide staan.", "Where do the stories differ? Leave both standing."),
	}
}

func episodeGuide() []rma.Text {
	return []rma.Text{
		rma.T("Welke momenten of perioden bepaalden hoe het verder ging, ten goede of ten kwade?", "Which moments or periods decided how things went on, for better or for worse?"),
		rma.T("Hoe was het handelen, gemeten aan wat toen goed werk was?", "How was the practice, measured by what was good work at the time?"),
		rma.T("Waarom was het begrijpelijk voor wie het deed: wat zag, wist, verwachtte en moest die persoon?", "Why did it make sense to those who did it: what did they see, know, expect and have to do?"),
		rma.T("Wat betekende het voor het gezin en voor wat erna kwam?", "What did it mean for the family, and for what came after?"),
		choose(rma.T("Oordeel", "Appraisal"), Good, Problematic, Mixed, Undetermined),
	}
}

func factorGuide() []rma.Text {
	return []rma.Text{
		rma.T("Wat maakte het waarschijnlijk dat het zo ging? Zoek verder dan de persoon.", "What made it likely that it went this way? Look further than the person."),
		rma.T("Wat hielp? Ook in een episode die misliep.", "What helped? Also in an episode that went wrong."),
		rma.T("Gebruik voor dezelfde factor in elke review dezelfde code, zonder spaties.", "Use the same code for the same factor in every review, without spaces."),
		choose(rma.T("Niveau", "Level"), FactorLevels()...),
		choose(rma.T("Richting", "Direction"), Supports, Hinders),
		choose(rma.T("Bouwsteen", "Building block"), rma.Bouwstenen()...),
	}
}

func patternGuide() []rma.Text {
	return []rma.Text{
		rma.T("Wat zegt deze casus over hoe het gewoonlijk gaat? Zou het in een andere casus ook zo gaan?", "What does this case say about how things usually go? Would it go like this in another case too?"),
		choose(rma.T("Soort", "Type"), PatternTypes()...),
		choose(rma.T("Reikwijdte", "Scope"), Scopes()...),
	}
}

func insightGuide() []rma.Text {
	return []rma.Text{
		rma.T("Welke drie dingen wilt u dat iedereen van deze casus onthoudt?", "Which three things would you want everybody to remember of this case?"),
		rma.T("Een inzicht gaat pas naar anderen als iemand het heeft gelezen op herleidbaarheid.", "An insight goes to others only after somebody has read it for what it gives away."),
		choose(rma.T("Bouwsteen", "Building block"), rma.Bouwstenen()...),
		choose(rma.T("Niveau", "Level"), rma.Operational, rma.Organisation, rma.Network),
	}
}

func carryGuide() []rma.Text {
	return []rma.Text{
		rma.T("Welke vragen kon deze review niet beantwoorden, en wie kan ermee verder? Begin met hoe.", "Which questions could this review not answer, and who can take them further? Begin with how."),
		choose(rma.T("Bouwsteen", "Building block"), rma.Bouwstenen()...),
		choose(rma.T("Niveau", "Level"), rma.Operational, rma.Organisation, rma.Network),
	}
}

func scaleGuide() []rma.Text {
	return []rma.Text{rma.T("Alleen als er beoordeeld wordt: welke vraag, en welke niveaus van laag naar hoog?", "Only if you rate: which question, and which levels from low to high?")}
}

func ratingGuide() []rma.Text {
	return []rma.Text{rma.T("Beoordeel ieder voor zich, voordat u ziet wat anderen gaven. Laat het niveau leeg als u het niet kunt zeggen.",
		"Rate on your own, before you see what others gave. Leave the level empty if you cannot say.")}
}

func amendmentGuide() []rma.Text {
	return []rma.Text{rma.T("Wat er na vaststelling is veranderd. Deze lijst groeit alleen aan.", "What changed after the review was final. This list only grows.")}
}
