import { getNameScope, getVariableScope, makeTemplate, type Template, type TemplateOptions } from 'varscope';
import type { Arguments, JsonObject, Step, ScopeStep, TemplateFunction } from './case-format.js';
import { classify } from './classify.js';
import { openScope } from './open-scope.js';
import { runLeafStep, type StepOutcome, type StepServices } from './run-leaf-step.js';
import { TemplateArgumentsError } from './template-arguments-error.js';
import { UnboundLabelError } from './unbound-label-error.js';
import { UnknownFormError } from './unknown-form-error.js';

/** A template whose function takes named arguments, as in Python. */
type ProgramTemplate = Template<[Arguments], unknown>;

/** What becomes of an error: it is swallowed after its event, or thrown on after it (FORMAT.md, section 4). */
type Mode = 'catching' | 'propagating';

/** Runs the steps of a program and records their events. */
export class Interpreter {
  readonly #services: StepServices;
  /** Where the templates that are running were called. */
  readonly #calledAt: string[] = [];

  constructor(services: StepServices) {
    this.#services = services;
  }

  run(steps: readonly Step[]): void {
    this.#block(steps, '', 'catching');
  }

  #block(steps: readonly Step[], prefix: string, mode: Mode): void {
    steps.forEach((step, i) => {
      this.#services.recorder.step(() => this.#step(step, `${prefix}${i}`, mode));
    });
  }

  #step(step: Step, at: string, mode: Mode): void {
    switch (step.op) {
      case 'variable_scope':
      case 'name_scope':
      case 'variable_creator_scope':
      case 'device':
      case 'with_store':
        return this.#scope(step, at, mode);
      case 'try':
        return this.#try(step.body, at);
      case 'make_template':
        return this.#leaf(step, at, mode, () => this.#makeTemplate(step.args, step.func));
      case 'call_template':
        return this.#leaf(step, at, mode, () => this.#callTemplate(step.template, step.args ?? {}, at));
      case 'template_info':
        return this.#leaf(step, at, mode, () => {
          const template = this.#services.environment.lookup<ProgramTemplate>(step.template);
          return { object: null, facts: { template: this.#services.facts.template(template) } };
        });
      default:
        return this.#leaf(step, at, mode, () => runLeafStep(step, at, this.#services));
    }
  }

  #leaf(step: Step & { readonly as?: string }, at: string, mode: Mode, run: () => StepOutcome): void {
    let outcome: StepOutcome;
    try {
      outcome = run();
    } catch (error) {
      return this.#fail(error, at, step.op, mode);
    }
    this.#emit(at, step.op, { ok: outcome.facts });
    this.#services.environment.bind(step.as, outcome.object);
  }

  #scope(step: ScopeStep, at: string, mode: Mode): void {
    let stage: 'entry' | 'body' | 'exit' = 'entry';
    try {
      openScope(step, this.#services, (object, facts) => {
        stage = 'body';
        this.#emit(at, step.op, { ok: facts });
        this.#services.environment.bind(step.as, object);
        this.#block(step.body ?? [], `${at}.`, mode);
        stage = 'exit';
      });
    } catch (error) {
      if (isStage(stage, 'body')) throw error;
      this.#fail(error, at, isStage(stage, 'exit') ? `${step.op}:exit` : step.op, mode);
    }
  }

  #try(body: readonly Step[], at: string): void {
    let raised: JsonObject | null = null;
    try {
      this.#block(body, `${at}.`, 'propagating');
    } catch (error) {
      raised = { ...classify(error) };
    }
    const { name, reuse } = getVariableScope();
    const current = { scope_name: name, reuse: this.#services.facts.reuse(reuse), name_scope: getNameScope() };
    this.#emit(at, 'try', { ok: { raised, ...current } });
  }

  #makeTemplate(args: Arguments, func: TemplateFunction): StepOutcome {
    const { environment, facts } = this.#services;
    const { kwargs = null, ...rest } = args;
    const { name, ...options } = environment.options<TemplateOptions<Arguments> & { readonly name: string }>(rest);
    const bound = kwargs as Arguments | null; // named arguments, as they are
    const template = makeTemplate(name, (given: Arguments) => this.#templateBody(func, given), { ...options, kwargs: bound });
    return { object: template, facts: facts.template(template) };
  }

  #templateBody(func: TemplateFunction, given: Arguments): unknown {
    const { environment } = this.#services;
    const parameters = new Set(func.params);
    if (Object.keys(given).length !== parameters.size || Object.keys(given).some((name) => !parameters.has(name))) {
      throw new TemplateArgumentsError();
    }
    environment.withParameters(given, () => this.#block(func.body, `${this.#calledAt.at(-1) ?? ''}.`, 'propagating'));
    return environment.find(func.returns ?? '');
  }

  #callTemplate(label: string, args: Arguments, at: string): StepOutcome {
    const { environment, facts } = this.#services;
    const template = environment.lookup<ProgramTemplate>(label);
    const given = Object.fromEntries(Object.entries(args).map(([name, value]) => [name, environment.substitute(value)]));
    this.#calledAt.push(at);
    let result: unknown;
    try {
      result = template(given);
    } finally {
      this.#calledAt.pop();
    }
    return { object: result, facts: { result: facts.result(result, at), template: facts.template(template) } };
  }

  #fail(error: unknown, at: string, op: string, mode: Mode): void {
    if (error instanceof UnknownFormError) throw error;
    if (error instanceof UnboundLabelError) return this.#emit(at, op, { skip: error.label });
    this.#emit(at, op, { err: { ...classify(error) } });
    if (mode === 'propagating') throw error;
  }

  #emit(at: string, op: string, outcome: JsonObject): void {
    this.#services.recorder.emit(at, op, outcome);
  }
}

// The compiler takes `stage` for 'entry' still: it does not see the assignments in the callback.
function isStage(stage: string, asked: 'body' | 'exit'): boolean {
  return stage === asked;
}
