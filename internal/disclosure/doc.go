// Package disclosure decides which cells of published tables must be hidden so
// that nobody can work out a sensitive cell from the rest. It knows cells, sums
// and what a reader sees; what the cells are about is for others.
//
// A [Problem] holds the cells of one or several tables and the sums that tie
// them: a total and its parts. A reader knows every sum, knows that no count is
// negative, and of every shown cell knows that it lies between Low and High (the
// same number when it is printed as it is). Of a hidden cell the reader knows
// its Floor and nothing more. [Problem.Audit] gives the interval in which the reader can
// enclose each cell. [Problem.Protect] hides further cells until the interval of
// every sensitive cell is at least Width wide, and hides as little as it can.
//
// # How the interval is found
//
// The true counts are one solution of the sums; every other solution differs
// from it by changes that cancel in each sum. If no cell stands in more than two
// sums, and the sums can be given signs so that each cell enters one and leaves
// another, the changes are flows around a network: the most that a cell can
// rise or fall is a maximum flow. This holds for a table of two dimensions of
// which one may be a hierarchy, and the bounds are then exact, for whole
// numbers. It holds too for two tables that share their rows, when no further sum
// ties the totals that they share. Any other problem, such as three tables by
// pairs of three variables, is a linear programme. Its bounds are those of a
// reader who solves it without asking for whole numbers, rounded inwards.
//
// In such a problem too most cells stand in two sums: the inner ones of a table in
// which rows and columns are both in groups. While the others stay what they are,
// the changes are flows again. What such flows can shift, a reader cannot rule
// out, so that they prove a cell protected; a programme is asked only where they
// do not, and over no more cells than it needs.
//
// The programmes are solved by code of our own and not by that of gonum, for
// three reasons. Every number in it is whole, so that no error of rounding makes
// a cell look less certain than it is; gonum rounds, and gives up where counts of
// millions stand beside small ones. Bounds are kept beside the equations, where
// gonum needs a row and a variable for each. And one set of equations serves the
// questions about all cells, where gonum begins anew at each. Where gonum finds
// an answer the tests hold it against ours.
//
// # How the cells to hide are found
//
// The choice of the fewest cells is a hard problem (Fischetti and Salazar 2001,
// Management Science 47, 1008-1027), so this is a search: for each sensitive cell
// in turn the cheapest ring of cells along which counts can be shifted, then
// each hidden cell is shown again if the rest, or something cheaper, protects as
// well. A ring through a long table of few columns is looked for from its row, and
// ends at the first other row that closes it, so that what a long table costs
// grows with its rows. Where there is no such ring, a programme looks for the
// cells, first among those near by; and where it finds none, all around are hidden
// until the cell is protected, less those that this does not take. The search
// depends on nothing but the problem.
//
// Sources: Cox (1995), Journal of the American Statistical Association 90,
// 1453-1462, on networks in cell suppression; Kelly, Golden and Assad (1992),
// Networks 22, 397-417, on the search by single sensitive cells; Dinic (1970),
// Soviet Mathematics Doklady 11, 1277-1280; Dantzig (1955), Econometrica 23,
// 174-183, on the simplex method with upper bounds; Bland (1977), Mathematics of
// Operations Research 2, 103-107, on its end.
package disclosure
