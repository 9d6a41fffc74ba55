import { z } from 'zod'
import { type DoorsConfig, doorSettings, doorsConfig, halfConfiguredDoors, unsafeDoors } from './config-doors.ts'
import {
  halfConfiguredTeachingRecord,
  type TeachingRecordConfig,
  teachingRecordConfig,
  teachingRecordSettings,
  unsafeTeachingRecord,
} from './config-teaching-record.ts'
import { unsafeVirusScan, type VirusScanConfig, virusScanConfig, virusScanSettings } from './config-virus-scan.ts'

export type AppEnv = 'development' | 'test' | 'production'

export type EmailConfig =
  | { readonly transport: 'development' }
  | { readonly transport: 'smtp'; readonly url: string }
  /** A stand-in of GOV.UK Notify that the worker starts itself, outside production only. */
  | { readonly transport: 'stand-in' }
  | {
      readonly transport: 'notify'
      readonly apiKey: string
      readonly templateId: string
      /** Null is GOV.UK Notify's own. */
      readonly baseUrl: string | null
    }

export type Config = {
  readonly appEnv: AppEnv
  readonly role: 'web' | 'worker' | 'all'
  readonly host: string
  readonly port: number
  /** Where links in e-mails begin; no slash at the end. */
  readonly baseUrl: string
  /** Null asks for the embedded database, outside production only. */
  readonly databaseUrl: string | null
  readonly dataDir: string
  readonly sessionSecret: string
  readonly email: EmailConfig
  /** The bearer token of the provider's delivery callbacks; null shuts that door. */
  readonly notifyCallbackToken: string | null
  /** Where people prove who they are. */
  readonly doors: DoorsConfig
  /** Where teacher reference numbers are checked. */
  readonly teachingRecord: TeachingRecordConfig
  /** What looks for viruses in uploaded evidence. */
  readonly virusScan: VirusScanConfig
  /** Addresses or ranges of the proxies whose forwarding headers are believed. */
  readonly trustedProxies: readonly string[]
  /** The /dev pages and the movable clock: never in production. */
  readonly hasDevelopmentDoors: boolean
}

const DEVELOPMENT_SECRET = 'development-only-session-secret-0000'
const SHORTEST_SECRET = 32

const set = z.string().trim().min(1)
const optional = set.optional()

const Environment = z.object({
  APP_ENV: z.enum(['development', 'test', 'production']).default('development'),
  ROLE: z.enum(['web', 'worker', 'all']).default('all'),
  HOST: set.default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  BASE_URL: z.url({ protocol: /^https?$/ }).optional(),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  DATA_DIR: set.default('.data'),
  SESSION_SECRET: optional,
  EMAIL_TRANSPORT: z.enum(['notify', 'smtp', 'development']).default('development'),
  NOTIFY_API_KEY: optional,
  NOTIFY_BASE_URL: z.union([z.literal('stand-in'), z.url()]).optional(),
  NOTIFY_TEMPLATE_ID: optional,
  NOTIFY_CALLBACK_TOKEN: optional,
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  ...doorSettings,
  ...teachingRecordSettings,
  ...virusScanSettings,
  TRUSTED_PROXIES: z.string().default(''),
})
type Environment = z.output<typeof Environment>

/** Reads the environment once, at the start. Throws one message that names every fault. */
export function readConfig(variables: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''))
  const parsed = Environment.safeParse(given)
  if (!parsed.success)
    throw faultsError(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`))
  const faults = [
    ...incomplete(parsed.data),
    ...(parsed.data.APP_ENV === 'production' ? unfitForProduction(parsed.data) : []),
  ]
  if (faults.length > 0) throw faultsError(faults)
  return assemble(parsed.data)
}

const assemble = (env: Environment): Config => ({
  appEnv: env.APP_ENV,
  role: env.ROLE,
  host: env.HOST,
  port: env.PORT,
  baseUrl: (env.BASE_URL ?? `http://${env.HOST}:${env.PORT}`).replace(/\/+$/, ''),
  databaseUrl: env.DATABASE_URL ?? null,
  dataDir: env.DATA_DIR,
  sessionSecret: env.SESSION_SECRET ?? DEVELOPMENT_SECRET,
  email: emailConfig(env),
  notifyCallbackToken: env.NOTIFY_CALLBACK_TOKEN ?? null,
  doors: doorsConfig(env),
  teachingRecord: teachingRecordConfig(env),
  virusScan: virusScanConfig(env),
  trustedProxies: env.TRUSTED_PROXIES.split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== ''),
  hasDevelopmentDoors: env.APP_ENV !== 'production',
})

function emailConfig(env: Environment): EmailConfig {
  if (env.EMAIL_TRANSPORT === 'smtp' && env.SMTP_URL) return { transport: 'smtp', url: env.SMTP_URL }
  if (isRehearsal(env)) return { transport: 'stand-in' }
  if (env.EMAIL_TRANSPORT === 'notify' && env.NOTIFY_API_KEY && env.NOTIFY_TEMPLATE_ID) {
    return {
      transport: 'notify',
      apiKey: env.NOTIFY_API_KEY,
      templateId: env.NOTIFY_TEMPLATE_ID,
      baseUrl: env.NOTIFY_BASE_URL ?? null,
    }
  }
  return { transport: 'development' }
}

const isRehearsal = (env: Environment): boolean =>
  env.EMAIL_TRANSPORT === 'notify' && env.NOTIFY_BASE_URL === 'stand-in'

/** Settings that need each other, wherever the platform runs. */
function incomplete(env: Environment): readonly string[] {
  const needsNotifyKey = env.EMAIL_TRANSPORT === 'notify' && !isRehearsal(env)
  return faultsOf([
    [needsNotifyKey && !env.NOTIFY_API_KEY, 'EMAIL_TRANSPORT is notify, so set NOTIFY_API_KEY'],
    [needsNotifyKey && !env.NOTIFY_TEMPLATE_ID, 'EMAIL_TRANSPORT is notify, so set NOTIFY_TEMPLATE_ID'],
    [env.EMAIL_TRANSPORT === 'smtp' && !env.SMTP_URL, 'EMAIL_TRANSPORT is smtp, so set SMTP_URL'],
    ...halfConfiguredDoors(env),
    ...halfConfiguredTeachingRecord(env),
  ])
}

/** What is convenient in development and dangerous with real people's data. */
function unfitForProduction(env: Environment): readonly string[] {
  return faultsOf([
    [!env.DATABASE_URL, 'DATABASE_URL is not set: the embedded database is for development'],
    [!env.BASE_URL?.startsWith('https://'), 'BASE_URL must begin with https://'],
    [isWeakSecret(env.SESSION_SECRET), `SESSION_SECRET must be a secret of at least ${SHORTEST_SECRET} characters`],
    [env.EMAIL_TRANSPORT === 'development', 'EMAIL_TRANSPORT must be notify or smtp'],
    [env.EMAIL_TRANSPORT === 'notify' && !env.NOTIFY_CALLBACK_TOKEN, 'NOTIFY_CALLBACK_TOKEN is not set'],
    [isPlain(env.NOTIFY_BASE_URL), 'NOTIFY_BASE_URL must begin with https://'],
    ...unsafeDoors(env),
    ...unsafeTeachingRecord(env),
    ...unsafeVirusScan(env),
  ])
}

const isWeakSecret = (secret = ''): boolean => secret.length < SHORTEST_SECRET || secret === DEVELOPMENT_SECRET
const isPlain = (url: string | undefined): boolean => url !== undefined && !url.startsWith('https://')

const faultsOf = (checks: readonly (readonly [boolean, string])[]): readonly string[] =>
  checks.filter(([isFault]) => isFault).map(([, message]) => message)

const faultsError = (faults: readonly string[]): Error =>
  new Error(`The platform cannot start with these settings:\n${faults.map((fault) => `- ${fault}`).join('\n')}`)
