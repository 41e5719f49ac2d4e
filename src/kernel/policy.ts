import type { Actor } from './actor.ts'
import { Forbidden, NotFound } from './errors.ts'

type Rule<T> = (actor: Actor, subject: T) => boolean

/** Who may do what to one kind of thing: pure predicates over the actor and the thing. */
export class Policy<T, R extends { view: Rule<T> }> {
  readonly rules: R
  constructor(rules: R) {
    this.rules = rules
  }
  can(actor: Actor, act: keyof R & string, subject: T): boolean {
    return (this.rules[act] as Rule<T>)(actor, subject)
  }
  authorize(actor: Actor, act: keyof R & string, subject: T): void {
    if (!this.can(actor, act, subject)) throw new Forbidden('errors.denied', { act })
  }
  /** What the actor may not see does not exist for them. */
  reveal(actor: Actor, subject: T): T {
    if (!this.can(actor, 'view', subject)) throw new NotFound('errors.notFound')
    return subject
  }
}

export const policyFor =
  <T>() =>
  <R extends { view: Rule<T> } & Record<string, Rule<T>>>(rules: R): Policy<T, R> =>
    new Policy(rules)
