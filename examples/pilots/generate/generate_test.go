package main

import (
	"io/fs"
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The data of the example are what this program writes: nothing was retouched.
func TestDataAreGenerated(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, generate(dir, 11))
	made, committed := os.DirFS(dir), os.DirFS("../data")
	n := 0
	require.NoError(t, fs.WalkDir(made, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		n++
		want, err := fs.ReadFile(committed, name)
		require.NoError(t, err)
		got, err := fs.ReadFile(made, name)
		require.NoError(t, err)
		assert.Equal(t, string(want), string(got), name)
		return nil
	}))
	assert.Greater(t, n, 50)
}

func TestAnotherSeedGivesOtherDataWithTheSameCounts(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, generate(dir, 7))
	other, err := os.ReadFile(dir + "/cases/EMM.csv")
	require.NoError(t, err)
	own, err := os.ReadFile("../data/cases/EMM.csv")
	require.NoError(t, err)
	assert.NotEqual(t, string(own), string(other))
	assert.Equal(t, columnFilled(own, 3), columnFilled(other, 3), "8 joint visits whatever the seed")
	assert.Equal(t, 8, columnFilled(other, 3))
	assert.Equal(t, 42, columnFilled(other, 4))
}

// columnFilled counts the rows with something in the column.
func columnFilled(csv []byte, column int) int {
	n, field, filled, first := 0, 0, false, true
	for _, c := range string(csv) {
		switch c {
		case ';', '\n':
			if field == column && filled && !first {
				n++
			}
			field, filled = field+1, false
			if c == '\n' {
				field, first = 0, false
			}
		default:
			filled = true
		}
	}
	return n
}

func TestUnmark(t *testing.T) {
	text, marks, err := unmark("Eén «lange lijn|WP.BEL,A:SW.WZE» hier.")
	require.NoError(t, err)
	assert.Equal(t, "Eén lange lijn hier.", text)
	require.Len(t, marks, 3)
	assert.Equal(t, mark{"A", "WP.BEL", 4, 14, "lange lijn"}, marks[0], "offsets count code points")
	assert.Equal(t, "B", marks[1].coder)
	assert.Equal(t, "SW.WZE", marks[2].code)
	_, _, err = unmark("«zonder eind")
	assert.Error(t, err)
}
