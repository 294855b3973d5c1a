package english

import (
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// noise returns bytes that look random and are the same in each run.
func noise(n int) []byte {
	r := rand.New(rand.NewPCG(1, 2))
	b := make([]byte, n)
	for i := range b {
		b[i] = byte(r.Uint32())
	}
	return b
}

// base64Lines returns base64 in lines of 76, as mail has it.
func base64Lines(n int) string {
	s := base64.StdEncoding.EncodeToString(noise(n))
	var b strings.Builder
	for line := range slices.Chunk([]byte(s), 76) {
		b.Write(append(line, '\n'))
	}
	return b.String()
}

func figures() string {
	var b strings.Builder
	for i := range 60 {
		fmt.Fprintf(&b, "%d\t%d.%02d\t%d%%\t-%d\t(%d)\n", i, i*37%101, i*13%100, i%100, i*i%77, i*7919)
	}
	return "Łódź, Q3\n" + b.String()
}

// Each text is news in its language, written for this test.
func TestOtherLanguages(t *testing.T) {
	const notLatin = "not English: most letters are not Latin"
	tests := []struct{ want, text string }{
		{"German", "Der Bürgermeister von Lübeck hat am Montag angekündigt, dass die Stadt eine neue Brücke über die Trave " +
			"bauen wird. Die Arbeiten sollen im Herbst beginnen und werden nach Angaben der Verwaltung drei Jahre dauern."},
		{"French", "Le maire de Nantes a annoncé lundi que la ville va construire un nouveau pont sur la Loire. Les travaux " +
			"commenceront en automne et dureront trois ans, selon les services de la mairie."},
		{"Spanish", "El alcalde de Sevilla anunció el lunes que la ciudad construirá un nuevo puente sobre el río. Las obras " +
			"comenzarán en otoño y durarán tres años, según fuentes del ayuntamiento."},
		{"Italian", "Il sindaco di Pavia ha annunciato lunedì che la città costruirà un nuovo ponte sul Ticino. I lavori " +
			"inizieranno in autunno e dureranno tre anni, secondo gli uffici del comune."},
		{"Portuguese", "O presidente da câmara do Porto anunciou na segunda-feira que a cidade vai construir uma nova ponte " +
			"sobre o rio. As obras começam no outono e não devem durar mais de três anos."},
		{"Dutch", "De burgemeester van Deventer heeft maandag gezegd dat de stad een nieuwe brug over de IJssel gaat bouwen. " +
			"Het werk begint in het najaar en zal naar verwachting drie jaar duren."},
		{"Swedish", "Borgmästaren i Karlstad sade på måndagen att staden ska bygga en ny bro över älven. Arbetet börjar till " +
			"hösten och det väntas ta tre år, men det är inte klart vad den kommer att kosta."},
		{"Polish", "Prezydent Torunia ogłosił w poniedziałek, że miasto zbuduje nowy most na Wiśle. Prace mają się rozpocząć " +
			"jesienią i potrwają trzy lata, jak podał urząd. Nie jest jasne, ile to będzie kosztować i kto za to zapłaci."},
		{"Turkish", "Belediye başkanı pazartesi günü, kentin nehir üzerine yeni bir köprü yapacağını açıkladı. Çalışmalar " +
			"sonbaharda başlayacak ve üç yıl kadar sürecek. Bu proje için daha sonra bir ihale yapılacak."},
		{"Indonesian", "Wali kota mengumumkan pada hari Senin bahwa kota itu akan membangun jembatan baru di atas sungai. " +
			"Pekerjaan akan dimulai tahun ini dan tidak akan selesai dalam tiga tahun, kata pejabat dari dinas itu."},
		{"Vietnamese", "Thị trưởng cho biết hôm thứ hai rằng thành phố sẽ xây một cây cầu mới trên sông. Công việc được bắt " +
			"đầu vào mùa thu và không kéo dài quá ba năm, theo các quan chức của thành phố."},
		{"Czech", "Primátor v pondělí oznámil, že město postaví nový most přes řeku, který nahradí starý. Práce začnou na " +
			"podzim a podle radnice jsou plánovány na tři roky, ale cena není známa, protože soutěž se ještě koná."},
		{"Finnish", "Kaupunginjohtaja sanoi maanantaina, että kaupunki rakentaa uuden sillan joen yli. Työt alkavat syksyllä " +
			"ja ne kestävät kolme vuotta, mutta hinta ei ole vielä selvillä, hän sanoi, kun asiasta kysyttiin."},
		{notLatin, "Мэр Твери сообщил в понедельник, что город построит новый мост через Волгу."},
		{notLatin, "أعلن رئيس البلدية يوم الاثنين أن المدينة ستبني جسرا جديدا فوق النهر."},
		{notLatin, "市長は月曜日、市が川に新しい橋を架けると発表した。工事は秋に始まる予定だ。"},
		{notLatin, "महापौर ने सोमवार को कहा कि शहर नदी पर एक नया पुल बनाएगा।"},
		{notLatin, "시장은 월요일에 시가 강 위에 새 다리를 놓을 것이라고 발표했다."},
	}
	for _, tt := range tests {
		want := tt.want
		if want != notLatin {
			want = "not English: it looks like " + want
		}
		if got := Doubts(tt.text); !slices.Equal(got, []string{want}) {
			t.Errorf("%q for %s, want %q", got, tt.text, want)
		}
	}
}

func TestNoProse(t *testing.T) {
	const runs, few = "no prose: long runs of characters without spaces", "no prose: few letters among digits and signs"
	garbled := "garbled characters: it looks like UTF-8 that was read in another encoding"
	tests := []struct{ name, text, want string }{
		{"base64", base64Lines(3000), runs},
		{"base64 in one line", base64.StdEncoding.EncodeToString(noise(3000)), runs},
		{"hex", "dump of Łódź: " + hex.EncodeToString(noise(3000)), runs},
		{"base64 behind prose", strings.Repeat("She said so in Łódź. ", 20) + base64Lines(60_000), runs},
		{"figures", figures(), few},
		{"rules", strings.Repeat("+----+----+\n|  é |  1 |\n", 50), few},
		{"garbled", "The mayorâ€™s office said itâ€™s â€œa new bridgeâ€\u009d.", garbled},
		{"lost", "The mayor\uFFFDs office in \uFFFDód\uFFFD.", "lost characters: U+FFFD stands for 3 of them"},
	}
	for _, tt := range tests {
		if got := Doubts(tt.text); !slices.Equal(got, []string{tt.want}) {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestNoDoubt(t *testing.T) {
	tests := map[string]string{
		"nothing":          "",
		"a headline":       "Łódź mayor quits",
		"names":            "Ana de la Cruz, Jan van der Berg, El Hadji Diouf, Angela Merkel, Gerhard Schröder, Zoë Łukasz",
		"foreign title":    `The mayor read from "Die Zeit und das Leben der Frau" and said that it was a book for the few.`,
		"results":          "1. Zoë Ruiz (Spain) 3:59.12 2. Ana Obi (Nigeria) 4:00.01 3. Eva Novák (Czech Republic) 4:02.77",
		"one Russian name": "The president, Владимир Путин, said on Monday that the talks would go on.",
		"addresses":        strings.Repeat("See https://example.org/"+strings.Repeat("é", 80)+" for more. ", 9),
		"short figures":    "12:3, 4:5 é",
	}
	for name, text := range tests {
		if got := Doubts(text); got != nil {
			t.Errorf("%s: %q, want none", name, got)
		}
	}
}

func FuzzDoubts(f *testing.F) {
	f.Add("Zoë said")
	f.Add("\xff\u0301日本")
	f.Fuzz(func(t *testing.T, text string) {
		for _, d := range Doubts(text) {
			if !utf8.ValidString(d) {
				t.Errorf("%q", d)
			}
		}
	})
}

func BenchmarkDoubts(b *testing.B) {
	text := strings.Repeat("The mayor of Łódź, Zoë Łukasz, said on Monday that the city would build a bridge.\n", 40)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		if d := Doubts(text); d != nil {
			b.Fatal(d)
		}
	}
}

func TestLongestWord(t *testing.T) {
	lists := functionWords
	for _, l := range foreignWords {
		lists += " " + l.words
	}
	for _, w := range strings.Fields(lists) {
		if len(w) > maxWord {
			t.Errorf("%q has %d bytes, but words are looked up to %d", w, len(w), maxWord)
		}
	}
}

// On the English texts of ../shared, where they are, fewer than one in 200 may have a warning.
func TestFalseAlarms(t *testing.T) {
	paths, err := filepath.Glob("../../../../shared/gold/*-dev.jsonl")
	if err != nil || len(paths) == 0 {
		t.Skip("no texts in ../shared/gold")
	}
	texts, alarms := 0, 0
	for _, p := range paths {
		f, err := os.Open(p)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		for dec := json.NewDecoder(f); ; texts++ {
			var record struct{ Text string }
			if err := dec.Decode(&record); err == io.EOF {
				break
			} else if err != nil {
				t.Fatal(p, err)
			}
			if doubts := Doubts(record.Text); doubts != nil {
				alarms++
				t.Logf("%s: %q for %.100q", p, doubts, record.Text)
			}
		}
	}
	if alarms*200 > texts {
		t.Errorf("%d of %d texts have a warning", alarms, texts)
	}
}
