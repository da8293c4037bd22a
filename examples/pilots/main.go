// Command pilots runs the study of the seven Drenthe pilots: from case files,
// surveys and transcripts to a triangulation summary.
//
//	go run ./examples/pilots                # Dutch, on the data that come with it
//	go run ./examples/pilots -lang en       # English
//	go run ./examples/pilots -data mystudy  # a folder of one's own, laid out alike
//	go run ./examples/pilots -out report    # where report.html and report.md go
//
// The data are synthetic; see README.md.
package main

import (
	"context"
	"embed"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/signal"
	_ "time/tzdata" // the zone of the cases, also where the system has none

	"github.com/reflexive-monitoring/toolkit/rma"
)

//go:embed data
var embedded embed.FS

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	o, err := parse(os.Args[1:])
	if err == nil {
		err = run(ctx, os.Stdout, o)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "pilots:", err)
		os.Exit(1)
	}
}

// options are what the command line asks for.
type options struct {
	data fs.FS
	out  string // folder for the report
	lang rma.Lang
}

func parse(args []string) (options, error) {
	flags := flag.NewFlagSet("pilots", flag.ExitOnError)
	data := flags.String("data", "", "folder with the data of a study / map met de gegevens van een onderzoek (default: the synthetic pilots)")
	out := flags.String("out", "", "folder for the report / map voor het rapport (default: a new folder for temporary files)")
	lang := flags.String("lang", "nl", "language of the report / taal van het rapport: nl, en")
	if err := flags.Parse(args); err != nil {
		return options{}, err
	}
	o := options{out: *out}
	var err error
	if o.lang, err = rma.ParseLang(*lang); err != nil {
		return options{}, fmt.Errorf("-lang: %w", err)
	}
	if *data != "" {
		o.data = os.DirFS(*data)
		return o, nil
	}
	o.data, err = fs.Sub(embedded, "data")
	return o, err
}
