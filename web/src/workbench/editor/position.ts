// Where in the tree of a YAML text a position is, read from lines and their indents: a text that is being typed is
// rarely whole, and its tree would miss what is needed.

// A Spot is a position: the keys above it, "[]" for an item of a sequence, and whether a value, a key or either can
// stand there. The word there begins at from; others are the keys of the same mapping.
export interface Spot {
  path: string[];
  place: "key" | "value" | "either";
  from: number;
  others: Set<string>;
}

interface Level {
  column: number;
  key: string; // "[]" for an item
}

const mostLines = 40; // that a flow collection is looked for above

// spotAt is the position of an offset; null in a comment.
export function spotAt(text: string, at: number): Spot | null {
  const lines = text.slice(0, at).split("\n");
  const line = lines.at(-1)!;
  if (/(^|\s)#/.test(withoutQuotes(line))) return null;
  const flow = openFlow(lines);
  if (flow) {
    const head = lines[flow.line]!.slice(0, flow.column);
    const above = blockPath([...lines.slice(0, flow.line), head]);
    return inFlow(above.path, lines.slice(flow.line).join("\n").slice(flow.column), at);
  }
  const { path, place, column } = blockPath(lines);
  const word = /[^\s"']*$/.exec(line)![0];
  const from = at - (place === "value" ? word.length : Math.min(word.length, line.length - column));
  return { path, place, from, others: place === "value" ? new Set() : siblings(text, lines.length - 1, column) };
}

// levelsOf are the items and the key that a line begins with.
function levelsOf(line: string): Level[] {
  const out: Level[] = [];
  let column = /^ */.exec(line)![0].length;
  while (/^-( |$)/.test(line.slice(column))) {
    out.push({ column, key: "[]" });
    column += 1 + /^ */.exec(line.slice(column + 1))![0].length;
  }
  const key = /^(?:"([^"]*)"|'([^']*)'|([^\s#:,[\]{}"'-][^#:]*?))\s*:(?=\s|$)/.exec(line.slice(column));
  if (key) out.push({ column, key: key[1] ?? key[2] ?? key[3]! });
  return out;
}

// blockPath is the path of the end of the last line, outside of flow collections.
function blockPath(lines: string[]): { path: string[]; place: Spot["place"]; column: number } {
  const own = levelsOf(lines.at(-1)!);
  const path = own.map((l) => l.key);
  const keyed = own.some((l) => l.key !== "[]");
  const last = own.at(-1);
  const begin = own[0]?.column ?? /^ */.exec(lines.at(-1)!)![0].length;
  const column = keyed ? last!.column : last ? last.column + 2 : begin;
  let limit = begin;
  let item = own[0]?.key === "[]";
  for (let i = lines.length - 2; i >= 0 && (limit > 0 || item); i--) {
    if (!lines[i]!.trim() || /^\s*#/.test(lines[i]!)) continue;
    for (const l of levelsOf(lines[i]!).reverse()) {
      if (l.column > limit || (l.column === limit && (!item || l.key === "[]"))) continue;
      path.unshift(l.key);
      limit = l.column;
      item = l.key === "[]";
    }
  }
  const place = keyed ? "value" : item && own.length ? "either" : own.length ? "either" : "key";
  return { path, place, column };
}

// siblings are the keys of the mapping that a line and column are in.
function siblings(text: string, line: number, column: number): Set<string> {
  const lines = text.split("\n");
  const out = new Set<string>();
  const take = (i: number): boolean => {
    if (!lines[i]!.trim() || /^\s*#/.test(lines[i]!)) return true;
    const levels = levelsOf(lines[i]!);
    const key = levels.at(-1);
    if (i !== line && key && key.key !== "[]" && key.column === column) out.add(key.key);
    return (levels[0]?.column ?? column) >= column;
  };
  if (levelsOf(lines[line]!)[0]?.key !== "[]") for (let i = line - 1; i >= 0 && take(i); i--);
  for (let i = line + 1; i < lines.length && take(i); i++);
  return out;
}

// openFlow is where the outermost collection in brackets that is not closed begins.
function openFlow(lines: string[]): { line: number; column: number } | null {
  let found: { line: number; column: number } | null = null;
  for (let i = lines.length - 1; i >= Math.max(0, lines.length - mostLines); i--) {
    const open: number[] = [];
    const joined = withoutQuotes(lines.slice(i).join("\n"));
    for (let k = 0; k < joined.length; k++) {
      if ("[{".includes(joined[k]!)) open.push(k);
      if ("]}".includes(joined[k]!)) open.pop();
    }
    if (open.length && open[0]! < lines[i]!.length) found = { line: i, column: open[0]! };
  }
  return found;
}

// withoutQuotes blanks what stands in quotes.
function withoutQuotes(s: string): string {
  return s.replace(/"(?:[^"\\\n]|\\.)*"?|'[^'\n]*'?/g, (q) => " ".repeat(q.length));
}

// inFlow follows a collection in brackets to its end.
function inFlow(above: string[], text: string, at: number): Spot {
  const stack: { kind: string; key: string; others: Set<string> }[] = [];
  let word = "";
  for (const token of text.match(/"(?:[^"\\]|\\.)*"?|'[^']*'?|[[\]{},]|:(?=\s|$)|\s+|[^\s[\]{},:]+|:/g) ?? []) {
    const top = stack.at(-1);
    if (token === "[" || token === "{") stack.push({ kind: token, key: "", others: new Set() });
    else if (token === "]" || token === "}") stack.pop();
    else if (token === "," && top) top.key = "";
    else if (token === ":" && top) {
      top.key = word;
      top.others.add(word);
    } else if (token.trim()) word = token.replace(/^["']|["']$/g, "");
  }
  const top = stack.at(-1)!;
  const inner = stack.map((s) => (s.kind === "[" ? "[]" : s.key)).filter((k) => k !== "");
  const partial = /[^\s[\]{},:"']*$/.exec(text)![0];
  const place = top.kind === "{" ? (top.key ? "value" : "key") : "value";
  return { path: [...above, ...inner], place, from: at - partial.length, others: top.others };
}
