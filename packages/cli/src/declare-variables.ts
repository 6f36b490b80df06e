import { isDType, type StoredTensor } from '@varscope/spec';

/**
 * A TypeScript declaration of variables: members of the global interface `VarscopeVariables`, which `getVariable` of
 * `@varscope/scopes` checks names, shapes and dtypes against. Of tensors of dtypes that variables cannot have a comment is left.
 */
export function declareVariables(tensors: readonly StoredTensor[], source: string): string {
  const members = tensors.map(({ name, shape, dtype }) =>
    isDType(dtype)
      ? `  ${quote(name)}: { readonly shape: readonly [${shape.join(', ')}]; readonly dtype: ${quote(dtype)} };\n`
      : `  // Left out: ${quote(name)}. No variable has the dtype ${dtype}.\n`);
  const origin = quote(source).slice(1, -1).replaceAll('*/', '*\\/');
  return `/** The variables of ${origin}, written by \`varscope types\`. */\ninterface VarscopeVariables {\n${members.join('')}}\n`;
}

/** A text in single quotes, with nothing in it that ends a line. */
function quote(text: string): string {
  const escaped = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  return `'${escaped.replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')}'`;
}
