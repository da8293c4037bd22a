package review

import (
	"strings"

	"github.com/reflexive-monitoring/toolkit/casereview"
	"github.com/reflexive-monitoring/toolkit/rma"
)

// formParts gives the parts of the form in their order.
func formParts(r Review, o FormOptions) []formPart {
	f := formWriter{r: r, l: o.Lang}
	parts := []formPart{f.overview(), f.participants(), f.narrative(), f.episodes(), f.factors(), f.patterns(),
		f.insights(), f.carry(), f.scales(), f.ratings()}
	for i, p := range parts {
		if i > 0 { // the overview is one thing
			for range o.Blank {
				p.rows = append(p.rows, make([]string, len(p.fields)))
			}
		}
		parts[i] = p
	}
	if len(r.Amendments) > 0 {
		parts = append(parts, f.amendments())
	}
	return parts
}

// formWriter writes the values of a review in one language.
type formWriter struct {
	r Review
	l rma.Lang
}

func (f formWriter) part(title rma.Text, guide, fields []rma.Text) formPart {
	p := formPart{title: title.In(f.l)}
	for _, g := range guide {
		p.guide = append(p.guide, g.In(f.l))
	}
	for _, t := range fields {
		p.fields = append(p.fields, t.In(f.l))
	}
	return p
}

// choose lists the terms of a vocabulary that can be filled in.
func choose[T interface{ Label(rma.Lang) string }](what rma.Text, list ...T) rma.Text {
	write := func(l rma.Lang) string {
		var labels []string
		for _, v := range list {
			labels = append(labels, v.Label(l))
		}
		return what.In(l) + ": " + strings.Join(labels, "; ")
	}
	return rma.T(write(rma.Dutch), write(rma.English))
}

// term is the label of a value, and nothing when it is not recorded.
func term[T interface {
	~uint8
	Label(rma.Lang) string
}](v T, l rma.Lang) string {
	if v == 0 {
		return ""
	}
	return v.Label(l)
}

func orgs(list []casereview.OrgID) string {
	out := make([]string, len(list))
	for i, o := range list {
		out[i] = string(o)
	}
	return strings.Join(out, ", ")
}

func (f formWriter) overview() formPart {
	p := f.part(rma.T("Overzicht", "Overview"), overviewGuide(), []rma.Text{rma.T("gegeven", "field"), rma.T("antwoord", "answer")})
	for _, row := range []struct {
		label rma.Text
		value string
	}{
		{rma.T("review", "review"), f.r.ID}, {rma.T("casus (pseudoniem)", "case (pseudonym)"), f.r.Case.String()},
		{rma.T("dag van de review", "day of the review"), f.r.At.String()}, {rma.T("stand", "status"), term(f.r.Status, f.l)},
	} {
		p.rows = append(p.rows, []string{row.label.In(f.l), row.value})
	}
	return p
}

func (f formWriter) participants() formPart {
	p := f.part(rma.T("Deelnemers", "Participants"), participantGuide(), []rma.Text{rma.T("groep", "group"),
		rma.T("organisatie", "organisation"), rma.T("rol", "role"), rma.T("pseudoniem", "pseudonym")})
	for _, g := range []struct {
		label rma.Text
		list  []Participant
	}{{rma.T("leiding", "lead"), f.r.Lead}, {rma.T("reviewteam", "review team"), f.r.Team}, {rma.T("casusgroep", "case group"), f.r.CaseGroup}} {
		for _, x := range g.list {
			p.rows = append(p.rows, []string{g.label.In(f.l), string(x.Org), x.Role, x.ID.String()})
		}
	}
	return p
}

func (f formWriter) narrative() formPart {
	p := f.part(rma.T("Verhaal", "Narrative"), narrativeGuide(), []rma.Text{rma.T("dag", "day"), rma.T("organisatie", "organisation"),
		rma.T("wat er gebeurde, van hieruit gezien", "what happened, seen from here")})
	p.entry = rma.T("Deel", "Piece").In(f.l)
	for _, n := range f.r.Narrative {
		p.rows = append(p.rows, []string{n.At.String(), string(n.Org), n.Text})
	}
	return p
}

func (f formWriter) episodes() formPart {
	p := f.part(rma.T("Episoden", "Episodes"), episodeGuide(), []rma.Text{rma.T("code", "id"), rma.T("wat er gebeurde", "what happened"),
		rma.T("van", "from"), rma.T("tot", "to"), rma.T("organisaties", "organisations"), rma.T("oordeel", "appraisal"),
		rma.T("waarom het begrijpelijk was", "why it made sense"), rma.T("gevolg", "effect")})
	p.entry = rma.T("Episode", "Episode").In(f.l)
	for _, e := range f.r.Episodes {
		p.rows = append(p.rows, []string{e.ID, e.Label, e.From.String(), e.To.String(), orgs(e.Orgs), term(e.Appraisal, f.l), e.WhyItMadeSense, e.Effect})
	}
	return p
}

func (f formWriter) factors() formPart {
	p := f.part(rma.T("Factoren", "Factors"), factorGuide(), []rma.Text{rma.T("episode", "episode"), rma.T("factor", "factor"), rma.T("niveau", "level"),
		rma.T("richting", "direction"), rma.T("bouwsteen", "building block"), rma.T("toelichting", "note"), rma.T("code (alleen als ernaar verwezen wordt)", "id (only if something refers to it)")})
	for _, e := range f.r.Episodes {
		for _, x := range e.Factors {
			p.rows = append(p.rows, []string{e.ID, x.Code, term(x.Level, f.l), term(x.Direction, f.l), term(x.Bouwsteen, f.l), x.Note, x.ID})
		}
	}
	return p
}

func (f formWriter) patterns() formPart {
	p := f.part(rma.T("Patronen", "Patterns"), patternGuide(), []rma.Text{rma.T("soort", "type"), rma.T("patroon", "pattern"),
		rma.T("te zien in episode", "seen in episode"), rma.T("reikwijdte", "scope")})
	p.entry = rma.T("Patroon", "Pattern").In(f.l)
	for _, x := range f.r.Patterns {
		p.rows = append(p.rows, []string{term(x.Type, f.l), x.Statement, strings.Join(x.SeenIn, ", "), term(x.Scope, f.l)})
	}
	return p
}

func (f formWriter) insights() formPart {
	p := f.part(rma.T("Inzichten", "Insights"), insightGuide(), []rma.Text{rma.T("code", "id"), rma.T("inzicht", "insight"), rma.T("bouwsteen", "building block"),
		rma.T("niveau", "level"), rma.T("blijkt uit episode", "shown by episode"), rma.T("gelezen en vrijgegeven door (rol)", "read and cleared by (role)")})
	p.entry = rma.T("Inzicht", "Insight").In(f.l)
	for _, x := range f.r.Insights {
		p.rows = append(p.rows, []string{x.ID, x.Text, term(x.Bouwsteen, f.l), term(x.Level, f.l), strings.Join(x.Episodes, ", "), x.ClearedBy})
	}
	return p
}

func (f formWriter) carry() formPart {
	p := f.part(rma.T("Vragen om mee te nemen", "Questions to take along"), carryGuide(), []rma.Text{rma.T("code", "id"), rma.T("vraag", "question"),
		rma.T("bouwsteen", "building block"), rma.T("niveau", "level")})
	p.entry = rma.T("Vraag", "Question").In(f.l)
	for _, x := range f.r.Carry {
		p.rows = append(p.rows, []string{x.ID, x.Text, term(x.Bouwsteen, f.l), term(x.Level, f.l)})
	}
	return p
}

func (f formWriter) scales() formPart {
	p := f.part(rma.T("Schalen", "Scales"), scaleGuide(), []rma.Text{rma.T("schaal", "scale"), rma.T("vraag", "question"), rma.T("niveaus, van laag naar hoog", "levels, from low to high")})
	for _, s := range f.r.Scales {
		var levels []string
		for _, l := range s.Levels {
			levels = append(levels, l.Key)
		}
		p.rows = append(p.rows, []string{s.ID, s.Question.In(f.l), strings.Join(levels, ", ")})
	}
	return p
}

func (f formWriter) ratings() formPart {
	p := f.part(rma.T("Beoordelingen", "Ratings"), ratingGuide(), []rma.Text{rma.T("schaal", "scale"), rma.T("van welke code", "of which id"),
		rma.T("beoordelaar (pseudoniem)", "rater (pseudonym)"), rma.T("niveau", "level")})
	for _, x := range f.r.Ratings {
		p.rows = append(p.rows, []string{x.Scale, x.Of, x.By.String(), x.Level})
	}
	return p
}

func (f formWriter) amendments() formPart {
	p := f.part(rma.T("Wijzigingen na vaststelling", "Amendments"), amendmentGuide(), []rma.Text{rma.T("moment", "moment"), rma.T("door (rol)", "by (role)"),
		rma.T("reden", "reason"), rma.T("wat er veranderde", "what changed"), rma.T("onderdelen", "parts")})
	for _, a := range f.r.Amendments {
		p.rows = append(p.rows, []string{a.At.String(), a.By, a.Reason, a.What, strings.Join(a.Parts, ", ")})
	}
	return p
}
