// Command readme runs what a README promises: every console block, of which the
// lines that start with "$ " are commands and the others what they print, and
// every Go block that is a whole program.
//
//	go run ./.ci/readme README.md ...
//
// Names of temporary folders and times of tests are not compared. A block whose
// language is "console any" is run for its exit status only.
package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
)

func main() {
	failed := 0
	for _, name := range os.Args[1:] {
		raw, err := os.ReadFile(name)
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		for _, b := range blocks(string(raw)) {
			if err := b.check(); err != nil {
				fmt.Fprintf(os.Stderr, "%s:%d: %v\n", name, b.line, err)
				failed++
			}
		}
	}
	if failed > 0 {
		os.Exit(1)
	}
}

// block is a fenced block of a README.
type block struct {
	line     int
	language string
	text     string
}

func blocks(readme string) []block {
	var out []block
	var open *block
	for i, line := range strings.Split(readme, "\n") {
		switch {
		case strings.HasPrefix(line, "```") && open == nil:
			open = &block{line: i + 1, language: strings.TrimPrefix(line, "```")}
		case strings.HasPrefix(line, "```"):
			out = append(out, *open)
			open = nil
		case open != nil:
			open.text += line + "\n"
		}
	}
	return out
}

func (b block) check() error {
	switch b.language {
	case "console", "console any":
		return b.console()
	case "go":
		if strings.HasPrefix(b.text, "package main") {
			return b.program()
		}
	}
	return nil
}

// console runs the commands one by one and compares what they print.
func (b block) console() error {
	for _, part := range strings.Split("\n"+b.text, "\n$ ")[1:] {
		command, want, _ := strings.Cut(part, "\n")
		fmt.Println("$", command)
		out, err := run("bash", "-c", command)
		if err != nil {
			return fmt.Errorf("%s: %w\n%s", command, err, out)
		}
		if b.language == "console any" {
			fmt.Print(out)
			continue
		}
		if got, want := normal(out), normal(want); got != want {
			return fmt.Errorf("%s printed\n%s\nand the README says\n%s", command, got, want)
		}
	}
	return nil
}

// program runs a whole program and compares its output with the comment at its
// end that starts with "Output:".
func (b block) program() error {
	dir, err := os.MkdirTemp("", "readme-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	file := filepath.Join(dir, "main.go")
	if err := os.WriteFile(file, []byte(b.text), 0o644); err != nil {
		return err
	}
	out, err := run("go", "run", file)
	if err != nil {
		return fmt.Errorf("the program: %w\n%s", err, out)
	}
	_, comment, ok := strings.Cut(b.text, "// Output:\n")
	if !ok {
		return fmt.Errorf("the program has no comment with its output")
	}
	want := regexp.MustCompile(`(?m)^// ?`).ReplaceAllString(comment, "")
	if got, want := normal(out), normal(want); got != want {
		return fmt.Errorf("the program printed\n%s\nand the README says\n%s", got, want)
	}
	fmt.Println("ran the program at line", b.line)
	return nil
}

func run(name string, args ...string) (string, error) {
	var out bytes.Buffer
	c := exec.Command(name, args...)
	c.Stdout, c.Stderr = &out, &out
	err := c.Run()
	return out.String(), err
}

var folder = regexp.MustCompile(`\S*/pilots-\d+`)

// normal leaves out what differs between runs and machines.
func normal(s string) string {
	s = folder.ReplaceAllString(s, "FOLDER")
	var lines []string
	for _, line := range strings.Split(s, "\n") {
		lines = append(lines, strings.TrimRight(line, " \t"))
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
}
