// Package arch holds the rules of this module's source tree, as tests: which
// package may import which, where a dependency may be used, what library code
// may not do, and how large a file may be. It has no code of its own.
//
// The rules stand in two tables, importRules and sourceRules. Every rule says
// why it is there, and has at least one small tree in self_test.go on which it
// must fire, so that a rule cannot pass by seeing nothing. The files are read
// and parsed by the test itself; so the test cache notices that they changed,
// which it would not if a go command were asked.
package arch
