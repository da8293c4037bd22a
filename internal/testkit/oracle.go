package testkit

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"testing"
)

// Tolerance is how far a figure may lie from the reference: |got - want| <=
// Abs + Rel*|want|.
type Tolerance struct {
	Abs float64 `json:"abs"`
	Rel float64 `json:"rel"`
}

// Case is one reference result: an input, the options of the procedure, and
// the figures that other software or a publication gives for it.
type Case struct {
	Name         string                     `json:"name"`
	Tags         []string                   `json:"tags"`
	Input        json.RawMessage            `json:"input"`
	Options      json.RawMessage            `json:"options"`
	Expect       map[string]json.RawMessage `json:"expect"`
	Tolerance    Tolerance                  `json:"tolerance"`
	ToleranceFor map[string]Tolerance       `json:"tolerance_for"`
	Note         string                     `json:"note"`
}

// Cases reads testdata/oracle/name.json and runs f as a subtest for each case.
// It fails when the file holds no case.
func Cases(t *testing.T, name string, f func(t *testing.T, c Case)) {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("testdata", "oracle", name+".json"))
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		Schema int    `json:"schema"`
		Cases  []Case `json:"cases"`
	}
	if err := json.Unmarshal(raw, &file); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	if file.Schema != 1 || len(file.Cases) == 0 {
		t.Fatalf("%s: schema %d with %d cases", name, file.Schema, len(file.Cases))
	}
	for _, c := range file.Cases {
		t.Run(c.Name, func(t *testing.T) { f(t, c) })
	}
}

// Decode reads the input and the options of the case into the two values; a
// nil options is passed over.
func (c Case) Decode(t testing.TB, input, options any) {
	t.Helper()
	if err := json.Unmarshal(c.Input, input); err != nil {
		t.Fatalf("input: %v", err)
	}
	if options != nil && len(c.Options) > 0 {
		if err := json.Unmarshal(c.Options, options); err != nil {
			t.Fatalf("options: %v", err)
		}
	}
}

// Check compares got with the expected figure of that name. A figure that the
// reference calls undefined must be NaN; null means that there is no such
// value, and is NaN here too; "Inf" and "-Inf" are infinities. A figure that
// the reference does not give is passed over.
func (c Case) Check(t testing.TB, field string, got float64) {
	t.Helper()
	raw, ok := c.Expect[field]
	if !ok {
		return
	}
	c.compare(t, field, raw, field, got)
}

// CheckAll compares a row of figures, place by place.
func (c Case) CheckAll(t testing.TB, field string, got []float64) {
	t.Helper()
	raw, ok := c.Expect[field]
	if !ok {
		return
	}
	var want []json.RawMessage
	if err := json.Unmarshal(raw, &want); err != nil {
		for i, g := range got { // the whole row is undefined
			c.compare(t, field, raw, fmt.Sprintf("%s[%d]", field, i), g)
		}
		return
	}
	if len(want) != len(got) {
		t.Errorf("%s: got %d values, want %d", field, len(got), len(want))
		return
	}
	for i := range want {
		c.compare(t, field, want[i], fmt.Sprintf("%s[%d]", field, i), got[i])
	}
}

func (c Case) compare(t testing.TB, field string, raw json.RawMessage, what string, got float64) {
	t.Helper()
	want, err := figure(raw)
	if err != nil {
		t.Fatalf("%s: %v", what, err)
	}
	tol := c.Tolerance
	if own, ok := c.ToleranceFor[field]; ok {
		tol = own
	}
	if !within(want, got, tol.Abs, tol.Rel) {
		t.Errorf("%s: got %.15g, want %.15g (abs %g, rel %g)", what, got, want, tol.Abs, tol.Rel)
	}
}

func figure(raw json.RawMessage) (float64, error) {
	var v any
	if err := json.Unmarshal(raw, &v); err != nil {
		return 0, err
	}
	switch v := v.(type) {
	case nil:
		return math.NaN(), nil
	case float64:
		return v, nil
	case bool:
		if v {
			return 1, nil
		}
		return 0, nil
	case string:
		switch v {
		case "Inf":
			return math.Inf(1), nil
		case "-Inf":
			return math.Inf(-1), nil
		}
	case map[string]any:
		if _, ok := v["undefined"]; ok {
			return math.NaN(), nil
		}
	}
	return 0, fmt.Errorf("an expected figure of an unknown form: %s", raw)
}
