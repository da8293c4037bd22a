package leak_test

import (
	"context"
	"fmt"
	"testing/fstest"

	"github.com/reflexive-monitoring/toolkit/rma/privacy"
	"github.com/reflexive-monitoring/toolkit/rma/privacy/leak"
)

// A folder is looked through before it is sent to the steering group.
func ExampleCheck() {
	check, err := leak.NewCheck(leak.Options{
		Identifiers: []privacy.Identifier{privacy.NewIdentifier("Piet Jansen"), privacy.NewIdentifier("2023-0045612"), privacy.NewIdentifier("Bo")},
		Policy:      privacy.Policy{Audience: privacy.SteeringGroup},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(check)
	found, err := check.ScanFS(context.Background(), fstest.MapFS{
		"report.html": {Data: []byte("<p>Bij 9 van de 12 gezinnen.</p>\n<p title='dossier 2023 0045612'><b>Jan</b>sen, Piet</p>")},
		"clean.csv":   {Data: []byte("pilot;n\nEmmen;12\n")},
	})
	if err != nil {
		fmt.Println(err)
	}
	for _, leak := range found {
		fmt.Println(leak)
	}
	fmt.Println(found.Err())
	// Output:
	// 3 identifiers, of which 1 passed over; 0 combinations; counts below 5
	// report.html:1:8: count that is too small
	// report.html:2:19: identifier
	// report.html:2:36: identifier
	// what may not leave stands in the files: places=3, files=1
}
