// The page of roster view: the report's page over a run that is live, and what tunes it.

import { App } from "./app.ts";
import { h } from "./dom.ts";
import { follow, state } from "./nav.ts";
import { Bench } from "./workbench/bench.ts";
import { selectFromMarks } from "./workbench/dragging.ts";
import { Drawer } from "./workbench/drawer.ts";
import { head } from "./workbench/head.ts";
import { helpDialog } from "./workbench/help.ts";
import { listenToKeys } from "./workbench/keys.ts";
import { Notice } from "./workbench/notice.ts";
import { Rules } from "./workbench/editor/rules.ts";
import { Panel } from "./workbench/panel.ts";
import { dressMarks } from "./workbench/reviewed.ts";
import { light, watchSelection } from "./workbench/selecting.ts";
import { listen, server } from "./workbench/server.ts";
import { walk } from "./workbench/walk.ts";
import type { Live } from "./workbench/wire.ts";

const waiting = h("p", { class: "waiting", role: "status" }, "Reading the articles …");
document.body.append(waiting);
server.state().then(start, (e: Error) => (waiting.textContent = e.message));

function start(live: Live): void {
  waiting.remove();
  const bench = new Bench(live);
  dressMarks(bench);
  const panel = new Panel(bench);
  const rules = new Rules(bench);
  const app = new App(bench.corpus, {
    views: { rules: rules.show },
    tabs: [["rules", "Rules"]],
    panel: (c, s) => (s.view === "rules" ? rules.panel() : panel.render(c, s)),
  });
  bench.app = app;
  const notice = new Notice(bench);
  const dialog = helpDialog();
  const step = async (verb: "undo" | "redo") => {
    await bench.settle();
    if (!bench.live[verb]) return app.say(`Nothing to ${verb}`);
    await bench.change(() => server[verb]());
  };
  const next = (by: 1 | -1) => {
    if (!walk(bench, by)) bench.notify(`All mentions with scores below ${state().below} are reviewed.`);
  };
  const acts = {
    next: () => next(1),
    previous: () => next(-1),
    undo: () => void step("undo"),
    redo: () => void step("redo"),
    help: () => dialog.showModal(),
  };
  const drawer = new Drawer(bench, acts);
  app.top.append(head(bench, acts));
  app.top.after(notice.element);
  document.querySelector(".frame")!.after(drawer.element);
  document.body.append(dialog);
  listenToKeys(bench, panel, { ...acts, cancel: () => panel.cancel() || (state().at < 0 && drawer.hide()) });
  watchSelection(bench);
  selectFromMarks();
  follow(() => light(bench));
  bench.follow(() => light(bench));
  light(bench);
  listen(
    (revision) => {
      notice.answer(true);
      bench.heed(revision);
    },
    () => notice.answer(false),
  );
  performance.mark("ready");
}
