// The rail: the filters, and the legend of the marks.

import { clear, h, name } from "./dom.ts";
import { go, link, state } from "./nav.ts";
import { noFilter } from "./state.ts";
import type { Corpus, Label } from "./corpus.ts";
import type { Page } from "./page.ts";
import { capital, count, countryName, kinds, labelOrder, number } from "./words.ts";

const mostOffered = 200; // roles that the role field offers

export class Rail {
  readonly element = h("form", { role: "search", "aria-label": "Filter", class: "filters" });
  private readonly fields = new Map<"name" | "role" | "words" | "country", HTMLInputElement | HTMLSelectElement>();
  private readonly boxes = new Map<Label, HTMLInputElement>();
  private readonly chips = h("ul", { class: "chips" });
  private readonly found = h("p", { class: "found", role: "status" });

  constructor(corpus: Corpus) {
    this.element.addEventListener("submit", (e) => e.preventDefault());
    this.element.append(
      this.field("name", "Name", h("input", { type: "search", placeholder: "any person, place …" })),
      this.field("role", "Role", h("input", { type: "search", placeholder: "minister, coach …", list: "role-names" })),
      this.field("words", "Article", h("input", { type: "search", placeholder: "its words or its file" })),
      this.field("country", "Country", h("select", {}, h("option", { value: "" }, "any"), ...countries(corpus))),
      h("datalist", { id: "role-names" }, ...roles(corpus).map((r) => h("option", { value: r }))),
      h("fieldset", { class: "legend" }, h("legend", {}, "Marks"), ...this.legend(corpus)),
      this.chips,
      this.found,
    );
  }

  private field(
    key: "name" | "role" | "words" | "country",
    label: string,
    input: HTMLInputElement | HTMLSelectElement,
  ): HTMLElement {
    input.id = `filter-${key}`;
    input.autocomplete = "off";
    input.addEventListener("input", () => go({ [key]: input.value }, true));
    this.fields.set(key, input);
    return h("p", { class: "field" }, h("label", { for: input.id }, label), input);
  }

  private legend(corpus: Corpus): HTMLElement[] {
    return labelOrder
      .filter((l) => corpus.labels.includes(l))
      .map((l) => {
        const box = h("input", { type: "checkbox", checked: true });
        box.addEventListener("change", () => {
          const hide = state().hide.filter((x) => x !== l);
          go({ hide: box.checked ? hide : [...hide, l] }, true);
        });
        this.boxes.set(l, box);
        return h(
          "label",
          { class: "box" },
          box,
          h("span", { class: `mark ${l.toLowerCase()}` }, capital(kinds[l].one)),
        );
      });
  }

  // show brings the fields in line with the state and says what passes.
  show({ corpus, selection, state: s }: Page): void {
    for (const [key, input] of this.fields) if (input.value !== s[key]) input.value = s[key];
    for (const [label, box] of this.boxes) box.checked = !s.hide.includes(label);
    clear(this.chips).append(
      ...s.with.map((key) => chip("with", corpus.entity(key)?.name ?? key, { with: s.with.filter((k) => k !== key) })),
      ...(s.date ? [chip("from", s.date, { date: "" })] : []),
    );
    const all = corpus.articles.length;
    const active = Object.entries(noFilter).some(([k, v]) => String(s[k as keyof typeof noFilter]) !== String(v));
    const passing = selection.articles.length === all ? "All" : `${number(selection.articles.length)} of`;
    const text = `${passing} ${count(all, "article")}`;
    if (this.found.firstChild?.textContent !== text) clear(this.found).append(h("span", {}, text));
    this.found.querySelector("a")?.remove();
    if (active) this.found.append(link({ ...noFilter }, { class: "clear" }, "Clear the filters"));
  }
}

function chip(word: string, text: string, without: Parameters<typeof link>[0]): HTMLElement {
  return h(
    "li",
    {},
    `${word} `,
    name(text),
    link(without, { "aria-label": `Remove the filter: ${word} ${text}` }, "×"),
  );
}

function countries(c: Corpus): HTMLElement[] {
  const codes = [...new Set(c.entities.map((e) => e.country).filter(Boolean))];
  const named = codes.map((code) => [code, countryName(code)] as const).sort((a, b) => a[1].localeCompare(b[1], "en"));
  return named.map(([code, text]) => h("option", { value: code }, text));
}

// roles are the roles said most, each in lower case.
function roles(c: Corpus): string[] {
  const counts = new Map<string, number>();
  for (const a of c.articles) {
    for (const p of a.data.positions) {
      const role = a.surface(p.span).toLowerCase();
      counts.set(role, (counts.get(role) ?? 0) + 1);
    }
  }
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .slice(0, mostOffered)
    .map(([role]) => role);
}
