import stylistic from '@stylistic/eslint-plugin';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

// What the style says and a linter can see. Chained tensor ops (`x.add(y)`) are not declared by tfjs-core, so that the
// compiler refuses them.
const forbidden = [
  { selector: 'ExportDefaultDeclaration', message: 'Export by name.' },
  { selector: 'ExportAllDeclaration', message: 'List what is exported.' },
  { selector: 'TSEnumDeclaration', message: 'Use a union of string literals.' },
  { selector: 'TSModuleDeclaration[kind!="global"]', message: 'Use a module.' },
];

export default defineConfig(
  // AssemblyScript, in `as`, is not TypeScript; the `.cjs` file is of the fences.
  globalIgnores(['**/dist/', '**/node_modules/', '**/.turbo/', 'packages/*/as/', '**/*.generated.ts', '*.cjs']),
  tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { project: ['./tsconfig.json', './tsconfig.build.json'], tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    plugins: { stylistic },
    rules: {
      'no-restricted-syntax': ['error', ...forbidden],
      'stylistic/max-len': [
        'error',
        { code: 140, ignoreStrings: true, ignoreTemplateLiterals: true, ignoreRegExpLiterals: true },
      ],
      'stylistic/no-trailing-spaces': 'error',
      'stylistic/quotes': ['error', 'single', { avoidEscape: true, allowTemplateLiterals: 'always' }],
      'stylistic/semi': 'error',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true }],
      '@typescript-eslint/no-misused-spread': ['error', { allow: ['DeviceSpec'] }], // a record of fields
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true, allowArray: true }],
      // Arithmetic on arrays, where the bounds are known, would be all guards.
      '@typescript-eslint/no-non-null-assertion': 'off',
      // Callers without TypeScript pass anything: a check is not needless because the types exclude the case.
      '@typescript-eslint/no-unnecessary-condition': 'off',
      '@typescript-eslint/no-unnecessary-type-conversion': 'off',
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      // A message shows whatever the caller passed.
      '@typescript-eslint/no-base-to-string': 'off',
      // Structural typing is how packages take each other's objects.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
    },
  },
  {
    files: ['**/*.test.ts', '**/*.test-d.ts', '**/testing/**', '**/testdata/**'],
    rules: {
      '@typescript-eslint/await-thenable': 'off', // `await null` lets other bodies run
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    // Where tfjs is met: its registry is a plain object, `instanceof Tensor` gives a `Tensor<any>`, and getters throw.
    files: ['packages/store/src/{engine,initial-value,graph-variable}.ts'],
    rules: {
      '@typescript-eslint/no-dynamic-delete': 'off',
      '@typescript-eslint/no-meaningless-void-operator': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    // Programs of the repository: what they read is JSON of its own, and what they run is its own examples.
    files: ['**/*.mjs', 'scripts/**', '*.config.*'],
    rules: {
      '@typescript-eslint/no-implied-eval': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  {
    // These tools read a default export.
    files: ['*.config.*'],
    rules: { 'no-restricted-syntax': ['error', ...forbidden.slice(1)] },
  },
);
