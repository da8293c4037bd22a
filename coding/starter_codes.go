package coding

import "github.com/reflexive-monitoring/toolkit/rma"

func texts(ts ...rma.Text) []rma.Text { return ts }

func starterContent() [4]starterCode {
	t := rma.T
	return [4]starterCode{
		{
			t("Wat een gedeeld begrip van het geweld en het gezin in de weg staat.",
				"What stands in the way of a shared understanding of the violence and the family."),
			texts(t("Er is geen gezamenlijke verklarende analyse: ieder kijkt met een eigen bril.",
				"There is no shared explanatory analysis: everybody looks through their own lens."),
				t("Er is te weinig oog voor het hele gezinssysteem, of voor gezinnen zonder kinderen.",
					"Too little eye for the whole family system, or for families without children.")),
			texts(t("Verschil van inzicht dat over rollen of vertrouwen gaat: SW.BEL.",
				"A difference that is about roles or trust: SW.BEL.")),
			texts(t("Wij kijken naar het kind en zij naar de ouders, dus we maken twee verhalen.",
				"We look at the child and they at the parents, so we make two stories.")),
		},
		{
			t("Wat volgens de spreker moet veranderen in analyse, visie of kennis.",
				"What should change in analysis, vision or knowledge, according to the speaker."),
			texts(t("Invoeren van één methode voor een verklarende analyse.", "Introducing one method for an explanatory analysis."),
				t("Werken met een gedeeld kader voor hulp in een vrijwillige setting.", "Working with a shared framework for help on a voluntary basis.")),
			texts(t("Een gezamenlijke visie op wie wat doet: SW.AAN.", "A shared vision of who does what: SW.AAN.")),
			texts(t("Iedereen zou dezelfde manier moeten leren om een gezin te begrijpen.", "Everybody should learn the same way to understand a family.")),
		},
		{
			t("Wat gedaan is en hielp om het geweld en het gezin beter te begrijpen.",
				"What was done and helped to understand the violence and the family better."),
			texts(t("Samen met het gezin of met collega's een verklaring zoeken.", "Looking for an explanation together with the family or with colleagues."),
				t("Een beslisboom of veiligheidsplan dat het denken ordende.", "A decision tree or safety plan that gave structure to the thinking.")),
			texts(t("Weten hoe een ander werkt, zonder iets over het gezin: SW.WZE.", "Knowing how another works, with nothing about the family: SW.WZE.")),
			texts(t("Met de beslisboom ernaast zagen we opeens hetzelfde patroon.", "With the decision tree beside us we suddenly saw the same pattern.")),
		},
		{
			t("Wat er aan kennis, visie of aandacht moet zijn om dit werk goed te doen.",
				"What knowledge, vision or attention must be there to do this work well."),
			texts(t("Scholing, en tijd om een nieuwe visie eigen te maken.", "Training, and time to make a new vision one's own."),
				t("Aandacht voor alle gezinsleden en voor zaken zonder kinderen.", "Attention to all members of a family and to cases without children.")),
			texts(t("Tijd en capaciteit om het werk te doen: WP.RVW.", "Time and capacity to do the work: WP.RVW.")),
			texts(t("Dit lukt alleen als iedereen de training heeft gehad.", "This only works when everybody has had the training.")),
		},
	}
}

func starterProcesses() [4]starterCode {
	t := rma.T
	return [4]starterCode{
		{
			t("Wat het werk tussen melding en passende hulp ophoudt of afbreekt.",
				"What delays or breaks off the work between a report and the right help."),
			texts(t("Koude overdracht, een dichte deur, of een hermelding die niet wordt aangenomen.", "A cold handover, a closed door, or a repeated report that is not accepted."),
				t("Passende hulp is er niet: wachtlijsten, of te lang te lichte hulp.", "The right help is not there: waiting lists, or help that is too light for too long.")),
			texts(t("De overdracht mislukt doordat gegevens niet zichtbaar zijn: IS.BEL.", "A handover fails because data cannot be seen: IS.BEL.")),
			texts(t("Na de overdracht stond het gezin drie maanden op de wachtlijst.", "After the handover the family was on the waiting list for three months.")),
		},
		{
			t("Wat volgens de spreker moet veranderen in stappen, overdracht of hulpaanbod.",
				"What should change in steps, handover or the help on offer, according to the speaker."),
			texts(t("Altijd warm overdragen, en terugmelden welke hulp is ingezet.", "Always handing over warmly, and reporting back which help was given."),
				t("Een ruimer aanbod van hulp, of een andere volgorde van stappen.", "More help on offer or another order of steps.")),
			texts(t("Elkaar vaker zien of op één plek werken: SW.AAN.", "Seeing each other more often or working in one place: SW.AAN.")),
			texts(t("Laat ons weten welke hulp er gekomen is, dan weten wij of het klopt.", "Let us know which help came, then we know if it is right.")),
		},
		{
			t("Wat in het werkproces gedaan is en hielp om sneller of beter te helpen.",
				"What was done in the work process and helped to help faster or better."),
			texts(t("Een gezamenlijk huisbezoek, snel contact na de melding, of nabellen na een advies.", "A joint home visit, quick contact after the report, or a call after advice."),
				t("Een vooraankondiging door de politie, of samen optrekken vanaf het begin.", "Advance notice by the police, or working together from the start.")),
			texts(t("De spreker noemt vooral dat men elkaar kent: SW.WZE.", "The speaker mainly says that people know each other: SW.WZE.")),
			texts(t("We gingen er de volgende ochtend samen heen en toen ging de deur open.", "We went there together the next morning and then the door opened.")),
		},
		{
			t("Wat geregeld moet zijn om volgens deze werkwijze te werken.",
				"What must be arranged to work in this way."),
			texts(t("Tijd en capaciteit, ruimte om werk te laten vallen voor een bezoek, dienst in het weekend.", "Time and capacity, freedom to drop other work for a visit, cover at weekends."),
				t("Voldoende passende hulp en een looptijd die lang genoeg is.", "Enough of the right help and a run that is long enough.")),
			texts(t("Vaste contactpersonen en draagvlak: SW.RVW.", "Fixed contacts and support in the organisation: SW.RVW.")),
			texts(t("Je moet dan wel je agenda leeg kunnen maken.", "You must be able to clear your diary then.")),
		},
	}
}

func starterCollaboration() [4]starterCode {
	t := rma.T
	return [4]starterCode{
		{
			t("Wat goed contact en gezamenlijk optrekken van mensen en organisaties hindert.",
				"What hinders good contact and acting together of people and organisations."),
			texts(t("Wij-zij denken, wantrouwen of miscommunicatie.", "Thinking in us and them, distrust or miscommunication."),
				t("Onduidelijk wie wat doet, of een partner die niet meedoet.", "It is unclear who does what, or a partner does not take part.")),
			texts(t("Een andere kijk op het gezin: IN.BEL. Een stap die ontbreekt: WP.BEL.", "A different view of the family: IN.BEL. A missing step: WP.BEL.")),
			texts(t("Zij vinden dat wij te snel sluiten, en wij dat zij te lang wachten.", "They think that we close too soon, and we that they wait too long.")),
		},
		{
			t("Wat volgens de spreker moet veranderen in hoe mensen en organisaties samenwerken.",
				"What should change in how people and organisations work together, according to the speaker."),
			texts(t("Een regionale visie op de samenwerking, meeloopdagen, of een medewerker op locatie.", "A regional vision of collaboration, shadowing days, or a worker on location."),
				t("Afspraken over wie de regie heeft.", "Agreements on who is in charge.")),
			texts(t("Een nieuwe stap in het proces: WP.AAN.", "A new step in the process: WP.AAN.")),
			texts(t("Loop eens een dag met elkaar mee, dan begrijp je de ander.", "Shadow each other for a day, then you understand the other.")),
		},
		{
			t("Wat gedaan is en de samenwerking beter maakte.",
				"What was done and made collaboration better."),
			texts(t("Korte lijnen, elkaar kennen, samen op één plek zitten of aanschuiven bij overleg.", "Short lines, knowing each other, sitting in one place or joining a consult."),
				t("Elkaars werkwijze leren kennen, regelmatig afstemmen of samen terugkijken.", "Getting to know each other's way of working, aligning regularly or looking back together.")),
			texts(t("Wat er in de zaak zelf gedaan is: WP.WZE.", "What was done in the case itself: WP.WZE.")),
			texts(t("Ik weet nu wie ik kan bellen, en ik bel ook.", "I know now whom I can call, and I do call.")),
		},
		{
			t("Wat er tussen mensen en organisaties moet zijn om samen te blijven werken.",
				"What must be there between people and organisations to go on working together."),
			texts(t("Vaste contactpersonen, bereikbaarheid en heldere afspraken.", "Fixed contacts, people who can be reached, and clear agreements."),
				t("Draagvlak in alle lagen, en ruimte om een band op te bouwen.", "Support in all layers, and room to build a relation.")),
			texts(t("Tijd en capaciteit voor het werk zelf: WP.RVW.", "Time and capacity for the work itself: WP.RVW.")),
			texts(t("Het moet wel steeds dezelfde persoon zijn.", "It does have to be the same person every time.")),
		},
	}
}

func starterSystems() [4]starterCode {
	t := rma.T
	return [4]starterCode{
		{
			t("Wat registreren, vinden of delen van gegevens hindert.",
				"What hinders recording, finding or sharing data."),
			texts(t("Elke gemeente of organisatie heeft een eigen systeem; gegevens zitten in kokers.", "Every municipality or organisation has its own system; data sit in silos."),
				t("Het is niet te zien of hulp werkt, of privacyregels houden delen tegen.", "It cannot be seen whether help works, or privacy rules stop sharing.")),
			texts(t("Iemand belt niet terug of vertelt iets niet: SW.BEL.", "Somebody does not call back or keeps something to themselves: SW.BEL.")),
			texts(t("Ik kan niet zien wat er bij de vorige melding is gebeurd.", "I cannot see what was done at the last report.")),
		},
		{
			t("Wat volgens de spreker moet veranderen in registratie, systemen of gegevensdeling.",
				"What should change in registration, systems or the sharing of data, according to the speaker."),
			texts(t("Overal dezelfde kopjes, een signaal bij een hermelding, of een vinkje voor de radarfunctie.", "The same headings everywhere, a signal at a repeated report, or a tick box for the radar function."),
				t("Iemand die let op volledige registratie, of een verkenning van een gedeeld dossier.", "Somebody who watches over complete registration, or a study of a shared record.")),
			texts(t("Terugbellen of terugmelden aan een collega: WP.AAN.", "Calling or reporting back to a colleague: WP.AAN.")),
			texts(t("Laat het systeem melden dat dit gezin al bekend is.", "Let the system say that this family is known already.")),
		},
		{
			t("Wat met registratie of gegevens gedaan is en hielp.",
				"What was done with registration or data and helped."),
			texts(t("Een gedeelde lijst of een gezamenlijk dossier dat overzicht gaf.", "A shared list or a joint record that gave an overview."),
				t("Cijfers die men samen bekeek en waarvan men leerde.", "Figures that people looked at together and learned from.")),
			texts(t("Overleg waarin gegevens maar terloops voorkomen: SW.WZE.", "A meeting in which data play a minor part: SW.WZE.")),
			texts(t("In de gedeelde lijst zagen we meteen wie er al bij betrokken was.", "In the shared list we saw at once who was involved already.")),
		},
		{
			t("Wat er aan toestemming, toegang of gegevens moet zijn.",
				"What consent, access or data must be there."),
			texts(t("Toestemming om gegevens te delen, en een grondslag die duidelijk is.", "Consent to share data, and a clear legal basis."),
				t("Juiste contactgegevens en toegang tot het systeem op locatie.", "Correct contact data and access to the system on location.")),
			texts(t("Bereikbaarheid van mensen: SW.RVW.", "Being able to reach people: SW.RVW.")),
			texts(t("Zonder toestemming van het gezin mag ik niets zeggen.", "Without the family's consent I may not say anything.")),
		},
	}
}
