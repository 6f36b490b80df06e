/** A step refers to a label that nothing has bound: the step is skipped. */
export class UnboundLabelError extends Error {
  readonly label: string;

  constructor(label: string) {
    super(`nothing has bound the label ${label}`);
    this.name = 'UnboundLabelError';
    this.label = label;
  }
}
