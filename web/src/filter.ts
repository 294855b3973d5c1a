// What of the run is looked at: the articles that pass the filters, and the entities that stand in them.

import { fold, type Article, type Corpus, type Entity, type Label } from "./corpus.ts";

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
  return { articles, entities, inArticles, mentions };
}

// nameTest says whether an entity has a spelling with the name in it.
function nameTest(c: Corpus, name: string): (e: Entity) => boolean {
  const wanted = fold(name.trim());
  return (e) => c.names(e).includes(wanted);
}

function roleTest(c: Corpus, role: string): (article: number, position: number) => boolean {
  const wanted = fold(role.trim());
  return (article, position) => {
    const held = c.held({ article, position });
    return fold(held.article.surface(held.position.span)).includes(wanted);
  };
}

function entityTest(c: Corpus, f: Filter): (e: Entity) => boolean {
  const tests: ((e: Entity) => boolean)[] = [];
  if (f.hide.length) tests.push((e) => !f.hide.includes(e.label));
  if (f.country) tests.push((e) => e.country === f.country);
  if (f.name.trim()) tests.push(nameTest(c, f.name));
  if (f.role.trim()) {
    const test = roleTest(c, f.role);
    tests.push((e) => [...e.holds, ...e.offices].some((h) => test(h.article, h.position)));
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
  if (f.country) tests.push(has(c, (e) => e.country === f.country));
  if (f.name.trim()) tests.push(has(c, nameTest(c, f.name)));
  if (f.role.trim()) {
    const test = roleTest(c, f.role);
    tests.push((a) => a.data.positions.some((_, i) => test(a.number, i)));
  }
  if (f.words.trim()) {
    const wanted = fold(f.words.trim());
    tests.push((a) => a.folded.includes(wanted) || fold(a.id).includes(wanted));
  }
  return (a) => tests.every((t) => t(a));
}

// has says whether an article has an entity that passes.
function has(c: Corpus, pass: (e: Entity) => boolean): (a: Article) => boolean {
  const passing = new Uint8Array(c.entities.length);
  for (const e of c.entities) if (pass(e)) passing[e.number] = 1;
  return (a) => a.entities.some((e) => passing[e] === 1);
}
