/** A place in the user's code, kept as the raw stack until someone asks for it. */
export interface CreationSite {
  readonly stack?: string;
}

const FRAMES = 24;

/** What V8 adds to `Error`; elsewhere both are absent. */
type StackCapture = { captureStackTrace?: (target: object, below: unknown) => void; stackTraceLimit?: number };

/** Captures the current stack, cheaply: V8 formats it only when `stack` is read. */
export function creationSite(): CreationSite {
  const v8 = Error as StackCapture;
  if (v8.captureStackTrace === undefined) return { stack: new Error().stack ?? '' };
  const site: CreationSite = {};
  const limit = v8.stackTraceLimit;
  v8.stackTraceLimit = FRAMES;
  v8.captureStackTrace(site, creationSite);
  v8.stackTraceLimit = limit as number; // V8 always has it
  return site;
}

/**
 * The file and line of the user's code in a captured stack: the innermost frame outside of Varscope, tfjs and Node.
 */
export function describeSite(site: CreationSite): string | undefined {
  const frames = (site.stack ?? '').split('\n').map((line) => line.trim());
  const user = frames.find((frame) => /:\d+:\d+\)?$/.test(frame) && !LIBRARY_FRAME.test(frame));
  return user?.replace(/^at /, '');
}

const LIBRARY_FRAME =
  /[/@](varscope|@varscope[/+][\w-]+)\/(dist|src)\/|packages\/[\w-]+\/(dist|src)\/(?!.*\.test\.)|@tensorflow|[( ]node:|<anonymous>/;
