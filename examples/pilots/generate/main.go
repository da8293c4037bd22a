// Command generate writes the synthetic records of the pilots example: cases,
// survey waves, transcripts and codings. Nothing in them is about anybody.
//
//	go run ./examples/pilots/generate -out examples/pilots/data
//
// The same seed gives the same bytes. What is drawn at random: dates, times,
// the order of cases, and answers. What is fixed by design, because the end
// report of the pilots publishes it: how many cases there are, how many were
// visited, followed up or visited within 24 hours, and how consult and visit
// go together. Numbers of respondents are assumptions; the report does not
// give them. The seed is one of a dozen tried: with eleven pairs, chance can
// turn an assumed change around, and this one keeps the assumed directions.
package main

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
)

func main() {
	out := flag.String("out", "examples/pilots/data", "folder to write to")
	seed := flag.Uint64("seed", 11, "seed of the random numbers")
	flag.Parse()
	if err := generate(*out, *seed); err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(1)
	}
}

// generate writes every file. Each has its own stream of random numbers, so
// that a change in one leaves the others as they were.
func generate(dir string, seed uint64) error {
	people := meppelPeople(seed)
	files := map[string]func(*rand.Rand) string{
		"cases/EMM.csv":    emmen,
		"cases/HOO.csv":    hoogeveen,
		"cases/MEP-M.csv":  meppelMonitoring,
		"survey/voor.csv":  func(r *rand.Rand) string { return meppelBefore(r, people) },
		"survey/na.csv":    func(r *rand.Rand) string { return meppelAfter(r, people) },
		"survey/einde.csv": endSurvey,
	}
	for name, make := range files {
		if err := write(dir, name, make(stream(seed, name))); err != nil {
			return err
		}
	}
	texts, err := transcripts()
	if err != nil {
		return err
	}
	for name, content := range texts {
		if err := write(dir, name, content); err != nil {
			return err
		}
	}
	return nil
}

// stream returns random numbers that depend on the seed and the file alone.
func stream(seed uint64, name string) *rand.Rand {
	h := uint64(14695981039346656037)
	for _, b := range []byte(name) {
		h = (h ^ uint64(b)) * 1099511628211
	}
	return rand.New(rand.NewPCG(seed, h))
}

func write(dir, name, content string) error {
	path := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	return os.WriteFile(path, []byte(content), 0o644)
}
