package link

// What the words of a title tell of its role.
var (
	// offices are the heads of roles that states, nations and organizations give.
	offices = set(
		"administrator", "admiral", "alderman", "ambassador", "archbishop", "attorney", "bishop", "boss", "candidate",
		"captain", "ceo", "cfo", "chair", "chairman", "chairperson", "chairwoman", "champion", "chancellor", "chief",
		"co-chair", "co-founder", "coach", "colonel", "commander", "commissioner", "congressman", "congresspeople",
		"congresswoman", "consul", "coo", "councillor", "councilman", "councilor", "councilwoman", "critic", "deputy",
		"diplomat", "director", "editor", "editor-in-chief", "emir", "emperor", "envoy", "executive", "founder",
		"general", "goalkeeper", "gov", "governor", "head", "international", "judge", "king", "lawmaker", "lawmakers",
		"leader", "legislator", "magistrate", "manager", "mayor", "minister", "mla", "mp", "mps", "negotiator",
		"officer", "official", "organiser", "organizer", "owner", "police", "politician", "premier", "president",
		"prince", "princess", "prosecutor", "queen", "rep", "representative", "representatives", "ruler", "secretary",
		"sen", "senator", "senators", "sheriff", "soldier", "speaker", "spokesman", "spokespeople", "spokesperson",
		"spokeswoman", "sultan", "superintendent", "treasurer", "vice-president", "whip",
	)
	// members are the heads of roles of those who sit for a place.
	members = set("member", "members", "mp", "mps", "deputy", "deputies", "senator", "senators", "lawmaker", "lawmakers",
		"legislator", "congressman", "congresswoman", "representative", "delegate", "parliamentarian", "councillor",
		"councilor", "mla", "parliament")
	// diplomats are the heads of roles of those whom a state sends to a place.
	diplomats = set("ambassador", "envoy", "consul", "emissary", "attaché", "attache", "d'affaires", "d’affaires",
		"nuncio", "commissioner")
	// highest are the titles of those who lead a country.
	highest = set("president", "prime minister", "king", "queen", "chancellor", "emir", "sultan", "leader",
		"supreme leader", "dictator", "taoiseach", "emperor", "interim president", "acting president",
		"interim prime minister", "caretaker prime minister")
	// stateOffices are the heads of offices that a country has one of.
	stateOffices = set("president", "vice-president", "minister", "king", "queen", "chancellor", "emir", "sultan",
		"emperor", "taoiseach", "prince")
	// leaderWords mean whoever leads a country or organization.
	leaderWords = set("leader", "monarch", "official", "politician", "chief", "boss", "ruler")
	// personal titles stay with a person whatever place the person comes from, address ones whatever organization too.
	personal = set("dr", "rev", "reverend", "rabbi", "imam", "father", "sister", "monsignor", "major", "inspector",
		"councillor", "councilor", "councilman", "councilwoman", "deputy", "senator", "sen", "officer", "nurse", "colonel",
		"general", "captain", "sergeant", "lawyer", "prof", "professor", "engineer", "pharmacist", "col", "gen", "sgt",
		"capt", "maj", "lt", "brig", "ing", "lic")
	address = set("dr", "rev", "reverend", "rabbi", "imam", "father", "sister", "monsignor", "councillor", "councilor",
		"councilman", "councilwoman", "senator", "sen", "lawyer", "counsel", "solicitor", "ing", "lic")
	// faiths are no bodies of offices: "a Muslim leader".
	faiths = set("muslim", "islamic", "islamist", "christian", "catholic", "protestant", "orthodox", "jewish", "hindu",
		"buddhist", "sikh", "sunni", "shiite", "shi'ite", "shia", "zaydi", "alawite", "druze", "baptist", "lutheran",
		"methodist", "anglican", "presbyterian", "evangelical", "mennonite", "jesuit", "coptic", "maronite", "arab")
)

// synonyms are other words for a title.
var synonyms = table(`
pontiff = pope
pm, premier = prime minister
cm = chief minister
skipper = captain
gov, gov. = governor
rep, rep. = representative
sen, sen. = senator
ceo, chief executive officer = chief executive
`)
