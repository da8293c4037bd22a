package review

import "github.com/reflexive-monitoring/toolkit/rma"

// Insight is something important that the review brought to light.
type Insight struct {
	ID        string        `json:"id"`
	Text      string        `json:"text,omitempty"`
	Bouwsteen rma.Bouwsteen `json:"bouwsteen,omitempty"`
	Level     rma.Level     `json:"level,omitempty"`
	Episodes  []string      `json:"episodes,omitempty"` // ids of those that show it

	// ClearedBy is who read the text and found that it points at nobody: a role.
	// Without it the insight is for the team only.
	ClearedBy string `json:"cleared_by,omitempty"`
}

// CarryQuestion is a question that the review could not answer, for others to
// take along.
type CarryQuestion struct {
	ID        string        `json:"id"`
	Text      string        `json:"text,omitempty"`
	Bouwsteen rma.Bouwsteen `json:"bouwsteen,omitempty"`
	Level     rma.Level     `json:"level,omitempty"`
}

// Findings returns the insights as findings of the method and the pilot in the
// origin, in the order of the review. A finding has the id of the review and of
// the insight, as in R1-I2, and rests on the observations of its episodes,
// which [ListEpisodes] makes with the same origin and its usual name.
//
// An insight into one case can point at a family. A finding is withheld unless
// the review is final and somebody cleared its text. An insight without a text
// is no finding yet.
func (r Review) Findings(o rma.Origin) []rma.Finding {
	var out []rma.Finding
	for _, i := range r.Insights {
		if i.Text == "" {
			continue
		}
		f := rma.Finding{ID: r.ID + "-" + i.ID, Method: o.Method, Pilot: o.Pilot, Text: rma.PlainText(i.Text),
			Bouwsteen: i.Bouwsteen, Level: i.Level, Withheld: r.Status != Final || i.ClearedBy == ""}
		if o.Group != "" {
			f.Groups = []string{o.Group}
		}
		for _, id := range i.Episodes {
			f.Observations = append(f.Observations, r.episodeID(o, "", id))
		}
		out = append(out, f)
	}
	return out
}

// Proposal is a question that a review offers to the learning agenda. It is a
// proposal: people decide what the agenda holds.
type Proposal struct {
	Question  string
	Bouwsteen rma.Bouwsteen
	Level     rma.Level
	Review    string  // id of the review it comes from
	Ref       rma.Ref // the question in the review
}

// Proposals returns the carry questions as proposals for the learning agenda,
// in the order of the review; one without a text is left out. The words are
// those of the team, and nobody has cleared them for others.
func (r Review) Proposals() []Proposal {
	var out []Proposal
	for _, q := range r.Carry {
		if q.Text != "" {
			out = append(out, Proposal{Question: q.Text, Bouwsteen: q.Bouwsteen, Level: q.Level, Review: r.ID,
				Ref: rma.Ref{Kind: rma.RefDocument, ID: r.ID + "-" + q.ID}})
		}
	}
	return out
}

// Proposed returns the proposal in the form in which package rma lists open
// questions.
func (p Proposal) Proposed() rma.ProposedQuestion {
	return rma.ProposedQuestion{From: p.Review, Text: rma.PlainText(p.Question),
		Reason: rma.T("vraag om mee te nemen uit een casusreview", "question to take along from a case review")}
}
