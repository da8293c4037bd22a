package coding

import "github.com/reflexive-monitoring/toolkit/rma"

// Starter returns a codebook to begin with: the four bouwstenen, and under each
// the four aspects. The definitions are a starting point to be sharpened by the
// coders after their first transcripts; raise Version when they change one.
//
//	IN Inhoudelijk           IN.BEL  IN.AAN  IN.WZE  IN.RVW
//	WP Werkprocessen         WP.BEL  WP.AAN  WP.WZE  WP.RVW
//	SW Samenwerking          SW.BEL  SW.AAN  SW.WZE  SW.RVW
//	IS Informatiesystemen    IS.BEL  IS.AAN  IS.WZE  IS.RVW
//
// BEL is what hinders, AAN what should be done, WZE what was done and worked,
// RVW what must be in place. The four that group others cannot be given to
// text.
func Starter() Codebook {
	b := Codebook{Name: "Bouwstenen", Version: "1"}
	for _, g := range starterGroups() {
		b.Codes = append(b.Codes, Code{
			ID: g.id, Label: rma.T(g.bouwsteen.Label(rma.Dutch), g.bouwsteen.Label(rma.English)),
			Bouwsteen: g.bouwsteen, Definition: g.definition, Color: g.color,
		})
		for i, a := range Aspects() {
			c := g.codes[i]
			b.Codes = append(b.Codes, Code{
				ID: g.id + "." + aspectSuffix[i], ParentID: g.id, Label: a.text(), Bouwsteen: g.bouwsteen, Aspect: a,
				Definition: c.definition, Include: c.include, Exclude: append(c.exclude, aspectRules()[i]),
				Examples: c.examples, Codable: true, Color: g.color,
			})
		}
	}
	return b
}

// starterGroup is a bouwsteen with its codes in the order of [Aspects].
type starterGroup struct {
	id         string
	bouwsteen  rma.Bouwsteen
	color      string
	definition rma.Text
	codes      [4]starterCode
}

type starterCode struct {
	definition                 rma.Text
	include, exclude, examples []rma.Text
}

var aspectSuffix = [4]string{"BEL", "AAN", "WZE", "RVW"}

// aspectRules tell the aspects of one bouwsteen apart.
func aspectRules() [4]rma.Text {
	return [4]rma.Text{
		rma.T("Wat er nog moet komen, zonder dat iemand zegt wat het nu hindert: randvoorwaarde (RVW).",
			"What is still needed, without saying what it hinders now: precondition (RVW)."),
		rma.T("Wat al gedaan is, ook als de spreker het aanraadt aan anderen: werkzaam element (WZE).",
			"What was done already, also when the speaker commends it to others: working element (WZE)."),
		rma.T("Wat iemand verwacht of hoopt en nog niet heeft meegemaakt: aanbeveling (AAN).",
			"What somebody expects or hopes and has not seen yet: recommendation (AAN)."),
		rma.T("Een voorstel om de werkwijze zelf te veranderen: aanbeveling (AAN).",
			"A proposal to change the way of working itself: recommendation (AAN)."),
	}
}

func starterGroups() []starterGroup {
	return []starterGroup{
		{"IN", rma.Inhoudelijk, "#1b6ca8", rma.T(
			"Hoe professionals het geweld, het gezin en de veiligheid begrijpen: analyse, visie en kennis van het vak.",
			"How professionals understand the violence, the family and safety: analysis, vision and knowledge of the trade."),
			starterContent()},
		{"WP", rma.Werkprocessen, "#c0392b", rma.T(
			"Hoe het werk loopt van melding tot hulp: stappen, overdracht, termijnen en het aanbod van hulp.",
			"How work runs from report to help: steps, handover, time limits and the help on offer."),
			starterProcesses()},
		{"SW", rma.Samenwerking, "#2e7d32", rma.T(
			"Hoe mensen en organisaties met elkaar omgaan: contact, vertrouwen, rollen en gezamenlijk optrekken.",
			"How people and organisations deal with each other: contact, trust, roles and acting together."),
			starterCollaboration()},
		{"IS", rma.Informatiesystemen, "#7b4fa3", rma.T(
			"Wat er wordt vastgelegd, waarin, en wie het mag en kan zien: registratie, systemen en gegevensdeling.",
			"What is recorded, in what, and who may and can see it: registration, systems and the sharing of data."),
			starterSystems()},
	}
}
