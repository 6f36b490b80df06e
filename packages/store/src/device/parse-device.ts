import { DeviceSpecError } from '@varscope/spec/errors';

/** The parts of a device string; `null` is a part that it leaves open. */
export interface DeviceFields {
  readonly job: string | null;
  readonly replica: number | null;
  readonly task: number | null;
  readonly deviceType: string | null;
  readonly deviceIndex: number | null;
}

/** The types that may stand without `device:`, in any case: `/cpu:0` is `/device:CPU:0`. */
const SHORT_TYPES: ReadonlySet<string> = new Set(['CPU', 'GPU', 'TPU', 'CUSTOM', 'EPU']);

/**
 * Reads a device string: parts between slashes, in any order. Empty parts are skipped; of a repeated job, replica or
 * task the last one counts.
 * @throws DeviceSpecError for an unknown part, a second device type, or text where a number belongs.
 */
export function parseDevice(text: string): DeviceFields {
  const named = new Map<string, string>();
  let deviceType: string | null = null;
  let deviceIndex: number | null = null;

  for (const part of text.split('/')) {
    const [key = '', ...values] = part.split(':');
    if (key === '') continue;
    if (values.length === 1 && (key === 'job' || key === 'replica' || key === 'task')) {
      named.set(key, values[0] as string); // there is one
      continue;
    }
    const { type, index } = deviceOf(key, values, text);
    if (deviceType !== null) {
      throw new DeviceSpecError(`Multiple device types are not allowed while parsing the device spec: ${text}.`);
    }
    deviceType = type;
    deviceIndex = index === '*' ? null : parseInteger(index, text);
  }

  // TensorFlow converts these last: a repeated part that is no number goes unnoticed.
  const integer = (key: string): number | null => {
    const value = named.get(key);
    return value === undefined ? null : parseInteger(value, text);
  };
  return { job: named.get('job') ?? null, replica: integer('replica'), task: integer('task'), deviceType, deviceIndex };
}

/** Type and index as they are written; without an index any will do. */
function deviceOf(key: string, values: readonly string[], text: string): { readonly type: string; readonly index: string } {
  const [first = '*', second = '*'] = values;
  if (values.length <= 1 && SHORT_TYPES.has(key.toUpperCase())) return { type: key.toUpperCase(), index: first };
  if (values.length === 2 && key === 'device') return { type: first, index: second };
  throw new DeviceSpecError(`Unknown attribute '${key}' is encountered while parsing the device spec: '${text}'.`);
}

/**
 * The integer that Python's `int()` reads: a sign, blanks around it and single underscores between digits are fine.
 * Unlike there, digits are those of ASCII, and the number must be a safe integer.
 */
function parseInteger(digits: string, text: string): number {
  const value = Number(digits.replaceAll('_', ''));
  if (!/^\s*[+-]?\d+(_\d+)*\s*$/.test(digits) || !Number.isSafeInteger(value)) {
    throw new DeviceSpecError(`invalid literal for int() with base 10: '${digits}'`, { found: text });
  }
  return value + 0; // "-0" is 0
}
