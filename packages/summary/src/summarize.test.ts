import { saveSliceInfo, type DType, type Shape } from '@varscope/spec';
import { describe, expect, it } from 'vitest';
import { summarize } from './summarize.js';
import type { SummarizedVariable } from './summarize-variables.js';

interface Options {
  readonly dtype?: DType;
  readonly trainable?: boolean;
  readonly device?: string;
}

function variable(name: string, shape: number[], { dtype = 'float32', trainable = true, device = '' }: Options = {}): SummarizedVariable {
  return { op: { name }, shape, declaredDtype: dtype, trainable, device, saveSliceInfo: null };
}

/** The shards of a variable that is split along its first axis. */
function shards(fullName: string, fullShape: Shape, rows: readonly number[], opName = fullName): SummarizedVariable[] {
  let offset = 0;
  return rows.map((size, part) => {
    const shape = [size, ...fullShape.slice(1)];
    const slice = saveSliceInfo(fullName, fullShape, [offset, ...fullShape.slice(1).map(() => 0)], shape);
    offset += size;
    return { ...variable(`${opName}/part_${part}`, shape, { device: `/job:ps/task:${part % 2}` }), saveSliceInfo: slice };
  });
}

const names = (variables: readonly { readonly name: string }[]): string[] => variables.map((each) => each.name);

describe('summarize', () => {
  it('puts variables into the scopes of their names', () => {
    const summary = summarize([variable('a/b/v', [1]), variable('v', [1]), variable('a/w', [1]), variable('a/b/u', [1])]);
    expect(names(summary.variables)).toEqual(['v']);
    expect(names(summary.scopes)).toEqual(['a']);
    expect(names(summary.scopes[0]?.variables ?? [])).toEqual(['a/w']);
    expect(names(summary.scopes[0]?.scopes ?? [])).toEqual(['a/b']);
    expect(names(summary.scopes[0]?.scopes[0]?.variables ?? [])).toEqual(['a/b/v', 'a/b/u']);
  });

  it('describes a variable in its declared dtype', () => {
    expect(summarize([variable('v', [3, 4], { dtype: 'int64', trainable: false, device: '/device:CPU:0' })]).variables).toEqual([
      { name: 'v', shape: [3, 4], dtype: 'int64', parameters: 12, bytes: 96, trainable: false, device: '/device:CPU:0', shards: [] },
    ]);
  });

  it('totals every scope with all below it', () => {
    const { totals, scopes } = summarize([
      variable('a/kernel', [10, 2]),
      variable('a/norm/mean', [2], { trainable: false }),
      variable('a/norm/scale', [2], { dtype: 'float16' }),
      variable('step', [], { dtype: 'int64', trainable: false }),
    ]);
    expect(totals).toEqual({
      all: { variables: 4, parameters: 25, bytes: 100 },
      trainable: { variables: 2, parameters: 22, bytes: 84 },
      nonTrainable: { variables: 2, parameters: 3, bytes: 16 },
    });
    expect(scopes[0]?.totals.all).toEqual({ variables: 3, parameters: 24, bytes: 92 });
    expect(scopes[0]?.scopes[0]?.totals.nonTrainable).toEqual({ variables: 1, parameters: 2, bytes: 8 });
  });

  it('does not guess the bytes of strings', () => {
    const summary = summarize([variable('words', [5], { dtype: 'string' })]);
    expect([summary.variables[0]?.bytes, summary.totals.all]).toEqual([null, { variables: 1, parameters: 5, bytes: 0 }]);
  });

  it('makes one variable of the shards of a partitioned one', () => {
    const summary = summarize(shards('a/embedding', [5, 2], [2, 2, 1]));
    expect(summary.scopes[0]?.variables).toEqual([
      {
        name: 'a/embedding', shape: [5, 2], dtype: 'float32', parameters: 10, bytes: 40, trainable: true,
        device: '/job:ps/task:0, /job:ps/task:1',
        shards: [
          { name: 'a/embedding/part_0', shape: [2, 2], parameters: 4, bytes: 16, device: '/job:ps/task:0' },
          { name: 'a/embedding/part_1', shape: [2, 2], parameters: 4, bytes: 16, device: '/job:ps/task:1' },
          { name: 'a/embedding/part_2', shape: [1, 2], parameters: 2, bytes: 8, device: '/job:ps/task:0' },
        ],
      },
    ]);
    expect(summary.totals.all.variables).toBe(1);
  });

  it('counts only the shards that are listed', () => {
    const [, second] = shards('v', [5, 2], [2, 2, 1]);
    expect(summarize([second as SummarizedVariable]).variables[0]).toMatchObject({ shape: [5, 2], parameters: 4 });
  });

  it('keeps partitioned variables of the same name apart', () => {
    const summary = summarize([...shards('v', [4], [2, 2]), ...shards('v', [4], [2, 2], 'v_1'), ...shards('v', [6], [3, 3])]);
    expect(summary.variables.map((each) => [each.parameters, each.shards.length])).toEqual([[4, 2], [4, 2], [6, 2]]);
  });

  it('takes partitioned variables as they are, in a list and alone', () => {
    const partitioned = new Set(shards('v', [4], [2, 2]));
    expect(summarize([variable('u', [1]), partitioned]).totals.all).toMatchObject({ variables: 2, parameters: 5 });
    expect(summarize(partitioned).totals.all).toMatchObject({ variables: 1, parameters: 4 });
  });

  it('counts a variable that is listed twice once', () => {
    const shared = variable('v', [3]);
    const partitioned = shards('p', [4], [2, 2]);
    expect(summarize([shared, partitioned, ...partitioned, shared]).totals.all).toMatchObject({ variables: 2, parameters: 7 });
  });

  it('lists the variables of whatever has variables', () => {
    const list = [variable('v', [3])];
    class Store {
      readonly #kept = list;
      variables(): readonly SummarizedVariable[] {
        return this.#kept;
      }
    }
    const sources = [{ variables: list }, { variables: new Map(list.map((each) => [each.op.name, each])) }, new Store()];
    expect(sources.map((source) => summarize(source).totals.all.parameters)).toEqual([3, 3, 3]);
  });

  it('takes any name for a name', () => {
    const summary = summarize(['__proto__/constructor', 'a', 'a/b', 'a//c', 'toString/1'].map((name) => variable(name, [1])));
    expect(names(summary.scopes)).toEqual(['__proto__', 'a', 'toString']);
    expect(names(summary.scopes[1]?.scopes ?? [])).toEqual(['a/']);
    expect(summary.totals.all.variables).toBe(5);
  });

  it('has a summary of nothing', () => {
    const totals = { all: { variables: 0, parameters: 0, bytes: 0 } };
    expect(summarize([])).toMatchObject({ name: '', variables: [], scopes: [], totals });
  });
});
