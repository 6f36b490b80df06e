/** The function of a template was called with other arguments than its parameters; a `TypeError` in Python. */
export class TemplateArgumentsError extends Error {
  constructor() {
    super('template function called with a wrong set of arguments');
    this.name = 'TemplateArgumentsError';
  }
}
