// The run as the page has it: what package report wrote into the two islands of JSON, and what follows from them. All
// offsets are code units of UTF-16, all numbers of articles, mentions and entities indexes.

export type Label = "PERSON" | "ROLE" | "PLACE" | "ORGANIZATION" | "NORP";
export type Status = "current" | "former" | "acting" | "designate";

// A Body is what a role belongs to. Its entity is -1 where it is none of the run.
export interface Body {
  entity: number;
  name: string;
  text: string;
  country?: string;
}

// A Position is who holds the role that is mention number span of its article.
export interface Position {
  span: number;
  holders?: number[];
  of?: Body;
  status: Status;
}

export interface DocumentData {
  id: string;
  date?: string;
  text: string;
  spans: number[]; // of each mention: start, end, label, score in thousandths, source, entity
  compounds?: number[]; // start and end of each word that is more than letters and digits
  positions: Position[];
}

export interface RunData {
  version: string;
  labels: Label[];
  sources: string[];
  entities: { label: number; name: string; country?: string }[];
  together: Together;
}

// Together says in how many articles each of some people stands with each one before.
export interface Together {
  people: number[];
  shared: number[][];
}

const fields = 6; // of a mention in DocumentData.spans

export interface Mention {
  article: Article;
  number: number; // in the article
  start: number;
  end: number;
  label: Label;
  score: number; // 0..1
  source: string;
  entity: Entity | null;
}

// A Held is one position: the number of an article, and of the position in it.
export interface Held {
  article: number;
  position: number;
}

export interface Entity {
  number: number;
  key: string; // unique, and the same in a later run over the same articles
  label: Label;
  name: string;
  country: string;
  at: number[]; // its mentions: number of the article, number in it, and so on
  articles: number;
  holds: Held[]; // as holder
  offices: Held[]; // as body
}

export class Article {
  readonly entities: number[] = []; // each once
  readonly counts: number[] = []; // mentions of each of them
  private lower = "";

  // The key of an article is its id, with a number where an earlier one has it too.
  constructor(
    readonly number: number,
    readonly key: string,
    readonly data: DocumentData,
  ) {}

  get id(): string {
    return this.data.id;
  }
  get text(): string {
    return this.data.text;
  }
  get mentions(): number {
    return this.data.spans.length / fields;
  }
  start(mention: number): number {
    return this.data.spans[mention * fields]!;
  }
  end(mention: number): number {
    return this.data.spans[mention * fields + 1]!;
  }
  score(mention: number): number {
    return this.data.spans[mention * fields + 3]!;
  }
  // surface is the text of a mention on one line.
  surface(mention: number): string {
    return this.text.slice(this.start(mention), this.end(mention)).replace(/\s+/g, " ");
  }
  // title is the first line of several words, or else the first with text, cut where it is long.
  get title(): string {
    const line = (/\S+[^\S\n]+\S[^\n]*/.exec(this.text) ?? /\S+/.exec(this.text))?.[0].trim() ?? "";
    return line.length > 140 ? line.slice(0, 140).replace(/\S*$/, "") + "…" : line;
  }
  // folded is the text as searches compare it.
  get folded(): string {
    return (this.lower ||= fold(this.text));
  }
}

// fold returns a text as searches compare it: without case and without accents.
export function fold(s: string): string {
  const lower = s.toLowerCase();
  return /^[\x00-\x7f]*$/.test(lower) ? lower : lower.normalize("NFD").replace(/\p{M}+/gu, "");
}

// unused is a key, with a number behind it where a map has it already.
function unused(taken: Map<string, unknown>, key: string): string {
  if (!taken.has(key)) return key;
  let n = 2;
  while (taken.has(`${key}/${n}`)) n++;
  return `${key}/${n}`;
}

export class Corpus {
  readonly articles: Article[];
  readonly entities: Entity[];
  readonly labels: Label[];
  readonly together: Together;
  readonly version: string;
  private readonly sources: string[];
  private readonly articleByKey = new Map<string, Article>();
  private readonly entityByKey = new Map<string, Entity>();
  private readonly named = new Map<string, Entity>(); // places and organizations by folded name
  private readonly spellings: (string | undefined)[] = [];

  constructor(documents: DocumentData[], run: RunData) {
    this.labels = run.labels;
    this.sources = run.sources;
    this.together = run.together;
    this.version = run.version;
    this.entities = run.entities.map((e, number) => this.newEntity(number, this.labels[e.label]!, e.name, e.country));
    this.articles = documents.map((d, number) => this.newArticle(number, d));
  }

  private newEntity(number: number, label: Label, name: string, country = ""): Entity {
    const key = unused(this.entityByKey, `${label.toLowerCase()}/${name}`);
    const e = { number, key, label, name, country, at: [], articles: 0, holds: [], offices: [] };
    this.entityByKey.set(key, e);
    if (label !== "PERSON" && !this.named.has(fold(name))) this.named.set(fold(name), e);
    return e;
  }

  private newArticle(number: number, data: DocumentData): Article {
    const a = new Article(number, unused(this.articleByKey, data.id), data);
    this.articleByKey.set(a.key, a);
    const place = new Map<number, number>(); // by entity: where it stands in a.entities
    for (let m = 0; m < a.mentions; m++) {
      const e = data.spans[m * fields + 5]!;
      if (e < 0) continue;
      const entity = this.entities[e]!;
      entity.at.push(number, m);
      let p = place.get(e);
      if (p === undefined) {
        place.set(e, (p = a.entities.length));
        a.entities.push(e);
        a.counts.push(0);
        entity.articles++;
      }
      a.counts[p]!++;
    }
    data.positions.forEach((p, position) => {
      const held = { article: number, position };
      for (const h of p.holders ?? []) this.entities[h]!.holds.push(held);
      this.body(p.of)?.offices.push(held);
    });
    return a;
  }

  article(key: string): Article | undefined {
    return this.articleByKey.get(key);
  }

  entity(key: string): Entity | undefined {
    return this.entityByKey.get(key);
  }

  // held is a position with its article.
  held({ article, position }: Held): { article: Article; position: Position } {
    const a = this.articles[article]!;
    return { article: a, position: a.data.positions[position]! };
  }

  // involved are the holders and the body of a position.
  involved(held: Held): Entity[] {
    const { position } = this.held(held);
    const body = this.body(position.of);
    const holders = (position.holders ?? []).map((h) => this.entities[h]!);
    return body ? [...holders, body] : holders;
  }

  // body is the entity that a role belongs to, or one of that name elsewhere in the run.
  body(of: Body | undefined): Entity | undefined {
    if (!of) return undefined;
    return of.entity >= 0 ? this.entities[of.entity] : this.named.get(fold(of.name));
  }

  mention(article: Article, number: number): Mention {
    const at = number * fields;
    const [start, end, label, score, source, entity] = article.data.spans.slice(at, at + fields) as [
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    return {
      article,
      number,
      start,
      end,
      label: this.labels[label]!,
      score: score / 1000,
      source: this.sources[source]!,
      entity: this.entities[entity] ?? null,
    };
  }

  // mentionAt is the mention of an article that starts at an offset.
  mentionAt(article: Article, start: number): Mention | undefined {
    for (let m = 0; m < article.mentions; m++) if (article.start(m) === start) return this.mention(article, m);
    return undefined;
  }

  label(article: Article, mention: number): Label {
    return this.labels[article.data.spans[mention * fields + 2]!]!;
  }

  entityOf(article: Article, mention: number): Entity | undefined {
    return this.entities[article.data.spans[mention * fields + 5]!];
  }

  // names are the spellings of an entity as searches compare them, one a line.
  names(e: Entity): string {
    const known = this.spellings[e.number];
    if (known !== undefined) return known;
    const all = new Set([fold(e.name)]);
    for (let i = 0; i < e.at.length; i += 2) all.add(fold(this.articles[e.at[i]!]!.surface(e.at[i + 1]!)));
    return (this.spellings[e.number] = [...all].join("\n"));
  }
}
