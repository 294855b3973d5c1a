package link

// isOccupation reports whether a role is an occupation of a person rather than an office of a country: a "French
// singer" does not sing for France.
func isOccupation(role string) bool { return occupations[head(role)] }

// occupations are trades, arts and sports.
var occupations = set("singer", "actor", "actress", "writer", "author", "novelist", "poet", "artist", "painter", "sculptor",
	"musician", "pianist", "violinist", "composer", "rapper", "dancer", "director", "filmmaker", "photographer", "journalist",
	"reporter", "footballer", "striker", "forward", "midfielder", "defender", "goalkeeper", "winger", "player", "swimmer",
	"boxer", "cyclist", "runner", "sprinter", "driver", "golfer", "doctor", "physician", "surgeon", "nurse", "pharmacist",
	"dentist", "engineer", "scientist", "physicist", "chemist", "biologist", "economist", "historian", "philosopher", "architect",
	"lawyer", "teacher", "professor", "student", "farmer", "beekeeper", "chef", "cook", "designer", "entrepreneur", "businessman",
	"businesswoman", "billionaire", "activist", "monk", "nun", "priest", "translator", "playwright", "comedian", "model")
