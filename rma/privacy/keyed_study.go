package privacy

import (
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// ErrStudy says that a text cannot be the name of a study in a [Keyed] or a
// [Codebook]. It is text of 1 to 200 bytes without control characters, and
// without white space around it. The id of the study will do.
var ErrStudy = errors.New("not the name of a study")

func checkStudy(study string) error {
	switch {
	case study == "":
		return fmt.Errorf("%w: it is empty", ErrStudy)
	case len(study) > 200:
		return fmt.Errorf("%w: it is longer than 200 bytes", ErrStudy)
	case !utf8.ValidString(study) || strings.ContainsFunc(study, unicode.IsControl):
		return fmt.Errorf("%w: it holds control characters or is not UTF-8 text", ErrStudy)
	case strings.TrimSpace(study) != study:
		return fmt.Errorf("%w: there is white space around it", ErrStudy)
	}
	return nil
}
