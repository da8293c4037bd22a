package rma

// Method is a way of collecting data. The vocabulary is open: a team with a
// method of its own uses its own key, and gives the strand in MethodUse.
type Method string

// The methods of the studies this library was made for.
const (
	CaseMonitoring   Method = "case-monitoring"
	CaseReview       Method = "case-review"
	SurveyPrePost    Method = "survey-pre-post"
	SurveyEnd        Method = "survey-end"
	GroupEvaluation  Method = "group-evaluation"
	Interview        Method = "interview"
	FacilitatorNote  Method = "facilitator-note"
	DocumentAnalysis Method = "document-analysis"
	RegistrationData Method = "registration-data"
	ClientJourney    Method = "client-journey"
	DossierStudy     Method = "dossier-study"
	ExperienceExpert Method = "experience-expert"
	FocusGroup       Method = "focus-group"
	DialogueTable    Method = "dialogue-table"
	FieldObservation Method = "field-observation"
)

var methodNames = map[Method]struct {
	label  Text
	strand Strand
}{
	CaseMonitoring:   {T("casusmonitoring", "case monitoring"), Quantitative},
	CaseReview:       {T("casusreview", "case review"), Qualitative},
	SurveyPrePost:    {T("voor- en nameting", "pre- and post-survey"), Quantitative},
	SurveyEnd:        {T("eindenquête", "end survey"), Quantitative},
	GroupEvaluation:  {T("groepsevaluatie", "group evaluation"), Qualitative},
	Interview:        {T("interviews", "interviews"), Qualitative},
	FacilitatorNote:  {T("notities van begeleiders", "facilitators' notes"), Qualitative},
	DocumentAnalysis: {T("documentenanalyse", "document analysis"), Qualitative},
	RegistrationData: {T("registratiecijfers", "registration data"), Quantitative},
	ClientJourney:    {T("klantreis", "client journey"), Qualitative},
	DossierStudy:     {T("dossieronderzoek", "dossier study"), Mixed},
	ExperienceExpert: {T("ervaringsdeskundigen", "experience experts"), Qualitative},
	FocusGroup:       {T("focusgroep", "focus group"), Qualitative},
	DialogueTable:    {T("dialoogtafel", "dialogue table"), Qualitative},
	FieldObservation: {T("observatie", "field observation"), Qualitative},
}

// Label returns the name in language l, or the key of a method of one's own.
func (m Method) Label(l Lang) string {
	if n, ok := methodNames[m]; ok {
		return n.label.In(l)
	}
	return string(m)
}

// Strand returns the strand to which the method usually belongs, or not
// recorded for a method of one's own.
func (m Method) Strand() Strand { return methodNames[m].strand }

// Strand is the tradition of a method: figures, words, or both.
//
// Keys in files: quantitative, qualitative, mixed.
type Strand uint8

const (
	StrandNotRecorded Strand = iota
	Quantitative
	Qualitative
	Mixed
)

var strandTerms = Terms{
	{"", "niet vastgelegd", "not recorded"},
	{"quantitative", "kwantitatief", "quantitative"},
	{"qualitative", "kwalitatief", "qualitative"},
	{"mixed", "gemengd", "mixed"},
}

// String returns the key used in files, "" for not recorded.
func (s Strand) String() string { return strandTerms.Key("Strand", uint8(s)) }

// Label returns the name in language l.
func (s Strand) Label(l Lang) string { return strandTerms.Text("Strand", uint8(s)).In(l) }

// MarshalText writes the key.
func (s Strand) MarshalText() ([]byte, error) { return strandTerms.Marshal("Strand", uint8(s)) }

// UnmarshalText reads the key; the error wraps ErrUnknownTerm.
func (s *Strand) UnmarshalText(text []byte) error {
	v, err := strandTerms.Parse("Strand", text)
	*s = Strand(v)
	return err
}
