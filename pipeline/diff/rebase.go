package diff

// Rebase returns a document as it would be if an edit had made another text of its text: mentions before the stretch
// that the edit changed stay, those behind it move, those that touch it are left out with their positions. So what a
// run says of the new text can be compared with what one said of the old.
func Rebase(d *Document, text string) *Document {
	before, after := []rune(d.Text), []rune(text)
	start := 0
	for start < min(len(before), len(after)) && before[start] == after[start] {
		start++
	}
	tail := 0
	for tail < min(len(before), len(after))-start && before[len(before)-1-tail] == after[len(after)-1-tail] {
		tail++
	}
	out := &Document{ID: d.ID, Text: text, Entities: d.Entities}
	index := make(map[int]int) // of mentions that are kept, by their old index
	for i, m := range d.Mentions {
		switch {
		case m.End <= start:
		case m.Start >= len(before)-tail:
			m.Start, m.End = m.Start+len(after)-len(before), m.End+len(after)-len(before)
		default:
			continue
		}
		index[i] = len(out.Mentions)
		out.Mentions = append(out.Mentions, m)
	}
	for _, p := range d.Positions {
		if at, ok := index[p.Mention]; ok {
			p.Mention = at
			out.Positions = append(out.Positions, p)
		}
	}
	return out
}
