package leak

import "strings"

// numbers returns the number words of Dutch and English up to a hundred, as
// they are compared: tweeëntwintig is tweeentwintig. Those that English writes
// with a hyphen are put together where they are read, and here without one. Een is not among them,
// since it is mostly an article.
func numbers() map[string]int {
	out := map[string]int{"beide": 2, "beiden": 2, "both": 2, "honderd": 100, "hundred": 100}
	unitsNL := number(out, 0, "nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien")
	unitsEN := number(out, 0, "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen")
	tensNL := strings.Fields("twintig dertig veertig vijftig zestig zeventig tachtig negentig")
	tensEN := strings.Fields("twenty thirty forty fifty sixty seventy eighty ninety")
	for i := range tensNL {
		n := 10 * (i + 2)
		out[tensNL[i]], out[tensEN[i]] = n, n
		for unit := 1; unit < 10; unit++ {
			out[unitsNL[unit]+"en"+tensNL[i]] = n + unit
			out[tensEN[i]+unitsEN[unit]] = n + unit
		}
	}
	delete(out, "een")
	return out
}

// number notes words that count from a number on, and returns them.
func number(to map[string]int, from int, words string) []string {
	list := strings.Fields(words)
	for i, w := range list {
		to[w] = from + i
	}
	return list
}
