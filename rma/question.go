package rma

// ProposedQuestion is a question that the triangulation or a case review offers
// to the learning agenda. It is a proposal: people decide what the agenda holds.
type ProposedQuestion struct {
	From   string // id of the claim or pilot it comes from
	Reason Text   // why it is proposed
	Text   Text   // the question; a first wording for the group to make its own
}

// OpenQuestions turns every claim that is dissonant, rests on a single source
// or has no evidence into a proposed question for the learning agenda, followed
// by the questions that pilots carry over. Contradictions come first.
func (s *Study) OpenQuestions(t Triangulation) []ProposedQuestion {
	var out []ProposedQuestion
	for _, v := range []Verdict{Dissonant, SingleSource, NoEvidence} {
		for _, r := range t.Claims {
			if r.Verdict == v {
				out = append(out, r.question())
			}
		}
	}
	for _, p := range s.Pilots {
		for _, q := range p.CarryQuestions {
			out = append(out, ProposedQuestion{From: p.ID, Reason: T("meegegeven door de pilot", "carried over by the pilot"), Text: q})
		}
	}
	return out
}

func (r ClaimResult) question() ProposedQuestion {
	q := ProposedQuestion{From: r.Claim.ID, Reason: T(r.VerdictLabel(Dutch), r.VerdictLabel(English))}
	nl, en := r.Claim.Statement.In(Dutch), r.Claim.Statement.In(English)
	switch r.Verdict {
	case Dissonant:
		q.Text = T("Hoe kan het dat de bronnen elkaar tegenspreken over de uitspraak “"+nl+"”, en wat is daarvoor nodig om te weten?",
			"How is it that the sources contradict each other on the claim “"+en+"”, and what would we need to know?")
	case SingleSource:
		q.Text = T("Hoe kunnen we de uitspraak “"+nl+"” ook vanuit een tweede, onafhankelijke bron bekijken?",
			"How can we look at the claim “"+en+"” from a second, independent source as well?")
	default:
		q.Text = T("Hoe komen we erachter of de uitspraak “"+nl+"” klopt?",
			"How do we find out whether the claim “"+en+"” holds?")
	}
	return q
}
