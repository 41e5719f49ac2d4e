import { type DestinationStream, pino } from 'pino'

/** One JSON line an event. Only ids, codes and numbers: never bodies, tokens or text that a person wrote (P11). */
export interface Log {
  info(event: string, fields?: Fields): void
  warn(event: string, fields?: Fields): void
  error(event: string, fields?: Fields): void
}
type Fields = Readonly<Record<string, unknown>>

export function makeLog(level: string, to?: DestinationStream): Log {
  const options = { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, messageKey: 'event' }
  const logger = to === undefined ? pino(options) : pino(options, to)
  return {
    info: (event, fields = {}) => logger.info(fields, event),
    warn: (event, fields = {}) => logger.warn(fields, event),
    error: (event, fields = {}) => logger.error(fields, event),
  }
}
