import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Benchmark, Report } from './benchmark.js';
import { BENCHMARKS } from './benchmarks.js';
import { formatReport } from './format-report.js';
import { isMet } from './is-met.js';
import { describeMachine } from './machine.js';

const HELP = `Usage: pnpm bench [NAMES…] [--json FILE] [--quick]

Runs the benchmarks of these names, or all of them:
${BENCHMARKS.map(({ name, describe }) => `  ${name.padEnd(14)} ${describe}`).join('\n')}

Options:
  --json FILE  also writes machine, samples' summaries and targets to FILE
  --quick      few rounds and small sizes: shows that everything works, not how fast it is
  --help       shows this
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'string' }, quick: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } },
});
if (values.help) process.stdout.write(HELP);
else await runAll(chooseBenchmarks(positionals), values.quick, values.json);

function chooseBenchmarks(names: readonly string[]): readonly Benchmark[] {
  const unknown = names.find((name) => BENCHMARKS.every((benchmark) => benchmark.name !== name));
  if (unknown !== undefined) {
    process.stderr.write(`There is no benchmark '${unknown}'.\n\n${HELP}`);
    process.exit(2);
  }
  return names.length === 0 ? BENCHMARKS : BENCHMARKS.filter(({ name }) => names.includes(name));
}

async function runAll(benchmarks: readonly Benchmark[], quick: boolean, file: string | undefined): Promise<void> {
  const machine = describeMachine();
  const { cpu, cores, memoryGigabytes, node, load } = machine;
  print(`${cpu}, ${cores} cores, ${memoryGigabytes} GB, Node ${node}`);
  if (load > cores / 2) print(`The machine is busy (load ${load}): medians are too high; the minimum of a row is what it takes undisturbed.`);
  print('');
  const results: (Pick<Benchmark, 'name' | 'describe'> & Report)[] = [];
  for (const benchmark of benchmarks) {
    const report = await benchmark.run({ quick });
    print(formatReport(benchmark, report));
    results.push({ name: benchmark.name, describe: benchmark.describe, ...report });
  }
  const targets = results.flatMap((result) => result.targets);
  print(`${targets.filter(isMet).length} of ${targets.length} targets met`);
  if (file === undefined) return;
  const withVerdicts = results.map((result) => ({
    ...result,
    targets: result.targets.map((target) => ({ ...target, isMet: isMet(target) })),
  }));
  writeFileSync(file, `${JSON.stringify({ date: new Date().toISOString(), machine, quick, benchmarks: withVerdicts }, null, 2)}\n`);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
