package english

import "strings"

// functionWords are words of English grammar that are no words of that kind in the other languages here.
const functionWords = `the of and to that for with his this which from were they have has been would said by are it
	be at or not but had who their its after when than there about into more he she we you as our them these where
	because while between during against under out up over through before could should what if only other`

// foreignWords are words of grammar in other languages, by language. Those that are English too are passed over.
var foreignWords = []struct{ language, words string }{
	{"German", `der das und nicht mit ist von zu den dem auf für eine sich auch wird bei nach ein einer wurde haben
		aus dass einen noch zum zur sie`},
	{"French", `le la les de des un en et du une est dans pour qui que pas sur au avec ce il elle sont par plus aux été cette
		ont ses leur nous`},
	{"Spanish", `el la los las de del y en que una un por con para se su al lo como más pero sus este ha fue ser son
		entre está`},
	{"Italian", `il lo la gli le di che è un una per con non del della dei delle nel nella alla si da sono come più
		anche dal ha`},
	{"Portuguese", `o os as de do da dos das em um uma para com que não por na no se ao mais foi como à sua ser pela pelo
		são também`},
	{"Dutch", `de het een en van dat niet voor met zijn op te aan er maar om bij ook uit wordt naar werd heeft deze
		nog worden`},
	{"Swedish", `och att det som en på är av för med den till inte har de ett om var från vid han kan ska efter eller`},
	{"Danish", `og det at en er af til på med for den som ikke har de der et om fra blev vil kan efter ved også`},
	{"Norwegian", `og det at en er av til på med som ikke har et om fra ble vil kan etter ved også seg hun`},
	{"Polish", `w i na z do się nie że to jest o po jak od za przez dla ale przy był oraz są jego tym tego`},
	{"Czech", `v a na se je že s z do o i to jako za by ale po pro jsou od byl podle který která které jeho`},
	{"Romanian", `și de în a la cu pe din care o un nu că este pentru mai s-a au fi prin sau lui după ale`},
	{"Hungarian", `a az és hogy nem is egy volt meg csak de ez már el még mint szerint után vagy ki`},
	{"Finnish", `ja on ei että se oli hän joka mutta kun ovat myös mukaan sekä jos kuin ole niin mitä`},
	{"Turkish", `ve bir bu da de için ile çok olarak olan daha gibi kadar sonra değil ne ama var göre olduğu`},
	{"Indonesian", `yang dan di dengan untuk dari ini itu dalam pada tidak akan oleh juga ke telah sebagai karena ada adalah`},
	{"Vietnamese", `và của là có không được cho các trong người một với những này đã để khi từ về nhiều`},
	{"Swahili", `ya na wa kwa ni katika za la kuwa hiyo huo baada wake yake pia kama hii ambao cha watu`},
	{"Tagalog", `ang ng mga sa na ay ni si kay para niya nila hindi ito kung din rin may nang pa`},
	{"Catalan", `el la els les de i que en un una per amb no ha del al dels és més com seva pel`},
	{"Croatian", `i je u na se da su za od koji što kao o iz ne će nije bi ili te koja nakon`},
}

// languages holds the languages of a word by its key: bit i for foreignWords[i], english for English alone.
var languages = func() map[uint64]uint32 {
	m := map[uint64]uint32{}
	for i, l := range foreignWords {
		for _, w := range strings.Fields(l.words) {
			m[keyOf(w)] |= 1 << i
		}
	}
	for _, w := range strings.Fields(functionWords) {
		m[keyOf(w)] = english
	}
	return m
}()

const english = 1 << 31

// maxWord is the length of the longest of the words, in bytes.
const maxWord = 8

// keyOf packs a word of maxWord bytes at most into a number.
func keyOf(word string) uint64 {
	var k uint64
	for i := range len(word) {
		k = k<<8 | uint64(word[i])
	}
	return k
}
