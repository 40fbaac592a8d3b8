// The browser's side of provenance, for the tests: reads one JSON document, writes one.
import { readFileSync } from "node:fs";
import ts from "../../frontend/node_modules/typescript/lib/typescript.js";

const source = readFileSync(new URL("../../frontend/src/provenance.ts", import.meta.url), "utf8");
const options = { compilerOptions: { target: "ES2022", module: "ESNext" } };
const { outputText } = ts.transpileModule(source, options);
const { difference, next, shares } = await import(`data:text/javascript,${encodeURIComponent(outputText)}`);

const { sequences, changes } = JSON.parse(readFileSync(0, "utf8"));
const pairs = (runs) => runs.map((run) => [run.text, run.hand]);
const runs = (list) => list.map(([text, hand]) => ({ text, hand }));

const replayed = sequences.map(({ base, edits, known }) => {
  const steps = [runs(base)];
  for (const edit of edits) steps.push(next(steps, "to" in edit ? edit : { ...edit, put: runs(edit.put) }, known));
  const last = steps[steps.length - 1];
  return { runs: pairs(last), shares: shares(last) };
});
const found = changes.map(([before, after, from, to, caret]) => difference(before, after, [from, to], caret));
process.stdout.write(JSON.stringify({ replayed, found }));
