package report

import (
	"strings"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// agenda proposes questions for the learning agenda; people decide what goes on it.
func (b *builder) agenda() Section {
	s := Section{ID: "agenda", Title: b.t("Leeragenda", "Learning agenda")}
	questions := b.in.Study.OpenQuestions(b.in.Triangulation)
	if len(questions) == 0 {
		s.Blocks = append(s.Blocks, para(plain(b.t("Deze triangulatie levert geen nieuwe vragen op.", "This triangulation raises no new questions."))))
		return s
	}
	s.Blocks = append(s.Blocks, para(plain(b.f("De triangulatie en de pilots leveren voor de leeragenda %s op. Het zijn voorstellen: de deelnemers beslissen welke vraag erop komt, en in welke woorden.",
		"The triangulation and the pilots raise %s for the learning agenda. They are proposals: the participants decide which question goes on it, and in which words.",
		b.count(len(questions), rma.T("vraag", "question"), rma.T("vragen", "questions"))))))
	list := List{Numbered: true}
	for _, q := range questions {
		from := plain(q.From)
		if _, ok := b.in.Study.Claim(q.From); ok {
			from = link(q.From, b.claimAnchor(q.From))
		}
		list.Items = append(list.Items, Item{Spans: []Span{plain(q.Text.In(b.lang) + " ("), from, plain(": " + q.Reason.In(b.lang) + ")")}})
	}
	s.Blocks = append(s.Blocks, list)
	return s
}

// recommendations shows each recommendation with what it rests on.
func (b *builder) recommendations() Section {
	s := Section{ID: "recommendations", Title: b.t("Aanbevelingen", "Recommendations")}
	trace := b.in.Study.Trace(b.in.Triangulation)
	if len(trace.Rows) == 0 {
		s.Blocks = append(s.Blocks, para(plain(b.t("Er zijn geen aanbevelingen vastgelegd.", "No recommendations were recorded."))))
		return s
	}
	list := List{}
	for _, row := range trace.Rows {
		list.Items = append(list.Items, b.recommendation(row))
	}
	s.Blocks = append(s.Blocks, list, b.table(b.own(b.traceTable(trace))))
	if len(trace.Weak) > 0 {
		s.Blocks = append(s.Blocks, para(strong(b.t("Smalle basis. ", "Narrow basis. ")), plain(b.f("Alleen op uitspraken die tegenstrijdig zijn of op één bron steunen: %s.",
			"Only on claims that are dissonant or rest on a single source: %s.", b.names(trace.Weak)))))
	}
	if len(trace.Unfounded) > 0 {
		s.Blocks = append(s.Blocks, para(strong(b.t("Zonder uitspraak. ", "Without a claim. ")), plain(b.f("Er is geen uitspraak genoemd waarop dit rust: %s.",
			"No claim is named that this rests on: %s.", b.names(trace.Unfounded)))))
	}
	if len(trace.Unaddressed) > 0 {
		var texts []string
		for _, x := range trace.Unaddressed {
			texts = append(texts, x.Text.In(b.lang))
		}
		s.Blocks = append(s.Blocks, para(strong(b.t("Belemmeringen zonder aanbeveling. ", "Barriers without a recommendation. ")), plain(strings.Join(texts, "; ")+".")))
	}
	return s
}

func (b *builder) recommendation(row rma.TraceRow) Item {
	r := row.Recommendation
	item := Item{ID: b.at.of("recommendation", r.ID), Spans: []Span{strong(number(r) + r.Text.In(b.lang) + ". ")}}
	if owner := r.Owner.In(b.lang); owner != "" {
		item.Spans = append(item.Spans, plain(b.t("Voor: ", "For: ")+owner+". "))
	}
	if len(row.Claims) > 0 {
		var basis []Span
		for _, c := range row.Claims {
			basis = append(basis, link(c.Claim.ID+" ("+c.VerdictLabel(b.lang)+")", b.claimAnchor(c.Claim.ID)))
		}
		item.Spans = append(item.Spans, plain(b.t("Basis: ", "Basis: ")))
		item.Spans = append(item.Spans, join(", ", basis)...)
		item.Spans = append(item.Spans, plain(". "))
	}
	if r.Status != rma.StatusNotRecorded {
		item.Spans = append(item.Spans, plain(b.t("Stand: ", "Status: ")+r.Status.Label(b.lang)+"."))
	}
	return item
}

func number(r rma.Recommendation) string {
	if r.No == 0 {
		return ""
	}
	return rma.FormatNumber(float64(r.No), 0, rma.English) + ". "
}

func (b *builder) names(rs []rma.Recommendation) string {
	var out []string
	for _, r := range rs {
		out = append(out, r.ID)
	}
	return strings.Join(out, ", ")
}

func (b *builder) traceTable(trace rma.Trace) rma.Table {
	t := rma.Table{
		ID: "trace", Title: rma.T("Van belemmering naar aanbeveling", "From barrier to recommendation"), RowHead: rma.T("aanbeveling", "recommendation"),
		Columns: []rma.Column{
			{Key: "bouwsteen", Label: rma.T("bouwsteen", "building block")}, {Key: "level", Label: rma.T("niveau", "level")},
			{Key: "barriers", Label: rma.T("belemmeringen", "barriers")}, {Key: "conditions", Label: rma.T("voorwaarden", "conditions")},
		},
	}
	for _, row := range trace.Rows {
		r := row.Recommendation
		t.Rows = append(t.Rows, rma.Row{Key: r.ID, Label: rma.PlainText(r.ID), Cells: []rma.Cell{
			rma.TextCell(both(r.Bouwsteen.Label)), rma.TextCell(both(r.Level.Label)),
			rma.TextCell(both(func(l rma.Lang) string {
				var out []string
				for _, x := range row.Barriers {
					out = append(out, x.Text.In(l))
				}
				return strings.Join(out, "; ")
			})),
			rma.TextCell(both(func(l rma.Lang) string {
				var out []string
				for _, x := range row.Conditions {
					out = append(out, x.Label.In(l))
				}
				return strings.Join(out, "; ")
			})),
		}})
	}
	return t
}

// feedback lists what groups made of the claims.
func (b *builder) feedback() Section {
	s := Section{ID: "feedback", Title: b.t("Terugkoppeling", "Feedback")}
	if len(b.in.Study.Feedback) == 0 {
		s.Blocks = append(s.Blocks, para(plain(b.t("Er is nog geen terugkoppeling van deelnemers of ervaringsdeskundigen vastgelegd.", "No feedback of participants or experience experts has been recorded yet."))))
		return s
	}
	t := rma.Table{
		ID: "feedback-table", Title: rma.T("Wat groepen ervan vonden", "What groups made of it"), RowHead: rma.T("uitspraak", "claim"),
		Columns: []rma.Column{
			{Key: "group", Label: rma.T("groep", "group")}, {Key: "response", Label: rma.T("reactie", "response")},
			{Key: "note", Label: rma.T("toelichting", "note")}, {Key: "at", Label: rma.T("datum", "date")},
		},
	}
	for _, f := range b.in.Study.Feedback {
		t.Rows = append(t.Rows, rma.Row{Key: f.Claim + "/" + f.Group, Label: rma.PlainText(f.Claim), Cells: []rma.Cell{
			rma.TextCell(both(func(l rma.Lang) string { return groupNames(b.in.Study, []string{f.Group}, l) })),
			rma.TextCell(both(f.Response.Label)), rma.TextCell(f.Note), rma.TextCell(both(f.At.Label)),
		}})
	}
	s.Blocks = append(s.Blocks, b.table(b.own(t)))
	return s
}
