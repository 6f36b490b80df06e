/** A case says something that its format does not have. */
export class UnknownFormError extends Error {
  /** `form` is what no branch of a switch has handled. */
  constructor(form: never) {
    super(`the format has no ${JSON.stringify(form)}`);
    this.name = 'UnknownFormError';
  }
}
