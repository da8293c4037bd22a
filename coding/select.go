package coding

// Where returns the project with only the documents that have the given
// attributes, such as method=interviews, and the assignments and codings of
// those documents. The codebook and the coders stay. The documents are shared,
// because they do not change. Of no project there is none.
func (p *Project) Where(attributes map[string]string) *Project {
	if p == nil {
		return nil
	}
	out := &Project{Codebook: p.Codebook, Coders: p.Coders}
	in := map[string]bool{}
	for _, d := range p.Documents {
		if d != nil && d.has(attributes) {
			in[d.ID] = true
			out.Documents = append(out.Documents, d)
		}
	}
	for _, a := range p.Assignments {
		if in[a.Doc] {
			out.Assignments = append(out.Assignments, a)
		}
	}
	for _, c := range p.Codings {
		if in[c.Doc] {
			out.Codings = append(out.Codings, c)
		}
	}
	return out
}
