package chart

import "math"

// The figures of these tests: invented data in the words of the field.

func claims() Matrix {
	cells := func(codes ...string) []Cell {
		fills := map[string]Fill{"+": FillPositive, "±": FillMixed, "−": FillNegative, "ne": FillHatched, "x": FillOutlined}
		var out []Cell
		for _, c := range codes {
			out = append(out, Cell{c, fills[c]})
		}
		return out
	}
	return Matrix{
		Title:    "Wat de methoden samen zeggen over het vroeg inschakelen van hulp",
		Subtitle: "Oordeel per uitspraak en pilot; 6 pilots in Drenthe, interviews n = 31, dossiers n = 84, januari tot december 2024 (synthetische gegevens)",
		Footnote: "Een cel geeft het oordeel van twee codeurs na overleg. Afgeschermd: minder dan 5 informanten.",
		Alt:      "Matrix van vijf uitspraken en zes pilots. Over samenwerking zijn vijf van zes pilots positief; over eerdere hulp spreken de pilots elkaar tegen.",
		RowHead:  "Uitspraak",
		SideHead: "Conclusie",
		Columns:  []string{"Emmen", "Meppel-Oost", "Hoogeveen", "Noorden\u00adveld", "Assen", "Aa en Hunze"},
		Rows: []MatrixRow{
			{"Samenwerking", "Samenwerking is verbeterd", cells("+", "+", "+", "+", "+", "±"), "aanvullend"},
			{"", "Snel contact vergroot de ontvankelijkheid van het gezin voor hulp", cells("–", "–", "+", "+", "–", "x"), "aanvullend, twee pilots"},
			{"Gezinnen", "Hulp start eerder", cells("+", "+", "−", "–", "±", "+"), "tegenstrijdig"},
			{"", "Gezinnen zijn veiliger", cells("−", "−", "+", "±", "–", "−"), "tegenstrijdig; periode is te kort"},
			{"", "Signalen komen eerder binnen (adviesvragen)", cells("+", "ne", "ne", "ne", "ne", "ne"), "één bron"},
		},
		Legend: []MatrixKey{
			{Cell{"+", FillPositive}, "ondersteunt"}, {Cell{"±", FillMixed}, "nuanceert"},
			{Cell{"−", FillNegative}, "spreekt tegen"}, {Cell{"–", FillBlank}, "niets over gezegd"},
			{Cell{"ne", FillHatched}, "niet van toepassing in deze pilot"}, {Cell{"x", FillOutlined}, "afgeschermd"},
		},
		NoData: "Nog geen uitspraken beoordeeld.",
	}
}

func answers() Likert {
	pair := func(pre, post []int, missingPre, missingPost int) []LikertBar {
		return []LikertBar{{Label: "vooraf", Counts: pre, Missing: missingPre}, {Label: "achteraf", Counts: post, Missing: missingPost}}
	}
	return Likert{
		Title:    "Professionals zijn vooral over korte lijnen positiever geworden",
		Subtitle: "In hoeverre bent u het eens met de volgende stellingen? Vooraf n = 46, achteraf n = 41 (synthetische gegevens)",
		Footnote: "n: aantal antwoorden op de schaal. * Minder dan 10 antwoorden: aantallen in plaats van percentages.",
		Levels:   []string{"Helemaal oneens", "Oneens", "Niet eens, niet oneens", "Eens", "Helemaal eens"},
		Items: []LikertItem{
			{"Samenwerking", "Ik weet wie ik bij de andere organisaties kan bellen", pair([]int{4, 12, 10, 14, 3}, []int{0, 3, 5, 20, 11}, 3, 2)},
			{"", "De samenwerking tussen Veilig Thuis en het sociaal team is verbeterd", pair([]int{2, 8, 18, 11, 2}, []int{1, 3, 9, 18, 8}, 5, 2)},
			{"Werkprocessen", "Het is duidelijk wie de regie heeft", pair([]int{6, 15, 9, 10, 2}, []int{3, 10, 11, 12, 3}, 4, 2)},
			{"", "Informatie delen kan binnen de regels van de AVG", pair([]int{1, 2, 3, 2, 0}, []int{0, 2, 1, 4, 1}, 38, 33)},
		},
		MinBase: 10, MinBaseMark: "*",
		AxisLabel:   "percentage van de antwoorden",
		MissingHead: "weet niet / geen antwoord",
		NoData:      "geen antwoorden",
	}
}

func proportions() Interval {
	return Interval{
		Title:    "Bij twee op de vijf meldingen was er binnen vijf werkdagen contact",
		Subtitle: "Aandeel meldingen met contact binnen vijf werkdagen, met 95%-interval (Wilson), 2024 (synthetische gegevens)",
		Footnote: "Aa en Hunze: minder dan 5 meldingen, daarom geen percentage.",
		Axis:     Axis{Percent: true, DecimalComma: true},
		References: []Reference{
			{0.5, "norm 50%"},
		},
		LabelHead: "Pilot", TextHead: "Binnen vijf werkdagen",
		AxisLabel:  "aandeel van de meldingen",
		NoInterval: "geen interval", NoEstimate: "te weinig meldingen",
		NoData: "geen meldingen",
		Rows: []IntervalRow{
			{"Noord", "Assen", 9. / 21, 0.244, 0.635, "9 van de 21 (43%)", MarkDot, ""},
			{"", "Noordenveld", 14. / 19, 0.512, 0.882, "14 van de 19 (74%)", MarkDot, ""},
			{"", "Aa en Hunze", math.NaN(), math.NaN(), math.NaN(), "n < 5", MarkDot, ""},
			{"Zuid", "Emmen", 11. / 40, 0.161, 0.428, "11 van de 40 (28%)", MarkDot, ""},
			{"", "Hoogeveen, wijkteam Centrum en de dorpen eromheen", 8. / 18, 0.246, 0.663, "8 van de 18 (44%)", MarkDot, ""},
			{"", "Meppel-Oost", 6. / 6, math.NaN(), math.NaN(), "6 van de 6", MarkDot, ""},
		},
	}
}

func differences() Interval {
	return Interval{
		Title:     "Verandering in gemiddelde schaalscore",
		Subtitle:  "Achteraf min vooraf, gekoppelde antwoorden, met 95%-interval",
		Axis:      Axis{DecimalComma: true},
		LabelHead: "Schaal", TextHead: "verschil (n)",
		AxisLabel:  "punten op een schaal van 1 tot 5",
		References: []Reference{{0, "geen verandering"}, {0.2, "kleinste verschil dat ertoe doet"}},
		Legend:     []IntervalKey{{MarkDot, "deelnemers"}, {MarkRing, "begeleiders"}, {MarkSquare, "managers"}, {MarkDiamond, "alle"}},
		Rows: []IntervalRow{
			{"", "Coherentie", 0.42, 0.11, 0.73, "+0,42 (28)", MarkDot, ""},
			{"", "Coherentie", 0.30, math.Inf(-1), 0.8, "+0,30 (4)", MarkRing, ""},
			{"", "Collectieve actie", -0.12, -0.5, math.Inf(1), "−0,12 (6)", MarkSquare, ""},
			{"", "Reflexieve monitoring", 0.21, 0.02, 0.40, "+0,21 (38)", MarkDiamond, ""},
		},
	}
}
