package tokenize

import "strings"

// An abbreviation is how far a word makes the period after it its own.
type abbreviation uint8

const (
	none     abbreviation = iota
	title                 // always, and a name follows: never the end of a sentence
	usual                 // anywhere but at a paragraph's end; a sentence may end there
	numbered              // before a digit
	state                 // after a comma, hyphen or bracket: "Akron, Ohio", "(R-Ill.)"
)

// abbreviations are those of English news, without the period.
var abbreviations = func() map[string]abbreviation {
	m := map[string]abbreviation{}
	for kind, words := range map[abbreviation]string{
		title: `Mr Mrs Ms Mx Dr Drs Prof Profs Messrs Mme Mlle Fr Rev Revs Hon Msgr Gen Maj Col Lt Capt Cpl Sgt Adm Cmdr
			Brig Pvt Gov Govs Sen Sens Rep Reps Pres Amb Atty Supt Insp Det St Ste Mt Ft Pte Cllr Asst Assoc Dep vs cf viz
			MR MRS MS DR ST MT`,
		usual: `Inc Corp Ltd Co Cos Bros Jr Sr Esq etc Dept Univ Assn Assoc Ave Blvd Intl Natl Govt Mfg Bldg approx est
			Jan Feb Aug Sept Oct Nov Dec Tues Thurs Calif Fla Ariz Okla Conn Tenn Minn Wis Colo Wyo Nev Rs`,
		numbered: `No Nos no nos Mar Apr Jun Jul Sep Mon Tue Wed Thu Fri Fig Figs Art Arts Sec Vol vol Ch p pp v c ca ver`,
		state: `Ala Ark Del Ga Ill Ind Kan Ky La Mass Md Mich Miss Mo Mont Neb Ore Pa Penn Tex Va Vt Wash Ont Que Alta
			Sask Man Ala Dak`,
	} {
		for _, w := range strings.Fields(words) {
			m[w] = kind
		}
	}
	return m
}()

// starters are the words that, with a capital, begin a sentence far more often than they continue a name.
var starters = set(`The A An This That These Those There Then They He She It We You I His Her Its Our My Their But And Or
	So If In On At As For From By With Of To After Before Since While When Where What Who Why How Although Though
	However Meanwhile Also Still Yet Now Some Many Most Both All No Not One Two Three Several Another Other Such
	Under Over During Last Earlier Later Only Even Just Despite According Asked Because Until Once Among Between
	Police Officials Is Are Was Were Do Does Did Has Have Had Can Could Will Would Should Let Please`)

func set(words string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}
