import { Temporal } from '#src/kit/dates.ts'

/** Numbers, codes and templates only: no names, addresses, tokens, query strings or bodies. */
type LogFacts = Readonly<Record<string, string | number | boolean | null | undefined>>

export type Log = {
  readonly info: (event: string, facts?: LogFacts) => void
  readonly warn: (event: string, facts?: LogFacts) => void
  /** `cause` is told by its kind, code and place. Its message is left out where it may quote what somebody typed. */
  readonly error: (event: string, facts?: LogFacts, cause?: unknown) => void
}

/** One JSON object a line, in UTC. JSON escapes line ends, so that nothing logged can forge a line. */
export function openLog(write: (line: string) => void = (line) => process.stdout.write(line)): Log {
  const line = (level: string, event: string, facts: LogFacts) =>
    write(`${JSON.stringify({ at: Temporal.Now.instant().toString(), level, event, ...facts })}\n`)
  return {
    info: (event, facts = {}) => line('info', event, facts),
    warn: (event, facts = {}) => line('warn', event, facts),
    error: (event, facts = {}, cause = undefined) => line('error', event, { ...facts, ...factsOf(cause) }),
  }
}

export const silentLog: Log = { info: () => {}, warn: () => {}, error: () => {} }

/** PostgreSQL, zod and parsers quote values in their messages; the frames of our own code never do. */
function factsOf(cause: unknown): LogFacts {
  if (!(cause instanceof Error)) return cause === undefined ? {} : { error: typeof cause }
  return {
    error: cause.name,
    code: textOf(cause, 'code'),
    constraint: textOf(cause, 'constraint'),
    table: textOf(cause, 'table'),
    message: QUOTES_NOTHING.has(cause.constructor)
      ? cause.message.replaceAll(QUOTED, '…').replaceAll(ADDRESS, '…')
      : undefined,
    frames: framesOf(cause),
  }
}

const QUOTES_NOTHING: ReadonlySet<unknown> = new Set([Error, TypeError, RangeError, ReferenceError])
const QUOTED = /(["'`]).*?\1/gs
const ADDRESS = /\S{1,64}@\S{1,255}/g

const textOf = (error: Error, key: string): string | undefined => {
  const value: unknown = Reflect.get(error, key)
  return typeof value === 'string' ? value : undefined
}

const framesOf = (error: Error): string =>
  (error.stack ?? '')
    .split('\n')
    .filter((frame) => /^\s+at /.test(frame))
    .slice(0, 8)
    .map((frame) => frame.trim().slice(0, 200))
    .join(' < ')
