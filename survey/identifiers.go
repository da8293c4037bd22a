package survey

import (
	"fmt"
	"io"

	"github.com/reflexive-monitoring/toolkit/internal/tabular"
	"github.com/reflexive-monitoring/toolkit/rma"
	"github.com/reflexive-monitoring/toolkit/rma/privacy"
)

// ReadIdentifiers reads the respondent codes of a file, each once, in the order
// in which they first stand there, in the form of [NormalCode], of which [ReadWave]
// makes pseudonyms. They stand under privacy.RespondentDomain, and are for
// [privacy.Rotate] and for the check of what leaves in package leak. Codes of
// people who were erased are among them. No other column is read.
//
// A mapping without a column for the code, and no reader, are rma.ErrMissing.
// Other errors are those of ReadWave for this column, all at once, and then there
// are no identifiers. A code that occurs more than once is no error.
func ReadIdentifiers(r io.Reader, file string, m WaveMapping) (privacy.Identifiers, error) {
	if r == nil {
		return nil, errNoReader(file)
	}
	if err := m.faults().err("mapping of wave " + m.Wave); err != nil {
		return nil, err
	}
	problems := rma.Problems{File: file}
	if m.Code == "" {
		problems.Add(0, 0, "code", fmt.Errorf("%w: the mapping names the column with the respondent code", rma.ErrMissing))
		return nil, problems.Err()
	}
	rows := tabular.NewReader(r)
	if m.Delimiter != "" {
		rows.Comma = m.Delimiter[0]
	}
	columns, err := rows.Columns(m.Code)
	if err != nil {
		problems.AddTabular(err)
		return nil, problems.Err()
	}
	met, at := privacy.NewCollector(), columns[0].Number()
	for row, err := range rows.Rows() {
		if err != nil {
			problems.AddTabular(err)
			continue
		}
		code := NormalCode(row.At(at))
		if row.Blank() || code == "" {
			continue
		}
		if _, err := met.Pseudonym(privacy.RespondentDomain, privacy.NewIdentifier(code)); err != nil {
			problems.Add(row.Line, at, m.Code, err)
		}
	}
	if err := problems.Err(); err != nil {
		return nil, err
	}
	return met.Identifiers(), nil
}
