/** A place in the user's code, kept as the raw stack until someone asks for it. */
export interface CreationSite {
  readonly stack?: string;
}

/** Every frame costs; the user's code is rarely further away. */
const FRAMES = 24;

/** What engines add to `Error`; not all of them do. */
interface StackCapture {
  stackTraceLimit?: number;
  captureStackTrace?(target: object, above: CallableFunction): void;
}

/**
 * Captures the current stack, cheaply: V8 formats it only when `stack` is read. `frames` is how many of it are looked
 * at, and `caller` whose last call it begins above, where the engine lets one choose.
 */
export function creationSite(frames: number = FRAMES, caller?: CallableFunction): CreationSite {
  const engine = Error as StackCapture;
  const limit = engine.stackTraceLimit;
  if (limit === undefined) return new Error();
  engine.stackTraceLimit = frames;
  const site = new Error();
  if (caller !== undefined) engine.captureStackTrace?.(site, caller);
  engine.stackTraceLimit = limit;
  return site;
}

/**
 * The file and line of the user's code in a captured stack: the innermost frame outside of Varscope, tfjs, Node and
 * other installed packages; where there is none, the innermost outside of Varscope and tfjs. A bundle of one file, in
 * which they cannot be told apart, gives its innermost frame.
 */
export function describeSite(site: CreationSite): string | undefined {
  const frames = (site.stack ?? '').split('\n').map(readFrame).filter((frame) => POSITION.test(frame.place));
  const source = SOURCE_FOLDER.exec(frames[0]?.place ?? '')?.[0]; // whoever captured the stack is of Varscope
  const isOurs = (place: string): boolean =>
    source !== undefined && place.startsWith(source) && !TEST_FILE.test(place);
  const others = frames.filter(({ place }) => !LIBRARY.test(place) && !isOurs(place));
  return (others.find(({ place }) => !place.includes('/node_modules/')) ?? others[0])?.text;
}

/** A line of a stack: V8 writes `at name (place)` or `at place`, other engines `name@place`. */
interface StackFrame {
  readonly text: string;
  /** With forward slashes on every platform. */
  readonly place: string;
}

function readFrame(line: string): StackFrame {
  const text = line.trim().replace(/^at (async )?/, '');
  const place = /^\S.*? \((.*)\)$/.exec(text)?.[1] ?? text.replace(/^[^/@]*@/, '');
  return { text, place: place.replaceAll('\\', '/') };
}

const POSITION = /:\d+:\d+$/;
/** Varscope's own repository has its packages side by side. */
const SOURCE_FOLDER = /^.*\/packages\/(?=[\w-]+\/(src|dist)\/)/;
const TEST_FILE = /\.test\./;
const LIBRARY = /\/@varscope\/|\/node_modules\/varscope\/|\/varscope@|[/+]@?tensorflow\/tfjs|\/deps\/@(varscope|tensorflow)_|^node:|<anonymous>:\d+:\d+$/;
