package leak

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// wordKind is what a word or sign does in a phrase about a count.
type wordKind uint8

const (
	plainWord  wordKind = iota
	numberWord          // with its value
	articleOne          // een: an article, or 1
	ofWord              // van, of, uit
	outWord             // out, of which "of" follows
	onWord              // op, as in 9 op de 12
	theWord             // de, het, the, these
	boundWord           // minstens, at least: the number behind it is no count
	moreWord            // meer, more, of which "dan" follows
	thanWord
	smallWord // a preposition or conjunction: no noun is counted across it
	peopleWord
	thingWord
	sampleWord // n, as in n = 3
	onlyWord   // slechts, precies: "een" behind it is a number
	butWord    // maar, which is one of those within a sentence
	groupWord  // aantal, groep: what "een" counts is no person, but a number of them
	percentWord
	signWord // any sign, with its character as value
)

// wordAt is a word or a sign in a text.
type wordAt struct {
	kind     wordKind
	value    int
	from, to int
}

// vocabulary knows the words of phrases about counts.
type vocabulary struct {
	words map[string]wordAt
}

const (
	ofWords    = "van of uit"
	onlyWords  = "slechts precies exact welgeteld hooguit hoogstens maximaal"
	groupWords = "aantal groep groepje paar handvol handjevol minderheid meerderheid percentage fractie gedeelte kwart derde helft tiental twintigtal selectie steekproef"
	theWords   = "de het die deze alle onze hun the these those all our their in totaal"
	smallWords = "en in bij voor met over per door tot naar om als dat te aan na and or with about by for to at on as that from which who where when waarin waarbij waarvan waar wanneer is zijn was waren are were"
)

func newVocabulary(people, things []string) *vocabulary {
	v := &vocabulary{words: map[string]wordAt{}}
	put := func(kind wordKind, words []string) {
		f := newFolder()
		for _, w := range words {
			folded, _ := f.text(w)
			v.words[string(folded)] = wordAt{kind: kind}
		}
	}
	put(groupWord, strings.Fields(groupWords))
	put(thingWord, things)
	put(peopleWord, people)
	put(smallWord, strings.Fields(smallWords))
	put(theWord, strings.Fields(theWords))
	put(ofWord, strings.Fields(ofWords))
	put(outWord, []string{"out"})
	put(onWord, []string{"op"})
	put(sampleWord, []string{"n"})
	put(onlyWord, strings.Fields(onlyWords))
	put(butWord, []string{"maar"})
	put(boundWord, strings.Fields("minstens minimaal minste least minimum"))
	put(moreWord, []string{"meer", "more"})
	put(thanWord, []string{"dan", "than"})
	put(articleOne, []string{"een"})
	put(percentWord, []string{"procent", "percent"})
	for w, n := range numbers() {
		v.words[w] = wordAt{kind: numberWord, value: n}
	}
	return v
}

// read takes a text apart into words and signs.
func (v *vocabulary) read(folder *textFolder, s string, out []wordAt) []wordAt {
	var folded []byte
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case '0' <= r && r <= '9':
			w := readNumber(s, i)
			out = append(out, w)
			i = w.to
			continue
		case unicode.IsLetter(r):
			w := wordAt{from: i}
			folded, w.to = foldWord(folder, folded[:0], s, i)
			known, is := v.words[string(folded)]
			if n := torn(s[w.to:]); n > 0 && !is {
				whole, end := foldWord(folder, folded, s, w.to+n)
				if known, is = v.words[string(whole)]; is {
					w.to = end
				}
			}
			w.kind, w.value = known.kind, known.value
			if w.kind == articleOne && w.to-w.from > len("een") { // with accents
				w.kind, w.value = numberWord, 1
			}
			out = joinNumber(out, w, s)
			i = w.to
			continue
		case r == '%':
			out = append(out, wordAt{kind: percentWord, from: i, to: i + size})
		case !unicode.IsSpace(r) && !unicode.In(r, unicode.Cf, unicode.Mn) && r != '*' && r != '"' && r != sheetCell:
			out = append(out, wordAt{kind: signWord, value: int(r), from: i, to: i + size})
		case r == sheetCell:
			out = append(out, wordAt{kind: signWord, value: '|', from: i, to: i + size})
		}
		i += size
	}
	return out
}

// foldWord folds the letters of a word, with apostrophes and digits within it,
// and returns where it is over.
func foldWord(folder *textFolder, to []byte, s string, i int) ([]byte, int) {
	for i < len(s) {
		c := s[i]
		switch {
		case 'a' <= c && c <= 'z' || '0' <= c && c <= '9' || c == '_':
			to = append(to, c)
			i++
		case 'A' <= c && c <= 'Z':
			to = append(to, c|0x20)
			i++
		case c == '\'':
			i++
		case c < utf8.RuneSelf:
			return to, i
		default:
			r, size := utf8.DecodeRuneInString(s[i:])
			folded := folder.of(r)
			if r != '’' && folded.class != letterClass && folded.class != invisible {
				return to, i
			}
			to = append(to, folded.text...)
			i += size
		}
	}
	return to, i
}

// joinNumber adds a word, and takes twenty-one as one number.
func joinNumber(out []wordAt, w wordAt, s string) []wordAt {
	n := len(out)
	if n >= 1 && w.kind == numberWord && w.value < 10 {
		tens := out[n-1]
		if n >= 2 && tens.kind == signWord && tens.value == '-' && tens.from+1 == w.from && out[n-2].to == tens.from {
			n--
			tens = out[n-1]
		}
		if tens.kind == numberWord && tens.value >= 20 && tens.value < 100 && tens.value%10 == 0 && !isDigits(s[tens.from]) {
			tens.value, tens.to = tens.value+w.value, w.to
			return append(out[:n-1], tens)
		}
	}
	return append(out, w)
}

func isDigits(c byte) bool { return '0' <= c && c <= '9' }

// readNumber reads digits. What is no whole number, such as 3.5, 12-17, 2e or
// P2, is a plain word.
func readNumber(s string, i int) wordAt {
	w := wordAt{kind: numberWord, from: i, to: i}
	thousands := true
	for w.to < len(s) {
		c := s[w.to]
		next := w.to+1 < len(s) && isDigits(s[w.to+1])
		switch {
		case isDigits(c):
			w.value = min(w.value*10+int(c-'0'), 1<<30)
		case (c == '.' || c == ',') && next:
			thousands = thousands && threeDigits(s[w.to+1:])
		case (c == ':' || c == '-') && next, c == '_', c|0x20 >= 'a' && c|0x20 <= 'z':
			thousands = false
		case c >= utf8.RuneSelf && strings.HasPrefix(s[w.to:], "–") && w.to+3 < len(s) && isDigits(s[w.to+3]):
			thousands = false
			w.to += 2
		default:
			return w.checked(s, thousands)
		}
		w.to++
	}
	return w.checked(s, thousands)
}

// checked makes a plain word of what is no whole number.
func (w wordAt) checked(s string, whole bool) wordAt {
	if w.from > 0 && strings.IndexByte("_#-", s[w.from-1]) >= 0 {
		whole = false
	}
	if !whole {
		w.kind, w.value = plainWord, 0
	}
	return w
}

func threeDigits(s string) bool {
	for i := range 3 {
		if i >= len(s) || !isDigits(s[i]) {
			return false
		}
	}
	return len(s) == 3 || !isDigits(s[3])
}
