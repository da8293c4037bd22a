package privacy

import "strings"

// What a pseudonym is made of.
const (
	decimalDigits  = "0123456789"
	latinLetters   = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
	pseudonymMarks = "-_."
)

// onlyOf reports whether nothing stands in a text but the characters of the set.
func onlyOf(s, set string) bool { return strings.Trim(s, set) == "" }

// longestRun returns the number of digits in the longest row of digits.
func longestRun(s string) int {
	longest, run := 0, 0
	for i := range len(s) {
		run++
		if s[i] < '0' || s[i] > '9' {
			run = 0
		}
		longest = max(longest, run)
	}
	return longest
}

// isBSN reports whether a text is nine digits that pass the test of the Dutch
// citizen service number, together, or in groups as people write them:
// 1112.22.333, 111.222.333 or 111-222-333. The test: 9 times the first digit, 8
// times the second, and so on to 2 times the eighth, less the ninth, is a
// multiple of 11. Of all numbers of nine digits one in eleven passes.
func isBSN(s string) bool {
	digits := strings.ReplaceAll(s, ".", "")
	if len(digits) == 11 && digits[3] == '-' && digits[7] == '-' {
		digits = digits[:3] + digits[4:7] + digits[8:]
	}
	if len(digits) != 9 || !onlyOf(digits, decimalDigits) {
		return false
	}
	sum := 0
	for i := range 8 {
		sum += (9 - i) * int(digits[i]-'0')
	}
	sum -= int(digits[8] - '0')
	return sum%11 == 0
}
