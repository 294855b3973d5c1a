package feature

import "strings"

// cues is a set of word classes that say something about the names beside them.
type cues uint16

const (
	cueTitle    cues = 1 << iota // stands before persons
	cueOrg                       // ends or begins organizations
	cuePlace                     // ends or begins places
	cueMonth                     //
	cueDay                       //
	cueSay                       // verbs of speech
	cueIn                        // prepositions of place
	cueThe                       // determiners
	cueParticle                  // lower-case parts of surnames
	cueOf                        // joins within names
	cueKin                       // words of family and age
)

// cueWords lists lower-case words by cue.
var cueWords = map[cues]string{
	cueTitle: `mr mr. mrs mrs. ms ms. miss dr dr. president minister premier chancellor king queen prince princess
		sheikh sir lord lady dame sen. senator rep. representative gov. governor mayor judge justice gen. general lt.
		col. colonel maj. major sgt. sergeant cpl. capt. captain cmdr. adm. admiral prof. professor pope bishop
		archbishop cardinal rev. reverend father sister coach secretary ambassador chairman chairwoman chair chief
		director spokesman spokeswoman spokesperson lawyer analyst commissioner prosecutor inspector superintendent
		detective constable officer leader congressman congresswoman councillor deputy mp chef actor actress singer
		author writer novelist poet economist attorney hajj imam ayatollah mullah sultan emir crown defender
		midfielder striker winger goalkeeper forward quarterback pitcher skipper batsman bowler ceo`,
	cueOrg: `inc inc. corp corp. corporation ltd ltd. limited co co. company companies group holdings plc llc ag gmbh sa
		nv bv spa oyj ab university college school institute institution ministry department agency bureau commission
		committee council party union association federation confederation organization organisation bank fund
		foundation authority board court tribunal parliament senate assembly congress club fc sc united rovers city
		army navy police force forces guard corps airlines airways motors media press news times post herald gazette
		television tv radio network hospital clinic center centre museum office league team society trust alliance
		coalition front movement brigade brigades service services partners capital industries technologies systems`,
	cuePlace: `river mountain mountains mount lake sea ocean island islands county province state city town village
		street road avenue boulevard square park valley desert bay gulf strait peninsula coast airport bridge region
		district governorate territory border north south east west northern southern eastern western central upper
		lower new san santa los las el saint st. port fort cape stadium prison`,
	cueMonth: `january february march april may june july august september october november december jan. feb. mar.
		apr. jun. jul. aug. sept. sep. oct. nov. dec.`,
	cueDay: `monday tuesday wednesday thursday friday saturday sunday`,
	cueSay: `said says say told tells asked wrote writes announced explained argued
		noted stated warned declared reported claimed insisted replied recalled believes thinks added adds`,
	cueIn:       `in at from near to across throughout outside inside around into`,
	cueThe:      `the a an this that`,
	cueParticle: `de la del da di van von der den bin ibn al el ben abu le du dos das e y`,
	cueOf:       `of for and &`,
	cueKin:      `who whose wife husband son daughter brother mother born aged age`,
}

var cuesOf = func() map[string]cues {
	of := map[string]cues{}
	for cue, words := range cueWords {
		for _, w := range strings.Fields(words) {
			of[w] |= cue
		}
	}
	return of
}()

// TransitionClasses counts the values of Word.Transition.
const TransitionClasses = 48

// linkWords are the function words and marks that decide whether a mention goes on; each has transitions of its own.
// Other words have those of their case class.
const linkWords = `of the and & for 's ’s in on , . ( ) - – : " ' / de la al van bin at to s by with -- _ a “ ”`

var linkClass = func() map[string]uint8 {
	class := map[string]uint8{}
	for i, w := range strings.Fields(linkWords) {
		class[w] = uint8(casePunct) + 1 + uint8(i)
	}
	return class
}()
