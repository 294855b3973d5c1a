package link

import (
	"maps"
	"slices"
	"strings"
)

// abbreviations spell out places that news writes short: folded, so that "U.S." is "us". The states are those of the
// Associated Press and of the US Postal Service where the two-letter form is no English word.
var abbreviations = table(`
us, usa, united states of america, america = united states
uk, gbr, great britain, britain = united kingdom
s korea, rok, republic of korea = south korea
n korea, dprk, democratic peoples republic of korea = north korea
s africa, republic of south africa = south africa
russian federation = russia
republic of ireland, irish republic = ireland
czechia = czech republic
islamic republic of iran = iran
chechen republic = chechnya
burma = myanmar
ivory coast = cote divoire
cape verde = cabo verde
swaziland = eswatini
east timor = timor leste
turkiye = turkey
viet nam = vietnam
holland = netherlands
uae = united arab emirates
drc, dr congo, democratic republic of congo = democratic republic of the congo
prc, peoples republic of china = china
roc = taiwan
ussr = soviet union
car = central african republic
png = papua new guinea
bih = bosnia and herzegovina
nyc, new york city = new york
la = los angeles
washington dc, washington, d c = washington
gaza strip = gaza
sf = san francisco
ala = alabama
ariz, az = arizona
ark = arkansas
calif, ca = california
colo = colorado
conn, ct = connecticut
del = delaware
fla, fl = florida
ga = georgia
ill, il = illinois
ind = indiana
kan = kansas
ky = kentucky
md = maryland
mass = massachusetts
mich, mi = michigan
minn, mn = minnesota
miss = mississippi
mo = missouri
mont = montana
neb = nebraska
nev, nv = nevada
nh = new hampshire
nj = new jersey
nm = new mexico
nc = north carolina
nd = north dakota
okla = oklahoma
ore = oregon
pa = pennsylvania
ri = rhode island
sc = south carolina
sd = south dakota
tenn, tn = tennessee
tex, tx = texas
vt = vermont
va = virginia
wash = washington state
wva = west virginia
wis, wi = wisconsin
wyo = wyoming
nsw = new south wales
bc = british columbia
ont = ontario
`)

// shortNames spell out organizations and parties that news writes short, folded.
var shortNames = table(`
fed = federal reserve
gop = republican party
lib dems = liberal democrats
tories = conservative party
man utd, man united = manchester united
man city = manchester city
met police = metropolitan police
`)

// hasShortName holds the names that shortNames gives.
var hasShortName = set(slices.Collect(maps.Values(shortNames))...)

// fullNames gives the given name that English nicknames stand for.
var fullNames = table(`
bill, billy, will, willie = william
bob, bobby, rob, robbie = robert
dick, rick, ricky, rich = richard
jim, jimmy, jamie = james
jack, johnny, jon = john
joe, joey = joseph
mike, mick, mickey, mikey = michael
tom, tommy = thomas
tony = anthony
ted, ed, eddie, ned = edward
dan, danny = daniel
dave, davy = david
steve, steven = stephen
chris = christopher
matt = matthew
nick = nicholas
alex, alec, sasha = alexander
andy, drew = andrew
ben, benny = benjamin
charlie, chuck = charles
don, donnie = donald
doug = douglas
fred, freddie = frederick
gabe = gabriel
geoff, jeff = jeffrey
greg = gregory
hank, harry = henry
jerry, gerry = gerald
ken, kenny = kenneth
larry = lawrence
len, lenny, leo = leonard
lou = louis
nate = nathan
pat, paddy = patrick
pete = peter
phil = philip
phillip = philip
ray = raymond
ron, ronnie = ronald
sam, sammy = samuel
stan = stanley
tim, timmy = timothy
vince = vincent
walt = walter
zach, zack = zachary
abby = abigail
barb = barbara
beth, betty, liz, lizzie, eliza, betsy = elizabeth
cathy, kathy, kate, katie, katherine = catherine
cindy = cynthia
debbie, deb = deborah
jen, jenny = jennifer
jess = jessica
judy = judith
kim = kimberly
maggie, meg, peggy = margaret
mandy = amanda
nancy = ann
pam = pamela
patty, trish, tricia = patricia
sue, susie = susan
terry, theresa = teresa
vicky = victoria
volodymyr = vladimir
olexander, oleksandr, aleksandr, aleksander = alexander
mykola = nikolai
mykhailo, mikhail, mikhael = michael
serhiy, sergiy, sergey = sergei
dmytro, dmitriy, dmitri = dmitry
yevhen, yevgeny, evgeny = evgeni
pepe = jose
paco, pancho = francisco
lupe = guadalupe
`)

// table reads lines of "short, short = full".
func table(lines string) map[string]string {
	out := make(map[string]string)
	for line := range strings.Lines(lines) {
		shorts, full, ok := strings.Cut(strings.TrimSpace(line), " = ")
		if !ok {
			continue
		}
		for short := range strings.SplitSeq(shorts, ", ") {
			out[short] = full
		}
	}
	return out
}

// fullGivenName returns the name that a folded given name is short for, or itself.
func fullGivenName(w string) string {
	if full := fullNames[w]; full != "" {
		return full
	}
	return w
}
