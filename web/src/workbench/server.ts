// Talking to the program: questions, and word of what has changed.

import type { Correction, Explanation, Live, Outcome, Place, Proposals, Review, Trial, Verdict } from "./wire.ts";

const again = 2000; // milliseconds until the next try where the program does not answer

// A Refusal is what the program did not do. Its status is 0 where there was no answer, 409 where a file has changed on
// disk, and 422 where a text has errors: then trial says which.
export class Refusal extends Error {
  constructor(
    message: string,
    readonly status: number,
    readonly trial?: Trial,
  ) {
    super(message);
  }
}

async function ask<T>(path: string, body?: unknown, signal?: AbortSignal): Promise<T> {
  const request: RequestInit =
    body === undefined
      ? {}
      : { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
  let response: Response;
  let answer;
  try {
    response = await fetch(`api/${path}`, { ...request, signal: signal ?? null });
    answer = await response.json();
  } catch (e) {
    if (signal?.aborted) throw e;
    throw new Refusal("Roster does not answer.", 0);
  }
  if (response.ok) return answer as T;
  if (response.status === 422) throw new Refusal("The text has errors: nothing was written.", 422, answer);
  throw new Refusal(sentence(answer.error), response.status);
}

function sentence(s: string): string {
  return s.charAt(0).toUpperCase() + s.slice(1);
}

export const server = {
  state: () => ask<Live>("state"),
  tryText: (file: string, text: string, signal: AbortSignal) => ask<Trial>("try", { file, text }, signal),
  save: (file: string, text: string, base: string) => ask<Outcome>("save", { file, text, base }),
  explain: (place: Place, signal: AbortSignal) => ask<Explanation>("explain", place, signal),
  propose: (correction: Correction, signal: AbortSignal) => ask<Proposals>("propose", correction, signal),
  apply: (correction: Correction, proposal: string) => ask<Outcome>("apply", { correction, proposal }),
  review: (place: Place, verdict: Verdict | "") => ask<{ review: Review }>("review", { ...place, verdict }),
  undo: () => ask<Outcome>("undo", {}),
  redo: () => ask<Outcome>("redo", {}),
};

// listen calls changed with every revision, the one in force first, and lost where the program does not answer. It
// tries again until it does.
export function listen(changed: (revision: number, why: string) => void, lost: () => void): void {
  const source = new EventSource("api/events");
  source.addEventListener("revision", (e) => {
    const { revision, why } = JSON.parse(e.data) as { revision: number; why: string };
    changed(revision, why);
  });
  source.addEventListener("error", () => {
    lost();
    if (source.readyState !== EventSource.CLOSED) return; // the browser tries again
    setTimeout(() => listen(changed, lost), again);
  });
}
