import { Conflict } from './errors.ts'

/** For each state, the acts that may follow, who may do them, and the state each leads to. */
export type Transition<S extends string, R extends string> = {
  readonly to: S
  readonly by: readonly R[]
  /** The act asks for a written reason. */
  readonly reason?: true
}
type Transitions<S extends string, A extends string, R extends string> = {
  readonly [state in S]: { readonly [act in A]?: Transition<S, R> }
}

/** A workflow as one typed table (state × act × role → state): pages offer from it, commands ask it, tests walk it. */
export class Lifecycle<S extends string, A extends string, R extends string> {
  readonly table: Transitions<S, A, R>
  constructor(table: Transitions<S, A, R>) {
    this.table = table
  }
  allows(state: S, act: A, roles?: readonly string[]): boolean {
    const transition = this.table[state][act]
    return transition !== undefined && (roles === undefined || transition.by.some(role => roles.includes(role)))
  }
  /** The state the act leads to; a conflict when it is not open from here. */
  next(state: S, act: A): S {
    const transition = this.table[state][act]
    if (transition === undefined) throw new Conflict('errors.notFromHere', { state, act })
    return transition.to
  }
}

export const lifecycleOf =
  <S extends string, A extends string, R extends string>() =>
  (table: Transitions<S, A, R>): Lifecycle<S, A, R> =>
    new Lifecycle(table)
