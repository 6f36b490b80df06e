import { describe, expect, it } from 'vitest';
import { randomStrategy } from './random-strategy.js';

const operation = (name: string) => ({ name, type: 'VarHandleOp', device: '', shape: [1], dtype: 'float32' }) as const;

describe('randomStrategy', () => {
  it('gives a name the same task whatever came before', () => {
    const [one, other] = [randomStrategy(7), randomStrategy(7)];
    one(operation('a'));
    expect(one(operation('layer/kernel'))).toBe(other(operation('layer/kernel')));
  });

  it('hashes names as UTF-8', () => {
    // int(hashlib.md5('日本_3'.encode()).hexdigest(), 16) % 1000 in Python
    expect(randomStrategy(1000, 3)(operation('日本'))).toBe(886);
  });

  it('uses every task', () => {
    const choose = randomStrategy(5);
    expect(new Set(Array.from({ length: 60 }, (_, index) => choose(operation(`v${index}`)))).size).toBe(5);
  });
});
