import { expect, it } from 'vitest';
import { randomNumbers, randomSteps, runAlone, runTogether } from '../testdata/scope-program.js';

const PROGRAMS = 500;
const SCHEDULES = 20;
const BODIES = ['body0', 'body1', 'body2'];

it(`gives the names that each body has alone, in ${PROGRAMS * SCHEDULES} schedules of random programs`, { timeout: 300_000 }, async () => {
  for (let program = 0; program < PROGRAMS; program++) {
    const random = randomNumbers(program);
    const bodies = BODIES.map((name) => ({ name, steps: randomSteps(random, 3) }));
    const alone = bodies.map(({ steps, name }) => runAlone(steps, name).notes);
    const steps = bodies.map((body) => body.steps);
    for (let schedule = 0; schedule < SCHEDULES; schedule++) {
      const { notes, graphs } = await runTogether(steps, BODIES, randomNumbers(program * SCHEDULES + schedule));
      for (const graph of graphs) graph.dispose();
      expect(notes, `program ${program}, schedule ${schedule}`).toEqual(alone);
    }
  }
});
