package tabular

import (
	"math"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestNumber(t *testing.T) {
	for _, c := range []struct {
		in   string
		want float64
		err  error
	}{
		{"3,5", 3.5, nil}, {"3.5", 3.5, nil}, {"  -3,5\u00a0", -3.5, nil}, {"+7", 7, nil},
		{"0", 0, nil}, {"007", 7, nil}, {".5", 0.5, nil}, {",5", 0.5, nil}, {"-,5", -0.5, nil},
		{"0.125", 0.125, nil}, {"0,125", 0.125, nil}, {"1234.567", 1234.567, nil}, {"12.3456", 12.3456, nil},
		{"1.234,5", 1234.5, nil}, {"1,234.5", 1234.5, nil}, {"1.234.567", 1234567, nil}, {"1,234,567", 1234567, nil},
		{"-12.345.678,901", -12345678.901, nil}, {"1e3", 1000, nil}, {"1,5E-3", 0.0015, nil}, {"1.234e2", 123.4, nil},
		{"1.234", 0, ErrAmbiguous}, {"12,345", 0, ErrAmbiguous}, {"-999.000", 0, ErrAmbiguous},
		{"", 0, ErrBlank}, {" \t", 0, ErrBlank}, {"1e400", 0, ErrRange}, {"1e-400", 0, nil},
		{"x", 0, ErrNumber}, {"NaN", 0, ErrNumber}, {"Inf", 0, ErrNumber}, {"0x1p4", 0, ErrNumber}, {"1_000", 0, ErrNumber},
		{"-", 0, ErrNumber}, {"--1", 0, ErrNumber}, {"5.", 0, ErrNumber}, {".", 0, ErrNumber}, {"1 000", 0, ErrNumber},
		{"1.23.456", 0, ErrNumber}, {"1234.567,8", 0, ErrNumber}, {"1.234,567,8", 0, ErrNumber}, {"1,2,3", 0, ErrNumber},
		{"1.234.56", 0, ErrNumber}, {"0.123,4", 0, ErrNumber}, {"1e", 0, ErrNumber}, {"1e5.5", 0, ErrNumber},
		{"e5", 0, ErrNumber}, {"3,5%", 0, ErrNumber}, {"٣", 0, ErrNumber}, {"1.234.567e2", 123456700, nil},
	} {
		got, err := Number(c.in)
		assert.Equal(t, c.want, got, c.in)
		assert.Equal(t, c.err, err, c.in)
	}
}

func TestDecimal(t *testing.T) {
	for _, c := range []struct {
		in   string
		mark byte
		want float64
		err  error
	}{
		{"1.234", '.', 1.234, nil}, {"1.234", ',', 1234, nil}, {"1,234", ',', 1.234, nil}, {"1,234", '.', 1234, nil},
		{"3.5", ',', 0, ErrNumber}, {"3,5", '.', 0, ErrNumber}, {"1.234.567,25", ',', 1234567.25, nil},
		{"12", ',', 12, nil}, {"", ',', 0, ErrBlank}, {"1", ';', 0, ErrNumber},
	} {
		got, err := Decimal(c.in, c.mark)
		assert.Equal(t, c.want, got, c.in)
		assert.Equal(t, c.err, err, c.in)
	}
}

func TestInteger(t *testing.T) {
	for _, c := range []struct {
		in   string
		want int
		err  error
	}{
		{"12", 12, nil}, {" -12 ", -12, nil}, {"+3", 3, nil}, {"007", 7, nil}, {"3.0", 3, nil}, {"3,00", 3, nil},
		{"1.234.567", 1234567, nil}, {"1e3", 1000, nil}, {"9007199254740993", 9007199254740993, nil},
		{"3.5", 0, ErrInteger}, {"x", 0, ErrInteger}, {"", 0, ErrBlank}, {"1.000", 0, ErrAmbiguous},
		{"99999999999999999999", 0, ErrRange}, {"1e300", 0, ErrRange}, {"+-3", 0, ErrInteger}, {"-", 0, ErrInteger},
	} {
		got, err := Integer(c.in)
		assert.Equal(t, c.want, got, c.in)
		assert.Equal(t, c.err, err, c.in)
	}
}

func TestFormatNumber(t *testing.T) {
	for _, v := range []float64{0, 3.5, -1234.567, 1.0 / 3, 1e21, 5e-324, math.MaxFloat64} {
		for _, mark := range []byte{'.', ','} {
			got, err := Decimal(FormatNumber(v, mark), mark)
			require.NoError(t, err)
			assert.Equal(t, v, got)
		}
	}
	assert.Equal(t, "3,5", FormatNumber(3.5, ','))
	assert.Empty(t, FormatNumber(math.NaN(), '.')+FormatNumber(math.Inf(-1), '.'))
}

func TestTime(t *testing.T) {
	zone, err := time.LoadLocation("Europe/Amsterdam")
	require.NoError(t, err)
	layouts := []string{"2006-01-02 15:04", "2006-01-02", "2-1-2006", "2006-01-02T15:04:05Z07:00"}
	for _, c := range []struct {
		why, in string
		index   int
		want    string
		err     error
	}{
		{"a minute", "2026-01-02 13:05", 0, "2026-01-02T13:05:00+01:00", nil},
		{"a day, with spaces", " 2026-07-02\u00a0", 1, "2026-07-02T00:00:00+02:00", nil},
		{"Dutch", "29-3-2026", 2, "2026-03-29T00:00:00+01:00", nil},
		{"an offset of its own", "2026-07-02T10:00:00Z", 3, "2026-07-02T10:00:00Z", nil},
		{"in the hour that was skipped", "2026-03-29 02:30", 0, "", ErrTimeGap},
		{"after it", "2026-03-29 03:00", 0, "2026-03-29T03:00:00+02:00", nil},
		{"no such day", "30-2-2026", -1, "", ErrTime},
		{"month and day the other way round", "2-29-2026", -1, "", ErrTime},
		{"text", "morgen", -1, "", ErrTime},
		{"nothing", "  ", -1, "", ErrBlank},
	} {
		got, index, err := Time(c.in, layouts, zone)
		assert.Equal(t, c.err, err, c.why)
		assert.Equal(t, c.index, index, c.why)
		if c.err == nil {
			want, _ := time.Parse(time.RFC3339, c.want)
			assert.True(t, want.Equal(got), c.why)
		}
	}
	got, _, err := Time("29-3-2026", layouts, nil)
	require.NoError(t, err)
	assert.Equal(t, time.UTC, got.Location())
}

func TestGuard(t *testing.T) {
	for in, want := range map[string]string{
		"": "", "x": "x", "-3.5": "-3.5", "-3,5": "-3,5", "+31612345678": "+31612345678", "-1e-3": "-1e-3",
		"-1.234,5": "-1.234,5", "=1+1": "'=1+1", "-1+2": "'-1+2", "+": "'+", "-": "-", "@SUM(A1)": "'@SUM(A1)",
		"\tx": "'\tx", "\rx": "'\rx", "\nx": "'\nx", " =1": "' =1", "\u00a0@x": "'\u00a0@x", "＝1": "'＝1",
		"-1e": "'-1e", "+e5": "'+e5", "a=1": "a=1", "'=1": "'=1", "—": "—",
	} {
		assert.Equal(t, want, Guard(in), "%q", in)
		assert.Equal(t, Guard(in), Guard(strings.TrimPrefix(Guard(in), "'")), "%q", in)
	}
}
