// What of the run is looked at: the articles that pass the filters, and the entities that stand in them.

import { fold, type Article, type Corpus, type Entity, type Held, type Label, type Position } from "./corpus.ts";

// A Filter passes all where its parts are empty. Texts are found anywhere, without case and accents.
export interface Filter {
  name: string; // of an entity
  role: string; // held or named
  words: string; // of an article, or its id
  country: string; // ISO code
  date: string; // the beginning of one: 2024, 2024-05 or 2024-05-06
  with: string[]; // keys of entities that must stand in an article
  hide: Label[]; // labels that are not looked at
}

export interface Selection {
  articles: Article[];
  entities: Entity[]; // those of most mentions and articles first
  inArticles: Int32Array; // by entity: the articles above that it stands in
  mentions: Int32Array; // by entity: its mentions there
  positions: Held[]; // those of the articles above
}

export function select(c: Corpus, f: Filter): Selection {
  const pass = entityTest(c, f);
  const articles = c.articles.filter(articleTest(c, f));
  const inArticles = new Int32Array(c.entities.length);
  const mentions = new Int32Array(c.entities.length);
  for (const a of articles) {
    a.entities.forEach((e, i) => {
      inArticles[e]!++;
      mentions[e]! += a.counts[i]!;
    });
  }
  const entities = c.entities.filter((e) => inArticles[e.number]! > 0 && pass(e));
  entities.sort(
    (a, b) =>
      mentions[b.number]! - mentions[a.number]! || inArticles[b.number]! - inArticles[a.number]! || a.number - b.number,
  );
  return { articles, entities, inArticles, mentions, positions: positions(c, f, articles) };
}

// positions are those of articles that pass: by their role, and by a holder or body of the name and of the country.
function positions(c: Corpus, f: Filter, articles: Article[]): Held[] {
  if (f.hide.includes("ROLE")) return [];
  const tests: ((h: Held) => boolean)[] = [];
  if (f.role.trim()) tests.push(roleTest(c, f.role));
  for (const { entity, body } of whoTests(c, f)) {
    tests.push((h) => body(c.held(h).position) || c.involved(h).some(entity));
  }
  return articles.flatMap((a) =>
    a.data.positions
      .map((_, position) => ({ article: a.number, position }))
      .filter((held) => tests.every((t) => t(held))),
  );
}

// A WhoTest says whether an entity passes, or what a role belongs to, which need be no entity of the article.
interface WhoTest {
  entity: (e: Entity) => boolean;
  body: (p: Position) => boolean;
}

function whoTests(c: Corpus, f: Filter): WhoTest[] {
  const tests: WhoTest[] = [];
  const wanted = fold(f.name.trim());
  if (wanted) {
    tests.push({
      entity: (e) => c.names(e).includes(wanted),
      body: (p) => !!p.of && fold(p.of.name).includes(wanted),
    });
  }
  if (f.country) {
    tests.push({ entity: (e) => e.country === f.country, body: (p) => p.of?.country === f.country });
  }
  return tests;
}

function roleTest(c: Corpus, role: string): (h: Held) => boolean {
  const wanted = fold(role.trim());
  return (h) => {
    const { article, position } = c.held(h);
    return fold(article.surface(position.span)).includes(wanted);
  };
}

function entityTest(c: Corpus, f: Filter): (e: Entity) => boolean {
  const tests = whoTests(c, f).map((t) => t.entity);
  if (f.hide.length) tests.push((e) => !f.hide.includes(e.label));
  if (f.role.trim()) {
    const test = roleTest(c, f.role);
    tests.push((e) => e.holds.some(test) || e.offices.some(test));
  }
  return (e) => tests.every((t) => t(e));
}

function articleTest(c: Corpus, f: Filter): (a: Article) => boolean {
  const tests: ((a: Article) => boolean)[] = [];
  if (f.date) tests.push((a) => (a.data.date ?? "").startsWith(f.date));
  if (f.with.length) {
    const wanted = f.with.map((key) => c.entity(key)?.number ?? -1);
    tests.push((a) => wanted.every((e) => a.entities.includes(e)));
  }
  for (const { entity, body } of whoTests(c, f)) {
    const passing = new Set(c.entities.filter(entity).map((e) => e.number));
    tests.push((a) => a.entities.some((e) => passing.has(e)) || a.data.positions.some(body));
  }
  if (f.role.trim()) {
    const test = roleTest(c, f.role);
    tests.push((a) => a.data.positions.some((_, position) => test({ article: a.number, position })));
  }
  if (f.words.trim()) {
    const wanted = fold(f.words.trim());
    tests.push((a) => a.folded.includes(wanted) || fold(a.id).includes(wanted));
  }
  return (a) => tests.every((t) => t(a));
}
