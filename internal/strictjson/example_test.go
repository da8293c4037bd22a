package strictjson_test

import (
	"errors"
	"fmt"

	"github.com/reflexive-monitoring/toolkit/internal/strictjson"
)

func Example() {
	report := func(line, column int, path string, rule error) {
		fmt.Printf("study.json:%d:%d (%s): %v\n", line, column, path, rule)
	}
	read := func(text string) {
		var f struct {
			Schema int    `json:"schema"`
			Name   string `json:"name"`
		}
		places, ok := strictjson.Decode([]byte(text), &f, strictjson.Schema{Known: 1}, report)
		if ok && f.Name == "" {
			line, column := places.At("name")
			report(line, column, "name", errors.New("it is empty"))
		}
	}
	read(`{"schema": 1, "name": 7, "nam": "a"}`)
	read(`{"schema": 1, "name": ""}`)
	read(`{"schema": 2, "title": "a"}`)
	// Output:
	// study.json:1:23 (name): not a file of the expected form: expected a text
	// study.json:1:26 (): not a file of the expected form: a field that is not part of it; known are schema, name
	// study.json:1:23 (name): it is empty
	// study.json:1:12 (schema): a schema version that this library does not know: version 2, known is 1
}
