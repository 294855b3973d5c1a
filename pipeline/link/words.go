package link

// The closed classes of English words that the position rules go by.
var (
	determiners = set("the", "a", "an", "this", "that", "its", "his", "her", "their", "our", "my", "your", "whose",
		"another", "one", "some", "each", "every", "any", "no")
	indefinite = set("a", "an", "another", "any", "some", "every", "each", "no")
	possessors = set("his", "her", "their", "its", "my", "our", "your")
	genitives  = set("'s", "’s", "'", "’")

	// ofWords lead to a role's body: "mayor of Lagos", "analyst at Acme".
	ofWords = set("of", "at", "for", "in", "with", "from", "to", "on", "under")
	ofAlone = set("of")
	// bodyWords are those that the body itself follows; "in" and "with" are weaker and come after what stands before
	// the role.
	bodyWords     = set("of", "at", "for")
	weakBodyWords = set("in", "with", "from", "to")
	stances       = set("pro", "anti")
	// parties are letters for those of a parliament: "D-Calif."
	parties = set("D", "R", "I", "L")
	// appointedTo stands before what somebody is appointed, auxiliaries before the verb that does it.
	appointedTo = set("as", "to")
	auxiliaries = set("has", "have", "had", "will", "today", "yesterday", "on")

	// prefixes are tied to a role by a hyphen: "ex-mayor".
	prefixes = set("ex", "then", "former", "vice", "co", "non", "one-time", "longtime", "would-be")

	// joinVerbs and placing words stand before the body that somebody joins as the role.
	joinVerbs = set("joined", "joins", "join", "joining", "enter", "entered", "reenter", "re-enter", "left", "leaves",
		"leaving", "serve", "served", "serving", "represents", "represented")
	placing = set("to", "at", "in", "with", "for", "by")

	// bodyNouns mean an organization that the text has named.
	bodyNouns = set("company", "bank", "agency", "club", "team", "party", "ministry", "union", "university", "group",
		"firm", "organization", "organisation", "institute", "association", "council", "commission", "federation",
		"department", "country", "airline", "network", "foundation", "newspaper", "bureau", "school", "hospital", "side",
		"bloc", "lender", "carrier", "insurer", "retailer", "charity", "regulator", "broadcaster", "museum", "college",
		"consortium", "cooperative", "corporation", "authority", "orchestra")

	// headingMarks stand between what begins a line and what is told of it.
	headingMarks = set(":", "—", "–", "--")
	conjunctions = set("and", "&", "/", "or")
	commas       = set(",", "–", "—", "-", "--")
	opening      = set("(", "[")
	closing      = set(")", "]")

	// courtesy words stand between a role and its holder's name.
	courtesy = set("mr", "mrs", "ms", "miss", "dr", "sir", "dame", "lord", "lady", "madam", "hon", "sheikh",
		"sheikha", "datuk", "tan", "sri", "haji", "h.e", "he", "honourable", "honorable", "dato", "seri", "shri",
		"smt", "alhaji", "don", "doña", "ratu", "daw", "u", "ko", "pak", "bapak", "ibu", "puan", "encik", "khun",
		"khunying", "nana", "begum", "hh", "hrh", "hm", "hajah", "ustad", "padre", "monsieur", "madame", "mme",
		"herr", "frau", "señor", "señora", "signor", "signora", "md")

	// styles are what royalty and ministers are called by: "His Highness".
	styles = set("highness", "majesty", "excellency", "royal", "serene")

	// copulas say what their subject is, was or became.
	copulas = set("is", "am", "was", "are", "were", "be", "been", "being", "became", "become", "becomes", "becoming",
		"remains", "remain", "remained", "’s", "'s", "serves", "served")
	// promoting verbs take a person to a role.
	promoting = set("promoted", "promotes", "elevated", "elevates", "rises", "rose", "moves", "moved")
	// posts are what a role is the name of: "the post of director".
	posts = set("post", "position", "role", "title", "rank", "job")
	// appointing verbs take a person and a role: "elected Merz chancellor", "was named director".
	appointing = set("named", "elected", "appointed", "re-elected", "reelected", "made", "makes", "making", "called",
		"chosen", "crowned", "sworn", "names", "elects", "appoints", "hires", "promotes", "picks", "taps",
		"nominates", "installed", "declared", "confirmed", "name", "appoint", "elect", "nominate", "hire",
		"nominated", "picked", "tapped", "hired", "signed", "promoted", "elevated", "selected")

	// formerWords and the others set a role's status when they stand before it.
	formerWords = set("former", "ex", "erstwhile", "onetime", "sometime", "late", "past", "retired", "deposed", "ousted",
		"previous", "disgraced", "formerly", "previously", "toppled", "overthrown", "unseated")
	onceWords = set("once", "then", "formerly", "previously", "hitherto", "time")
	// thenAdverbs stand before a "then" that is no adjective: "since then President Ruiz has slept".
	thenAdverbs = set("since", "until", "till", "but", "yet", "so", "back", "only", "just", "even", "from", "before",
		"was", "were")
	onceAs        = set("recently", "later", "first")
	retiredWords  = set("retired", "ret", "retd", "rtd")
	actingWords   = set("acting", "interim", "caretaker", "provisional", "ag", "actg")
	incomingWords = set("incoming", "designated", "future", "prospective")
	electWords    = set("elect", "designate", "nominee")
	ordinals      = set("first", "second", "third", "fourth", "fifth", "youngest", "oldest", "only", "latest", "last")
	// leavingVerbs and "as" take a role that is over, as workVerbs do where nothing says that it lasts; futureWords make
	// it one to come.
	leavingVerbs = set("resigned", "resigns", "resigning", "quit", "quits", "retired", "retires", "stepped", "steps",
		"stood", "stands", "ousted", "removed", "sacked", "fired", "dismissed", "dropped", "deposed", "retirement",
		"resignation", "relinquished", "papers")
	workVerbs = set("served", "formerly", "previously", "worked", "started", "began", "spent")
	givenUp   = set("left", "quit", "lost", "relinquished", "gave", "gives")
	// movingVerbs and "as" take a role to come, as futureWords and servingVerbs do.
	movingVerbs  = set("moves", "goes", "shifts", "transfers")
	servingVerbs = set("serve", "take", "join", "return", "start", "work", "succeed", "replace", "act", "over",
		"charge", "office", "in")
	naming         = set("name", "appoint", "elect", "replace", "succeed")
	appointment    = set("appointment")
	nominating     = set("nominated", "tipped")
	dueWords       = set("is", "are", "due", "set", "about", "likely", "scheduled")
	quitting       = set("leaves", "quits", "resigns")
	joins          = set("joins")
	joining        = set("joined")
	futureWords    = set("will", "’ll", "'ll", "shall")
	presentPerfect = set("has", "have", "since")
	pastTimes      = set("years", "days", "tenure", "stint", "stints", "spell", "spells", "time")
	untilWords     = set("until", "till")
	termWords      = set("until", "till", "from", "between", "before")
	throughWords   = set("to", "until", "till", "through", "and")
	beginnings     = set("effective", "starting", "beginning")
	monthNames     = set("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
		"november", "december", "jan", "feb", "aug", "sept", "oct", "nov", "dec")
	weekdays    = set("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
	atOnce      = set("immediately", "at")
	startVerbs  = set("starts", "start", "begins", "begin")
	toWords     = set("to")
	takeVerbs   = set("takes", "take", "assumes", "assume")
	takenWords  = set("office", "charge", "over", "up", "the")
	partings    = set("farewell", "adieu", "goodbye")
	pastPerfect = set("had")
	habit       = set("used")
	speakers    = set("he", "she", "who", "i")

	// adverbs may stand between a verb and the noun phrase that it governs.
	adverbs = set("also", "currently", "now", "still", "then", "again", "formerly", "once", "previously", "only", "not",
		"since", "later", "recently", "long", "himself", "herself", "both", "either", "already", "simultaneously",
		"temporarily")
	timeWords = set("until", "till", "at", "present", "today", "that", "time", "for", "years")
	// durations open a phrase of how long; months and the words with them are of when.
	durations = set("for", "since", "until", "from")
	months    = set("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
		"november", "december", "last", "this", "recently", "week", "month", "year")
	// kin are words for people who are somebody else's.
	kin = set("father", "mother", "brother", "sister", "husband", "wife", "son", "daughter", "uncle", "aunt", "cousin",
		"grandfather", "grandmother", "friend", "mate", "partner", "boyfriend", "girlfriend", "predecessor", "successor")
	replacing    = set("replace", "replaces", "replaced", "replacing", "succeed", "succeeds", "succeeded", "succeeding")
	prepositions = set("of", "at", "for", "in", "with", "from", "to", "on", "under", "by", "through", "via", "after",
		"like", "against", "behind", "between")
	speechVerbs = set("said", "says", "saying", "added", "adds", "told", "noted", "explained", "stressed", "stated",
		"wrote", "warned")
	relatives       = set("who", "whom", "whose", "which", "that")
	namingWords     = set("named", "called", "surnamed")
	thirdPerson     = set("he", "she")
	firstPerson     = set("i")
	iAm             = set("i'm", "i’m")
	objectPronouns  = set("him", "her")
	subjectPronouns = set("he", "she", "who")
)
