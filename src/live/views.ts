import type { PageMessage } from '../model/door.ts';
import type { SeriesRef } from '../model/identity.ts';
import type { ChartAnswer, LatestAnswer, View, ViewAnswer, ViewWindow } from '../model/view.ts';
import { Pace } from './pace.ts';
import { isSaving, onSaverChange } from './saver.ts';
import { isStill } from './stillness.ts';

/** What a chart asks for. */
export interface ChartRequest {
  readonly series: readonly SeriesRef[];
  readonly window: ViewWindow;
  /** Drawing width in device pixels. */
  readonly width: number;
}

/** An open question; closing it costs the engine nothing more. */
export interface ViewHandle<Request> {
  /** Replaces the question; the answer follows within a frame. */
  update(request: Request): void;
  close(): void;
}

type Post = (message: PageMessage, transfer?: Transferable[]) => void;
interface OpenView {
  view: View;
  readonly take: (answer: ViewAnswer) => void;
  /** Memory of its last answers, the oldest first. */
  held: readonly ArrayBuffer[];
}

const views = new Map<number, OpenView>();
let nextId = 1;
let post: Post | null = null;
/** A `ready` was sent and not answered yet: the engine may send one message of answers. */
let creditGiven = false;
/** A new answer is drawn in the next display frame: until then the last one may be drawn anew. */
const ANSWERS_HELD = 2;
/** Memory that the engine gets back with the next credit. */
let spent: ArrayBuffer[] = [];
/** A display frame has begun since the last credit was given. */
let frameHasBegun = false;
let frameRequested = 0;
let waiting: ReturnType<typeof setTimeout> | undefined;
const pace = new Pace();

/** A page that saves data asks for half the points: minima and maxima are among them all the same. */
function askedOf(view: View): View {
  return view.kind === 'chart' && pace.isSaving ? { ...view, width: Math.ceil(view.width / 2) } : view;
}

onSaverChange(() => {
  if (pace.isSaving === isSaving()) return;
  pace.isSaving = isSaving();
  for (const { view } of views.values()) post?.({ type: 'open', view: askedOf(view) });
});

/** Credit is good for one answer, and there is one at most for each display frame. */
function giveCredit(): void {
  if (!post || creditGiven || !frameHasBegun || views.size === 0) return;
  creditGiven = true;
  frameHasBegun = false;
  const ready = { at: performance.timeOrigin + performance.now(), charts: pace.charts, spent };
  spent = [];
  post({ type: 'ready', ...ready }, ready.spent);
  askForFrame();
}

/** Frames only begin in a tab that is seen: a hidden one gives no credit, so the engine prepares nothing for it. */
function askForFrame(): void {
  if (frameRequested !== 0 || waiting !== undefined) return;
  const asked = performance.now();
  pace.isStill = isStill();
  const wait = pace.wait(asked);
  if (wait > 0) {
    waiting = setTimeout(() => {
      waiting = undefined;
      askForFrame();
    }, wait);
    return;
  }
  requestFrame(asked);
}

function requestFrame(asked: number): void {
  frameRequested = requestAnimationFrame((begun) => {
    frameRequested = 0;
    pace.frame(begun - asked, views.size);
    pace.begun(begun);
    frameHasBegun = true;
    giveCredit();
  });
}

/** Somebody turned to something: the next frame is for that, however many there have been. */
function askForFrameNow(): void {
  clearTimeout(waiting);
  waiting = undefined;
  if (frameRequested === 0) requestFrame(performance.now());
}

/** Connects the views to an engine's port; returns the disposer. Views opened before are sent now. */
export function attachViews(to: Post): () => void {
  post = to;
  creditGiven = false;
  for (const { view } of views.values()) to({ type: 'open', view: askedOf(view) });
  askForFrame();
  return () => {
    if (post === to) post = null;
  };
}

/** Keeps the memory of an answer, and gives back that of an earlier one, which nobody draws any more. */
function holdMemory(open: OpenView, answer: ViewAnswer): void {
  const buffer = answer.kind === 'chart' ? answer.series[0]?.times.buffer : undefined;
  if (!(buffer instanceof ArrayBuffer)) return;
  const held = [...open.held, buffer];
  if (held.length > ANSWERS_HELD) spent.push(...held.splice(0, 1));
  open.held = held;
}

/** Hands the engine's answers to those who asked. One view's failure is its own. */
export function deliverAnswers(answers: readonly ViewAnswer[]): void {
  creditGiven = false;
  // Before the drawing, so that a frame which the drawing makes late is seen to be.
  askForFrame();
  for (const answer of answers) {
    const open = views.get(answer.id);
    if (!open) continue;
    holdMemory(open, answer);
    try {
      open.take(answer);
    } catch (error) {
      console.error('A view could not take its answer', error);
    }
  }
  // An answer that missed its frame must not cost the next one, too: that one has begun already.
  giveCredit();
}

function open<Request>(
  toView: (id: number, request: Request) => View,
  request: Request,
  take: (answer: ViewAnswer) => void,
): ViewHandle<Request> {
  const id = nextId++;
  const entry: OpenView = { view: toView(id, request), take, held: [] };
  views.set(id, entry);
  post?.({ type: 'open', view: askedOf(entry.view) });
  askForFrameNow();
  return {
    update(next) {
      if (!views.has(id)) return;
      entry.view = toView(id, next);
      post?.({ type: 'open', view: askedOf(entry.view) });
      askForFrameNow();
    },
    close() {
      if (views.delete(id)) post?.({ type: 'close', id });
    },
  };
}

/** Asks for a chart's columns; `onAnswer` is called at most once a display frame, only after changes. */
export function openChart(
  request: ChartRequest,
  onAnswer: (answer: ChartAnswer) => void,
): ViewHandle<ChartRequest> {
  return open(
    (id, r: ChartRequest) => ({ kind: 'chart', id, ...r }),
    request,
    (answer) => {
      if (answer.kind === 'chart') onAnswer(answer);
    },
  );
}

/** Asks for the newest values of some series, see {@link LatestView}; `onAnswer` is called four times a second at most. */
export function openLatest(
  series: readonly SeriesRef[],
  onAnswer: (answer: LatestAnswer) => void,
): ViewHandle<readonly SeriesRef[]> {
  return open(
    (id, refs: readonly SeriesRef[]) => ({ kind: 'latest', id, series: refs }),
    series,
    (answer) => {
      if (answer.kind === 'latest') onAnswer(answer);
    },
  );
}
