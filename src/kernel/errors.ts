/** The errors that a person can be told about. Anything else is a fault, and is logged as one. */
export abstract class AppError extends Error {
  abstract readonly status: number
  readonly messageKey: string
  readonly details: Readonly<Record<string, unknown>>
  constructor(messageKey: string, details: Record<string, unknown> = {}, options?: ErrorOptions) {
    super(messageKey, options)
    this.name = new.target.name
    this.messageKey = messageKey
    this.details = details
  }
}
export class SignInNeeded extends AppError {
  readonly status = 401
}
export class Forbidden extends AppError {
  readonly status = 403
}
export class NotFound extends AppError {
  readonly status = 404
}
/** Someone else changed the same thing first. `mine` is what was typed, `theirs` what is stored. */
export class Conflict extends AppError {
  readonly status = 409
}
export class TooMany extends AppError {
  readonly status = 429
}
export class Busy extends AppError {
  readonly status = 503
}
