package match

import "strings"

// A stringSet is a fixed set of words.
type stringSet map[string]bool

func (s stringSet) has(word string) bool { return s[word] }

func setOf(words string) stringSet {
	s := stringSet{}
	for _, w := range strings.Fields(words) {
		s[w] = true
	}
	return s
}

// The sets below are those of spaCy 3.8's lexical attributes.
var (
	brackets   = setOf("( ) [ ] { } < >")
	quotes     = setOf("\" ' ` « » ‘ ’ ‚ ‛ “ ” „ ‟ ‹ › ❮ ❯ '' ``")
	leftPunct  = setOf("( [ { < \" ' « ‘ ‚ ‛ “ „ ‟ ‹ ❮ ``")
	rightPunct = setOf(") ] } > \" ' » ’ ” › ❯ ''")

	numerals = setOf(`zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
		seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion
		trillion quadrillion quintillion sextillion septillion octillion nonillion decillion gajillion bazillion
		first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth
		sixteenth seventeenth eighteenth nineteenth twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth
		ninetieth hundredth thousandth millionth billionth trillionth quadrillionth
		quintillionth sextillionth septillionth octillionth nonillionth decillionth gajillionth bazillionth`)

	domains = setOf(`com org edu gov net mil aero asia biz cat coop info int jobs mobi museum name pro tel travel xyz icu xxx
		ac ad ae af ag ai al am an ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bm bn bo br bs bt bv bw by bz ca cc
		cd cf cg ch ci ck cl cm cn co cr cs cu cv cx cy cz dd de dj dk dm do dz ec ee eg eh er es et eu fi fj fk fm fo fr ga
		gb gd ge gf gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht hu id ie il im in io iq ir is it je jm jo jp ke
		kg kh ki km kn kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc md me mg mh mk ml mm mn mo mp mq mr ms mt mu mv
		mw mx my mz na nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl pm pn pr ps pt pw py qa re ro rs ru rw sa sb
		sc sd se sg sh si sj sk sl sm sn so sr ss st su sv sy sz tc td tf tg th tj tk tl tm tn to tp tr tt tv tw tz ua ug uk
		us uy uz va vc ve vg vi vn vu wf ws ye yt za zm zw`)
)

// norms are the words whose NORM is not their lower case.
var norms = map[string]string{
	"'S": "'s", "’s": "'s", "’S": "'s", "’": "'", "‘": "'", "´": "'", "`": "'",
	"”": `"`, "“": `"`, "''": `"`, "``": `"`, "´´": `"`, "„": `"`, "»": `"`, "«": `"`, "‘‘": `"`, "’’": `"`,
	"？": "?", "！": "!", "，": ",", "；": ";", "：": ":", "。": ".", "।": ".", "…": "...",
	"—": "-", "–": "-", "--": "-", "---": "-", "——": "-",
	"€": "$", "£": "$", "¥": "$", "฿": "$", "US$": "$", "C$": "$", "A$": "$", "₺": "$",
	"₹": "$", "৳": "$", "₩": "$", "₣": "$", "Mex$": "$", "E£": "$",
}
