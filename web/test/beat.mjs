// A beat of two articles that rules alone read, so that what is found is what its rule file says.

export const article =
  "🌱 Zoë Müller of Green Reef sailed to Grand Baie.\n\nMüller met Ana Kovač there. Green Reef paid.\n";
const second = "Grand Baie is quiet.\n\nAna Kovač stayed in Grand Baie, not in Le Réduit. Green Reef paid.\n";

export const rules = `# Names of our beat.
version: 1
rules:
  - id: my.people   # as they sign
    label: PERSON
    phrases: [Zoë Müller, Ana Kovač, Müller]
    examples:
      match: ["[Zoë Müller] met [Ana Kovač]."]

  - id: my.bodies
    label: ORGANIZATION
    phrases:
      - "Green Reef" # the party
      - Grand Baie
    examples:
      match: ["The [Green Reef] won."]
`;

const config = `# Rules alone.
rules:
  core: false
  files: [mine.yaml]
tagger:
  engine: none
`;

export const beat = {
  files: { "articles/a.txt": article, "articles/b.txt": second, "mine.yaml": rules, "config.yaml": config },
  args: ["articles"],
};
