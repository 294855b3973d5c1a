// What the page knows of the program: the state that it shows, kept up to date, and what is reviewed.

import type { App } from "../app.ts";
import { Corpus, type Article, type Mention } from "../corpus.ts";
import { Refusal, server } from "./server.ts";
import type { Live, Outcome, Review, Verdict } from "./wire.ts";

const pause = 800; // milliseconds after the last word on a mention until the page looks for what it has changed

export class Bench {
  app!: App; // set before anything is done
  corpus: Corpus;
  notify: (text: string) => void = () => {}; // says something until it is read
  private verdicts = new Map<string, Verdict>();
  private readonly followers: ((before: Live) => void)[] = [];
  private syncing: Promise<void> | null = null;
  private judged = 0; // timer; mentions were judged, and the state is not fetched since
  quiet = false; // the new state has come of that alone

  constructor(public live: Live) {
    this.corpus = new Corpus(live.documents, live.run);
    this.know(live.review);
  }

  // follow calls f after every new state, with the one before it.
  follow(f: (before: Live) => void): void {
    this.followers.push(f);
  }

  // sync brings the page up to the program's state; calls that come meanwhile wait for the same.
  sync(): Promise<void> {
    this.syncing ??= this.fetch().finally(() => (this.syncing = null));
    return this.syncing;
  }

  private async fetch(): Promise<void> {
    const before = this.live;
    this.quiet = this.judged > 0;
    clearTimeout(this.judged);
    this.judged = 0;
    const live = await server.state();
    this.live = live;
    this.know(live.review);
    if (live.revision !== before.revision) {
      this.corpus = new Corpus(live.documents, live.run);
      this.app.refresh(this.corpus);
    }
    for (const f of this.followers) f(before);
  }

  // heed hears of a revision. One that comes of judging mentions can wait.
  heed(revision: number): void {
    if (revision === this.live.revision || this.judged) return;
    this.sync().catch((e) => this.fail(e));
  }

  // settle fetches the state where that was put off.
  async settle(): Promise<void> {
    if (this.judged) await this.sync().catch((e) => this.fail(e));
  }

  // change does something that makes a new state and returns its outcome, null where it was refused, which the page
  // says.
  async change(act: () => Promise<Outcome>): Promise<Outcome | null> {
    try {
      const outcome = await act();
      clearTimeout(this.judged);
      this.judged = 0;
      await this.sync();
      if (this.live.revision < outcome.revision) await this.sync(); // that one had begun before
      return outcome;
    } catch (e) {
      this.fail(e);
      return null;
    }
  }

  // fail says why something was not done.
  fail(e: unknown): void {
    if (!(e instanceof Refusal)) throw e;
    this.notify(e.message);
  }

  // judge says that a mention is right, or takes that back.
  async judge(m: Mention, verdict: Verdict | ""): Promise<boolean> {
    try {
      const place = { article: m.article.number, start: m.start, end: m.end };
      clearTimeout(this.judged);
      this.judged = window.setTimeout(() => this.sync().catch((e) => this.fail(e)), pause);
      const { review } = await server.review(place, verdict);
      this.know(review);
      for (const f of this.followers) f(this.live);
      return true;
    } catch (e) {
      this.fail(e);
      return false;
    }
  }

  private know(review: Review): void {
    this.live.review = review;
    this.verdicts = new Map((review.verdicts ?? []).map(([a, start, end, v]) => [`${a} ${start} ${end}`, v]));
  }

  // verdict is what was said of the mention, or of the stretch without one, of an article.
  verdict(article: Article, start: number, end: number): Verdict | undefined {
    return this.verdicts.get(`${article.number} ${start} ${end}`);
  }
}
