/** Compiles TypeScript examples under the options of this repository, as files of a program that uses the packages. */
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
/** From here the packages are found that examples import. */
const FOLDER = `${ROOT}apps/quickstart/src/`;

/** What the compiler says of the examples; nothing is written. */
export function compileExamples(examples: readonly string[]): string[] {
  const { config } = ts.readConfigFile(`${ROOT}tsconfig.json`, (path) => ts.sys.readFile(path)) as { config: object };
  const { options } = ts.parseJsonConfigFileContent({ ...config, files: [] }, ts.sys, ROOT);
  const files = new Map(examples.map((example, index) => [`${FOLDER}example-${index}.ts`, `export {};\n${example}`]));
  const program = ts.createProgram([...files.keys()], options, hostWith(files, options));
  return [...files.keys()]
    .map((path) => program.getSourceFile(path))
    .flatMap((source) => [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)])
    .map(({ file, messageText }) => `${file?.fileName ?? ''}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`);
}

/** The file system, and beside it files that are not there. */
function hostWith(files: ReadonlyMap<string, string>, options: ts.CompilerOptions): ts.CompilerHost {
  const host = ts.createCompilerHost(options);
  return {
    ...host,
    fileExists: (path) => files.has(path) || host.fileExists(path),
    getSourceFile: (path, version, ...rest) => {
      const text = files.get(path);
      return text === undefined ? host.getSourceFile(path, version, ...rest) : ts.createSourceFile(path, text, version);
    },
  };
}
