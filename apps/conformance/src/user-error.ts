/** Thrown by the definitions and the `raise` steps of the programs, so that it can be told from the library's own. */
export class UserError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UserError';
  }
}
