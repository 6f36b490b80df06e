/** A snake_case name of TensorFlow in camelCase: `name_or_scope` is `nameOrScope`. */
export function camelCase(name: string): string {
  return name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
