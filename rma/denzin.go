package rma

// Denzin says in which senses a claim is triangulated (Denzin 1970, The
// Research Act). A flag says that the evidence comes from more than one side,
// not that the sides agree.
type Denzin struct {
	Data          bool // evidence from two or more pilots or informant groups
	WithinMethod  bool // two methods of one strand
	BetweenMethod bool // figures and words
	Investigator  bool // two or more coders
	Theory        bool // two or more frameworks
}

func (s *Study) denzin(r ClaimResult, findings map[string]Finding) Denzin {
	pilots, groups, coders, frameworks := map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}
	methods := map[Strand]map[string]bool{}
	for _, cell := range r.Cells {
		if cell.State != HasEvidence {
			continue
		}
		for _, c := range cell.Coders {
			coders[c] = true
		}
		for _, id := range cell.Findings {
			f := findings[id]
			m, _ := s.Method(f.Method)
			strand := m.StrandOf()
			if methods[strand] == nil {
				methods[strand] = map[string]bool{}
			}
			methods[strand][f.Method] = true
			frameworks[f.Framework] = true
			if f.Pilot != "" {
				pilots[f.Pilot] = true
			}
			for _, g := range f.groupsOr(m.Groups) {
				groups[g] = true
			}
		}
	}
	quant, qual, both := len(methods[Quantitative]), len(methods[Qualitative]), len(methods[Mixed])
	return Denzin{
		Data:          len(pilots) > 1 || len(groups) > 1,
		WithinMethod:  quant > 1 || qual > 1 || both > 1,
		BetweenMethod: quant > 0 && qual > 0 || both > 0 && quant+qual > 0,
		Investigator:  len(coders) > 1,
		Theory:        len(frameworks) > 1,
	}
}

func (f Finding) groupsOr(groups []string) []string {
	if len(f.Groups) > 0 {
		return f.Groups
	}
	return groups
}

// Labels lists the flags that are set, in language l.
func (d Denzin) Labels(l Lang) []string {
	var out []string
	for _, f := range []struct {
		set   bool
		label Text
	}{
		{d.Data, T("gegevens", "data")},
		{d.WithinMethod, T("binnen methode", "within method")},
		{d.BetweenMethod, T("tussen methoden", "between methods")},
		{d.Investigator, T("onderzoekers", "investigators")},
		{d.Theory, T("theorie", "theory")},
	} {
		if f.set {
			out = append(out, f.label.In(l))
		}
	}
	return out
}
