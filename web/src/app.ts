// The page: its landmarks, and what of them is drawn anew when the state changes.

import { article } from "./article.ts";
import { articles } from "./articles.ts";
import { clear, h } from "./dom.ts";
import { select } from "./filter.ts";
import { names } from "./names.ts";
import { chooseIn, follow, go, link, state } from "./nav.ts";
import { overview } from "./overview.ts";
import { positions } from "./positions.ts";
import type { Page, Show } from "./page.ts";
import { panel } from "./panel.ts";
import { Rail } from "./rail.ts";
import { review } from "./review.ts";
import { sameFilter, type State, type View } from "./state.ts";
import { Tip } from "./tip.ts";
import type { Corpus } from "./corpus.ts";
import { capital, count, kinds, labelOrder } from "./words.ts";

const wide = matchMedia("(min-width: 56.25rem)"); // as in layout.css: the parts stand side by side

// reportViews says how each view is rendered.
const reportViews: Partial<Record<View, Show>> = {
  overview,
  people: names("PERSON"),
  roles: positions,
  organizations: names("ORGANIZATION"),
  places: names("PLACE"),
  groups: names("NORP"),
  articles,
  article,
  review,
};

// Extras are what a page adds to that of the report.
export interface Extras {
  views?: Partial<Record<View, Show>>;
  tabs?: [View, string][];
  panel?: (c: Corpus, s: State) => HTMLElement | null;
}

export class App {
  readonly top = h("header", { class: "top" });
  private readonly nav = h("nav", { "aria-label": "Views" });
  private readonly aside = h("aside", { "aria-label": "Filters", class: "rail" });
  private readonly fold = h("details", { class: "fold" });
  private readonly main = h("main", { id: "main", tabindex: "-1" });
  private readonly details = h("aside", { "aria-label": "Details", class: "panel" });
  private readonly said = h("p", { class: "unseen", "aria-live": "polite" });
  private readonly tip: Tip;
  private rail: Rail;
  private page: Page;

  constructor(
    private corpus: Corpus,
    private readonly extras: Extras = {},
  ) {
    this.rail = new Rail(corpus);
    this.page = this.newPage();
    const frame = h("div", { class: "frame" }, this.aside, this.main, this.details);
    this.tip = new Tip(() => this.corpus, frame);
    this.top.append(h("h1", {}, "Who is in these articles"), this.nav);
    const skip = h("a", { class: "skip", href: "#main" }, "Skip to the content");
    skip.addEventListener("click", (e) => {
      e.preventDefault();
      this.main.focus();
    });
    document.body.append(skip, this.top, frame, this.tip.element, this.said);
    document.addEventListener("keydown", (e) => e.key === "Escape" && this.escape());
    follow((before) => this.change(before));
    this.aside.append(this.fold);
    this.unfold();
    wide.addEventListener("change", () => this.unfold());
    this.show(corpus);
  }

  // show replaces the run that the page shows; the state stays.
  show(corpus: Corpus): void {
    this.draw(corpus);
    if (state().at >= 0) this.arrive();
  }

  // refresh replaces the run under the reader's eyes: what is read, how far, and what has the focus stay.
  refresh(corpus: Corpus): void {
    const scrolled = [document.documentElement, this.main, this.details].map((e) => [e, e.scrollTop] as const);
    const focus = document.activeElement as HTMLElement | null;
    this.draw(corpus);
    for (const [e, top] of scrolled) e.scrollTop = top;
    if (!focus || focus.isConnected) return;
    const mark = this.main.querySelector<HTMLElement>("a.mark[aria-current]");
    const same = focus.id ? document.getElementById(focus.id) : focus.matches("a.mark") ? mark : null;
    (same ?? this.main).focus({ preventScroll: true });
  }

  // say tells those who do not see the page what has happened.
  say(text: string): void {
    this.said.textContent = text;
  }

  private draw(corpus: Corpus): void {
    this.corpus = corpus;
    this.rail = new Rail(corpus);
    clear(this.fold).append(h("summary", {}, "Filters"), this.rail.element);
    const n = corpus.articles.length;
    document.title = n === 1 ? "Who is in this article" : `Who is in these ${count(n, "article")}`;
    this.drawMain();
    this.drawPanel();
  }

  // unfold shows the filters where there is room for them.
  private unfold(): void {
    this.fold.open = wide.matches;
  }

  private newPage(): Page {
    return { corpus: this.corpus, selection: select(this.corpus, state()), state: state() };
  }

  private change(before: State): void {
    const now = state();
    const same = (...keys: (keyof State)[]) => keys.every((k) => now[k] === before[k]);
    const moved = !same("view", "article");
    this.tip.hide();
    if (moved || !same("order", "below", "file") || !sameFilter(before, now)) this.drawMain();
    else chooseIn(this.main);
    if (moved || !same("entity", "at", "end", "file")) {
      this.drawPanel();
      this.details.scrollTop = 0;
    }
    if (moved) this.arrive();
    else if (now.at >= 0) this.uncover();
  }

  private drawMain(): void {
    this.page = this.newPage();
    const focused = this.main.contains(document.activeElement) && document.activeElement!.id;
    const { view } = state();
    const show = this.extras.views?.[view] ?? reportViews[view] ?? overview;
    const shown = show(this.page);
    if (shown !== this.main.firstElementChild) clear(this.main).append(shown);
    document.body.dataset.view = view;
    if (focused) document.getElementById(focused)?.focus();
    this.rail.show(this.page);
    this.drawNav();
  }

  private drawNav(): void {
    const tab = (view: View, text: string) => {
      const here = state().view === view || (view === "articles" && state().view === "article");
      return h(
        "li",
        {},
        link(
          { view, article: "", at: -1 },
          { class: here ? "tab here" : "tab", "aria-current": here ? "page" : undefined },
          text,
        ),
      );
    };
    const lists = labelOrder.filter((l) => this.corpus.labels.includes(l));
    clear(this.nav).append(
      h(
        "ul",
        {},
        tab("overview", "Overview"),
        ...lists.map((l) => tab(kinds[l].view, capital(kinds[l].many))),
        tab("articles", "Articles"),
        tab("review", "Review"),
        ...(this.extras.tabs ?? []).map(([view, text]) => tab(view, text)),
      ),
    );
  }

  // drawPanel keeps the focus near where it was: in the panel, or, where there is none any more, in the view.
  drawPanel(): void {
    const body = (this.extras.panel ?? panel)(this.corpus, state());
    if (body && body === this.details.firstElementChild) return;
    const focused = this.details.contains(document.activeElement) ? document.activeElement : null;
    clear(this.details).append(...(body ? [body] : []));
    this.details.hidden = !body;
    this.say(body ? `Details: ${body.querySelector("h2")!.textContent}` : "");
    if (focused) {
      const same = focused.id ? document.getElementById(focused.id) : null;
      (same ?? (body ?? this.main).querySelector<HTMLElement>("h2"))?.focus({ preventScroll: true });
    }
    document.body.classList.toggle("with-panel", !!body);
  }

  // arrive brings the mention that the state points at into view, or else the top of the view, and the focus to it.
  private arrive(): void {
    scrollTo(0, 0);
    this.main.scrollTop = 0;
    const mark = state().at >= 0 && this.main.querySelector<HTMLElement>("a.mark[aria-current]");
    if (mark) mark.scrollIntoView({ block: "center" });
    (mark || this.main.querySelector("h2"))?.focus({ preventScroll: true });
  }

  // uncover scrolls the mention that was chosen out from under the panel, where the panel lies over the text.
  private uncover(): void {
    const mark = this.main.querySelector<HTMLElement>("a.mark[aria-current]");
    if (mark && mark.getBoundingClientRect().bottom > this.details.getBoundingClientRect().top && !wide.matches) {
      mark.scrollIntoView({ block: "start" });
    }
  }

  // escape takes the tip away, or else closes the panel.
  private escape(): void {
    if (!this.tip.hide() && !this.details.hidden) go({ entity: "", at: -1 });
  }
}
