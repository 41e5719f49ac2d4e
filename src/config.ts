import { z } from 'zod'
import type { Place } from '#src/db/database.ts'
import type { Keys } from '#src/work/context.ts'

export interface Config {
  readonly mode: 'demo' | 'production'
  readonly host: string
  readonly port: number
  /** What every mailed link begins with. Its host is the only one answered to. */
  readonly baseUrl: string
  readonly dataDir: string
  readonly database: Place
  readonly keys: Keys
  readonly smtp: { readonly url: string; readonly from: string } | null
  /** Address of the proxy in front, whose forwarded headers are believed. */
  readonly trustProxy: string | false
  readonly logLevel: string
}

const key = z.string('must be set: at least 32 characters').min(32, 'must be at least 32 characters')
const shared = {
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  DATA_DIR: z.string().min(1).default('./data'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
}
const production = z
  .object({
    ...shared,
    HOST: z.string().default('127.0.0.1'),
    BASE_URL: z
      .url('must be set: the address people use, https://…')
      .refine(url => url.startsWith('https://'), 'must begin with https://'),
    DATABASE_URL: z
      .string()
      .regex(/^postgres(ql)?:\/\//, 'must begin with postgres://')
      .optional(),
    SESSION_KEY: key,
    LINK_KEY: key,
    AUDIT_KEY: key,
    SMTP_URL: z
      .string('must be set: smtp://… or smtps://…')
      .regex(/^smtps?:\/\//, 'must begin with smtp:// or smtps://'),
    MAIL_FROM: z.email('must be set: the address that mails come from'),
    TRUST_PROXY: z.string().default('loopback'),
  })
  .refine(env => new Set([env.SESSION_KEY, env.LINK_KEY, env.AUDIT_KEY]).size === 3, {
    message: 'SESSION_KEY, LINK_KEY and AUDIT_KEY must differ',
  })
const demo = z.object({
  ...shared,
  NODE_ENV: z
    .string()
    .optional()
    .refine(value => value !== 'production', 'demo mode does not start in production'),
})

export class BadConfig extends Error {}

/**
 * The settings from the environment, checked as a whole. Throws `BadConfig` with one line for each thing to mend. Demo mode
 * needs none, listens on loopback only and has keys that everybody knows.
 */
export function readConfig(
  env: Readonly<Record<string, string | undefined>>,
  mode: Config['mode'] = 'production',
): Config {
  return mode === 'demo' ? demoConfig(env) : productionConfig(env)
}

function checked<S extends z.ZodType>(schema: S, env: unknown): z.output<S> {
  const parsed = schema.safeParse(env)
  if (parsed.success) return parsed.data
  const lines = parsed.error.issues.map(({ path, message }) => `  ${[...path, message].join(' ')}`)
  throw new BadConfig(`The settings are not right:\n${lines.join('\n')}`)
}

function demoConfig(env: unknown): Config {
  const { PORT, DATA_DIR, LOG_LEVEL } = checked(demo, env)
  return Object.freeze({
    mode: 'demo' as const,
    host: '127.0.0.1',
    port: PORT,
    baseUrl: `http://localhost:${PORT}`,
    dataDir: DATA_DIR,
    database: { kind: 'sqlite' as const, file: `${DATA_DIR}/demo.sqlite` },
    keys: {
      session: 'demo session key, known to everybody 1',
      link: 'demo link key, known to everybody 22222',
      audit: 'demo audit key, known to everybody 3333',
    },
    smtp: null,
    trustProxy: false as const,
    logLevel: LOG_LEVEL,
  })
}

function productionConfig(env: unknown): Config {
  const settings = checked(production, env)
  return Object.freeze({
    mode: 'production' as const,
    host: settings.HOST,
    port: settings.PORT,
    baseUrl: settings.BASE_URL.replace(/\/$/, ''),
    dataDir: settings.DATA_DIR,
    database:
      settings.DATABASE_URL === undefined
        ? { kind: 'sqlite' as const, file: `${settings.DATA_DIR}/systemfel.sqlite` }
        : { kind: 'postgres' as const, url: settings.DATABASE_URL },
    keys: { session: settings.SESSION_KEY, link: settings.LINK_KEY, audit: settings.AUDIT_KEY },
    smtp: { url: settings.SMTP_URL, from: settings.MAIL_FROM },
    trustProxy: settings.TRUST_PROXY,
    logLevel: settings.LOG_LEVEL,
  })
}
