import { InvalidArgumentError } from '@varscope/spec/errors';
import { Command } from 'commander';
import { castSource } from '../cast-source.js';
import { CODECS } from '../elements/codecs.js';
import { passes, type NameFilter } from '../name-filter.js';
import type { OpenedTensors } from '../open-tensors.js';
import { sourcesOf, type TensorSource } from '../tensor-source.js';
import type { Terminal } from '../terminal.js';
import { addFilterOptions, addOutputOptions, collect, dtypeRule, type DTypeRule, type OutputOptions } from './arguments.js';
import { helpNotes } from './help-notes.js';
import { withOpened } from './with-opened.js';
import { writeOutput } from './write-output.js';

interface ConvertOptions extends NameFilter, OutputOptions {
  readonly dtype?: readonly DTypeRule[];
}

const NOTES: readonly string[] = [
  'The name of the output decides its format: .safetensors, .json (TensorFlow.js, with its files beside it), else the prefix of a TensorFlow checkpoint (V2). Casts round to the nearest value, ties to even, and from floating to integer towards zero; a value that does not fit is an error. TensorFlow.js has float32, int32, bool, string and complex64: smaller dtypes become those, float16 stays as it is and is restored as float32, larger integers become int32 where every value fits.',
];
const EXAMPLES: readonly string[] = [
  'convert model.ckpt-1000 model.safetensors',
  'convert model.safetensors model.json --dtype float16',
  `convert model.ckpt-1000 model.safetensors --exclude 'Adam|_power$' --dtype 'global_step=int32'`,
  'convert model.json model.ckpt',
];

/** `varscope convert`: to another format, and other dtypes. */
export function convertCommand(terminal: Terminal): Command {
  const command = new Command('convert')
    .summary('write another format or other dtypes')
    .description('Converts between TensorFlow checkpoints (V1 and V2 are read, V2 is written), safetensors files and weights of TensorFlow.js.')
    .argument('<input>', 'checkpoint prefix, folder, .safetensors or model.json')
    .argument('<output>', 'what to write')
    .option('--dtype <dtype>', 'cast floating tensors to a floating dtype, integers to an integer one; `regex=dtype` for the tensors with a match', collect(dtypeRule));
  return addOutputOptions(addFilterOptions(command))
    .addHelpText('after', helpNotes(terminal, NOTES, EXAMPLES))
    .action((input: string, output: string, options: ConvertOptions) =>
      withOpened(terminal, [input], ([opened]) => convert(terminal, opened!, output, options))); // one was asked for
}

async function convert(terminal: Terminal, opened: OpenedTensors, output: string, options: ConvertOptions): Promise<void> {
  const sources = sourcesOf(opened.reader).filter(({ name }) => passes(name, options));
  const rules = options.dtype ?? [];
  const idle = rules.find((rule) => !sources.some((source) => isMeant(source, rule)));
  if (idle !== undefined && sources.length > 0) {
    const which = idle.pattern === null ? 'of its kind' : `with a match of ${idle.pattern.source}`;
    throw new InvalidArgumentError(`There is no tensor ${which} to cast to ${idle.dtype}.`, { file: opened.path });
  }
  const cast = sources.map((source) => applyRules(source, rules));
  await writeOutput(terminal, output, cast, [opened], options);
}

/** Of several rules the last one counts. */
function applyRules(source: TensorSource, rules: readonly DTypeRule[]): TensorSource {
  const rule = [...rules].reverse().find((each) => isMeant(source, each));
  return rule === undefined ? source : castSource(source, rule.dtype);
}

function isMeant({ name, dtype }: TensorSource, rule: DTypeRule): boolean {
  return rule.pattern === null ? CODECS.get(rule.dtype)?.kind === CODECS.get(dtype)?.kind : rule.pattern.test(name);
}
