package rma

import (
	"testing"
)

// Whatever stands in the files, reading gives a study that can be triangulated
// or errors with a place, and never a panic.
func FuzzReadStudy(f *testing.F) {
	files := smallFiles()
	f.Add(files["study.json"].Data, files["findings.csv"].Data, files["appraisals.csv"].Data, files["mentions.csv"].Data, files["feedback.csv"].Data)
	f.Add([]byte(`{"schema":1}`), []byte("id;method;text_nl\n"), []byte("claim;finding;stance;coder\n"), []byte(""), []byte("\xff"))
	f.Fuzz(func(t *testing.T, study, findings, appraisals, mentions, feedback []byte) {
		files := smallFiles()
		files["study.json"].Data, files["findings.csv"].Data, files["appraisals.csv"].Data = study, findings, appraisals
		files["mentions.csv"].Data, files["feedback.csv"].Data = mentions, feedback
		s, err := ReadStudy(files, ".")
		if (s == nil) == (err == nil) {
			t.Fatal("either a study or an error")
		}
		if err != nil {
			return
		}
		tr, err := Triangulate(s, TriangulateOptions{})
		if err != nil {
			t.Fatalf("a study that reads without errors must triangulate: %v", err)
		}
		for _, table := range []Table{tr.Table(), tr.PairTable(), s.Coverage().Table(), s.ElementMatrix(0).Table(), s.Joint(tr, JointOptions{}).Table()} {
			for _, r := range table.Rows {
				if len(r.Cells) != len(table.Columns) {
					t.Fatalf("%s: a row of %d cells under %d columns", table.ID, len(r.Cells), len(table.Columns))
				}
			}
		}
		s.Trace(tr)
		s.OpenQuestions(tr)
		_ = tr.Table().Text(Dutch)
	})
}
