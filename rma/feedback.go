package rma

// Feedback is the response of a group to a claim that was put to it. In action
// research those concerned say whether they recognise what is said of them.
type Feedback struct {
	Claim    string
	Group    string
	At       Date
	Response Response
	Note     Text
	Place    Ref
}

// Response is what a group made of a claim.
//
// Keys in files: accept, nuance, reject.
type Response uint8

const (
	ResponseNotRecorded Response = iota
	Accept
	Nuance
	Reject
)

var responseTerms = Terms{
	{"", "niet vastgelegd", "not recorded"},
	{"accept", "herkent", "accepts"},
	{"nuance", "nuanceert", "nuances"},
	{"reject", "herkent niet", "rejects"},
}

// String returns the key used in files, "" for not recorded.
func (r Response) String() string { return responseTerms.Key("Response", uint8(r)) }

// Label returns the name in language l.
func (r Response) Label(l Lang) string { return responseTerms.Text("Response", uint8(r)).In(l) }

// MarshalText writes the key.
func (r Response) MarshalText() ([]byte, error) { return responseTerms.Marshal("Response", uint8(r)) }

// UnmarshalText reads the key; the error wraps ErrUnknownTerm.
func (r *Response) UnmarshalText(text []byte) error {
	v, err := responseTerms.Parse("Response", text)
	*r = Response(v)
	return err
}
