// Whose hand wrote each character: the same model as src/limpide/review/provenance.py, so that an
// author sees live what the server will say. Places and lengths count characters (code points).

export type Hand = "ai" | "changed" | "person" | "pasted" | "ready";
export const HANDS: readonly Hand[] = ["ai", "changed", "person", "pasted", "ready"];
export interface Run {
  readonly text: string;
  readonly hand: Hand;
}
export type Runs = readonly Run[];
export type Known = Partial<Record<Hand, readonly string[]>>;
export type Edit = { readonly at: number; readonly cut: number; readonly put: Runs } | { readonly to: number };

const OWN_RUN = 3;
const MARK: Run = { text: "", hand: "changed" };
const characters = (text: string): string[] => Array.from(text);
const isLetter = (character: string | undefined): boolean => character !== undefined && /[\p{L}\p{N}]/u.test(character);

export const textOf = (runs: Runs): string => runs.map((run) => run.text).join("");
export const lengthOf = (text: string): number => characters(text).length;

/** Do one edit on the last of some steps, and give what follows. */
export function next(steps: readonly Runs[], edit: Edit, known: Known): Runs {
  if ("to" in edit) {
    const there = steps[edit.to];
    if (!there) throw new RangeError("there was no such step");
    return there;
  }
  return apply(steps[steps.length - 1] ?? [], edit, known);
}

export function apply(runs: Runs, edit: { at: number; cut: number; put: Runs }, known: Known): Runs {
  if (edit.at < 0 || edit.cut < 0 || edit.at + edit.cut > lengthOf(textOf(runs))) throw new RangeError("it reaches beyond the text");
  const [before, rest] = split(runs, edit.at);
  const [gone, end] = split(rest, edit.cut);
  const hasMark = end[0] !== undefined && isMark(end[0]);
  const after = hasMark ? end.slice(1) : end;
  const put = judged(edit.put, known);
  if (hasMark || gone.some((run) => run.hand === "ai" || run.hand === "changed"))
    return joined([...before, ...put.map(inPlaceOfAi), MARK, ...after]);
  const inside = !gone.length && isInside(before, after);
  return joined([...before, ...(inside ? put.map(inPlaceOfAi) : put), ...after]);
}

/** Tell apart what of a text stands, three words or more, in one of some texts. */
export function foundIn(text: string, texts: readonly string[], hand: Hand, other: Hand): Runs {
  const words = [...text.matchAll(/[\p{L}\p{N}_]+/gu)].map((match) => [match.index, match.index + match[0].length] as const);
  const runs: Run[] = [];
  let done = 0;
  let place = 0;
  while (place + OWN_RUN <= words.length) {
    let start = words[place]![0];
    let end = words[place + OWN_RUN - 1]![1];
    const homes = texts.filter((each) => each.includes(text.slice(start, end)));
    if (!homes.length) {
      place += 1;
      continue;
    }
    const stands = (from: number, to: number): boolean => homes.some((each) => each.includes(text.slice(from, to)));
    for (let more = step(text, end, 1); end < text.length && stands(start, more); more = step(text, end, 1)) end = more;
    for (let more = step(text, start, -1); start > done && stands(more, end); more = step(text, start, -1)) start = more;
    runs.push({ text: text.slice(done, start), hand: other }, { text: text.slice(start, end), hand });
    done = end;
    while (place < words.length && words[place]![0] < end) place += 1;
  }
  return joined([...runs, { text: text.slice(done), hand: other }]);
}

/** Count letters and digits by hand, in whole percents that sum to 100. */
export function shares(runs: Runs): Record<Hand, number> {
  const sums: Record<Hand, number> = { ai: 0, changed: 0, person: 0, pasted: 0, ready: 0 };
  for (const run of runs) sums[run.hand] += characters(run.text).filter(isLetter).length;
  if (!sums.ai) {
    sums.person += sums.changed;
    sums.changed = 0;
  }
  const total = HANDS.reduce((sum, hand) => sum + sums[hand], 0);
  const percents = { ...sums };
  if (!total) return { ...percents, person: 100 };
  for (const hand of HANDS) percents[hand] = Math.max(Math.floor((sums[hand] * 100) / total), sums[hand] ? 1 : 0);
  const largest = HANDS.reduce((best, hand) => (sums[hand] > sums[best] ? hand : best));
  percents[largest] += 100 - HANDS.reduce((sum, hand) => sum + percents[hand], 0);
  return percents;
}

/** The runs between two characters: what a selection holds, for the clipboard. */
export function between(runs: Runs, from: number, to: number): Runs {
  return split(split(runs, from)[1], to - from)[0].filter((run) => run.text);
}

/**
 * What was done between two texts. The selection before and the caret after tell which of several
 * equal characters were meant; without them, what both texts begin and end with stayed.
 */
export function difference(
  before: string,
  after: string,
  selection: readonly [number, number],
  caret: number,
): { at: number; cut: number; text: string } {
  const [from, to] = selection;
  const tail = before.slice(to);
  let start = from;
  let end = after.length - tail.length;
  const replaced = from < to && end >= from && after.slice(0, from) === before.slice(0, from) && after.slice(end) === tail;
  if (!replaced) {
    const rest = before.endsWith(after.slice(caret)) ? after.length - caret : 0;
    start = commonStart(before.slice(0, before.length - rest), after.slice(0, after.length - rest));
    const both = commonEnd(before.slice(start), after.slice(start));
    end = after.length - both;
    return inCharacters(before, after, start, before.length - both, end);
  }
  return inCharacters(before, after, start, to, end);
}

function inCharacters(before: string, after: string, start: number, cutEnd: number, end: number): { at: number; cut: number; text: string } {
  // Never between the halves of a character.
  while (start > 0 && (isLow(before, start) || isLow(after, start))) start -= 1;
  while (cutEnd < before.length && (isLow(before, cutEnd) || isLow(after, end))) {
    cutEnd += 1;
    end += 1;
  }
  return { at: lengthOf(before.slice(0, start)), cut: lengthOf(before.slice(start, cutEnd)), text: after.slice(start, end) };
}

const isLow = (text: string, at: number): boolean => {
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff;
};

function step(text: string, at: number, by: 1 | -1): number {
  const to = at + by;
  return isLow(text, to) ? to + by : to;
}

function commonStart(one: string, other: string): number {
  let at = 0;
  while (at < one.length && at < other.length && one[at] === other[at]) at += 1;
  return at;
}

function commonEnd(one: string, other: string): number {
  let many = 0;
  while (many < one.length && many < other.length && one[one.length - 1 - many] === other[other.length - 1 - many]) many += 1;
  return many;
}

function judged(put: Runs, known: Known): Run[] {
  return put.flatMap((run) => {
    const kept = run.hand === "ai" || run.hand === "ready";
    const stands = (known[run.hand] ?? []).some((each) => each.includes(run.text));
    const hand = kept && !stands ? "pasted" : run.hand;
    return hand === "pasted" ? foundIn(run.text, known.ai ?? [], "ai", "pasted") : [{ text: run.text, hand }];
  });
}

const inPlaceOfAi = (run: Run): Run => (run.hand === "person" ? { text: run.text, hand: "changed" } : run);
const isMark = (run: Run): boolean => !run.text && run.hand === "changed";

function isInside(before: Runs, after: Runs): boolean {
  const left = before[before.length - 1];
  const right = after[0];
  if (!left || !right) return false;
  if (left.hand === "changed" && right.hand === "changed") return true;
  return left.hand === "ai" && right.hand === "ai" && isLetter(characters(left.text).pop()) && isLetter(characters(right.text)[0]);
}

function split(runs: Runs, at: number): [Run[], Run[]] {
  for (const [place, run] of runs.entries()) {
    if (at === 0) return [runs.slice(0, place), runs.slice(place)];
    const all = characters(run.text);
    if (at < all.length) {
      const left = { text: all.slice(0, at).join(""), hand: run.hand };
      const right = { text: all.slice(at).join(""), hand: run.hand };
      return [[...runs.slice(0, place), left], [right, ...runs.slice(place + 1)]];
    }
    at -= all.length;
  }
  return [[...runs], []];
}

function joined(runs: Runs): Run[] {
  const result: Run[] = [];
  for (const run of runs) {
    const last = result[result.length - 1];
    if (!run.text && (!isMark(run) || (last && isMark(last)))) continue;
    if (last?.text && run.text && last.hand === run.hand) result[result.length - 1] = { text: last.text + run.text, hand: run.hand };
    else result.push(run);
  }
  return result;
}
