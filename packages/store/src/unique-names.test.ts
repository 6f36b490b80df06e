import { describe, expect, it } from 'vitest';
import { UniqueNames } from './unique-names.js';

describe('scopes that are opened again and again', () => {
  it('are numbered on without an end', () => {
    const names = new UniqueNames();
    const opened = Array.from({ length: 1003 }, () => names.enterScope('', 'step').nameScope);
    expect(opened.slice(0, 2)).toEqual(['step', 'step_1']);
    expect(opened.slice(-3)).toEqual(['step_1000', 'step_1001', 'step_1002']);
  });

  it('keep what is named in the first thousand of them, and forget what is named in the others', () => {
    const names = new UniqueNames();
    const inside = Array.from({ length: 1002 }, () => names.enterScope('', 'step').names);
    expect(inside.slice(0, 1000).every((each) => each === names)).toBe(true);
    expect(new Set(inside.slice(1000)).size).toBe(2);
    expect(inside.slice(1000)).not.toContain(names);
  });

  it('leave out a number that something else is called by', () => {
    const names = new UniqueNames();
    names.unique('step_1000');
    const opened = Array.from({ length: 1002 }, () => names.enterScope('', 'step').nameScope);
    expect(opened.slice(-2)).toEqual(['step_1001', 'step_1002']);
  });

  it('have the names of their scope when they go back into it by its full name', () => {
    const inside = new UniqueNames();
    expect(inside.enterScope('step_2000', 'step_2000/')).toEqual({ nameScope: 'step_2000', names: inside });
    expect(inside.enterScope('step_2000', 'other/')).toEqual({ nameScope: 'other', names: null });
  });
});
