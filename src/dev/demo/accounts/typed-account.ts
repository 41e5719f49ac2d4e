import type { Values } from '#src/features/accounts/values.rules.ts'

/** A real account of the users' own, typed in box by box. */
export interface TypedAccount {
  readonly source: string
  /** Name of the form, a file in `accounts/forms`. */
  readonly form: string
  readonly unit: string
  readonly values: Values
  /** Boxes where the copy had lost its columns: how a lone x was read. */
  readonly interpreted: readonly string[]
}
