import type { z } from 'zod'
import type { Actor } from '#src/kit/actor.ts'
import type { Temporal } from '#src/kit/dates.ts'
import type { Policy } from '#src/kit/policy.ts'
import type { Result } from '#src/kit/result.ts'
import type { Subject } from '../audit/event.ts'
import type { Command, CommonRefusal } from '../commands/command.ts'
import type { Reader } from '../db/database.ts'
import type { DfeSignInApi } from '../dfe-sign-in/dfe-sign-in-port.ts'
import type { DoorName, SignInService } from '../oidc/sign-in-port.ts'
import type { Beginning, CameBy } from '../session/session-rules.ts'
import type { TeachingRecord } from '../teaching-record/teaching-record-port.ts'

/** What the visitor's browser and session give every page: the layout and forms use it, features need not. */
export type Frame = {
  readonly nonce: string
  readonly csrfToken: string
  /** New for every page shown: the form that carries it can be sent twice and acts once. */
  readonly idempotencyKey: string
  readonly actor: Actor
  readonly path: string
  readonly now: Temporal.Instant
}

/** Anything that can become HTML in a frame. Made by `ui`, which the platform does not know. */
export type Page = { readonly render: (frame: Frame) => string }

/** The hidden fields of every form, filled from the frame. The CSRF token comes first, also before any file. */
export const FORM_FIELDS = { csrf: '_csrf', idempotencyKey: '_key' } as const

export type FormBody = Readonly<Record<string, string | readonly string[]>>

export type Cookies = {
  readonly get: (name: string) => string | undefined
  /** `__Host-` is added where the connection is secure. HttpOnly, SameSite=Lax, Secure and Path=/ always. */
  readonly set: (name: string, value: string, maxAgeSeconds?: number) => void
  readonly clear: (name: string) => void
}

/** One web request as features see it. The router and its types stay in `platform/http`. */
export type WebRequest = {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly params: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string>>
  readonly form: FormBody
  /** Uploaded files by field name, already on disk under a generated name and within the size limit. */
  readonly files: Readonly<Record<string, UploadedFile>>
  readonly cookies: Cookies
  readonly actor: Actor
  readonly now: Temporal.Instant
  readonly db: Reader
  /** SHA-256 of the secret that only this browser holds; binds a sign-in message to the browser that asked for it. */
  readonly browserHash: Buffer
  readonly ip: string
  readonly userAgent: string
  readonly baseUrl: string
  /**
   * Runs a command as this request's actor, in this request's process. The same form sent twice acts once: its idempotency
   * key is used by itself. With another answer in it (back, changed, sent again) it is another form.
   */
  readonly execute: <Input extends z.ZodType, Value, Code extends string>(
    command: Command<Input, Value, Code>,
    input: z.input<Input>,
  ) => Promise<Result<Value, Code | CommonRefusal>>
  /** As `execute`, for a visitor known by something else than a session, such as the holder of a link. */
  readonly executeAs: <Input extends z.ZodType, Value, Code extends string>(
    actor: Actor,
    command: Command<Input, Value, Code>,
    input: z.input<Input>,
  ) => Promise<Result<Value, Code | CommonRefusal>>
  /** The same two, in a process that keeps why: staff give a reason for what they do to other people's records. */
  readonly withReason: (reason: string) => Pick<WebRequest, 'execute' | 'executeAs'>
  /** The newest events about a subject, in plain words; `before` is the id of the last one already shown. */
  readonly history: (subject: Subject, before?: number) => Promise<readonly HistoryEntry[]>
  readonly session: SessionControl
  /** Where visitors prove who they are; null for a door that is not configured. */
  readonly door: (name: DoorName) => SignInService | null
  /** Who may use our service, as DfE Sign-in knows it; null where its door is not configured. */
  readonly dfeSignInApi: DfeSignInApi | null
  /** Where teacher reference numbers are checked. */
  readonly teachingRecord: TeachingRecord
}

export type UploadedFile = {
  readonly path: string
  readonly fileName: string
  readonly bytes: number
  readonly sha256: string
  /** Larger than the row takes: only its beginning was kept. Where rows do not ask for it (`larger`), such a form is refused whole. */
  readonly isCut?: true
}

export type HistoryEntry = {
  readonly id: number
  /** The name of the event, for pages that leave some kinds out. */
  readonly name: string
  readonly sentence: string
  readonly by: string
  /** Staff are named to staff; others read that it was support. */
  readonly isByStaff: boolean
  readonly reason: string | null
  readonly at: Temporal.Instant
}

export type SessionControl = {
  readonly id: string | null
  /** Why the session that this browser had was ended; null when it has one, had none, or it ran out by itself. */
  readonly whyEnded: () => Promise<string | null>
  /** Starts a new session for the account, with a new secret; any session of this browser ends. */
  readonly start: (accountId: string, method: SignInMethod, beginning?: Beginning) => Promise<void>
  /** Notes in the same session that its owner has proved anew who they are. Answers whether there is a session. */
  readonly prove: (provedAt: Temporal.Instant) => Promise<boolean>
  /** The door that this session began at, and with which token it ends there; null when it began in another way. */
  readonly cameBy: () => Promise<CameBy | null>
  readonly end: (because: string) => Promise<void>
}

export type SignInMethod = 'email' | 'dfe-sign-in' | 'one-login' | 'persona'

export type Reply =
  | { readonly kind: 'page'; readonly status: number; readonly page: Page }
  | { readonly kind: 'redirect'; readonly to: string }
  /** To another service, of those that the configuration names: anywhere else is a bug and throws. */
  | { readonly kind: 'departure'; readonly to: string }
  | { readonly kind: 'not-found' }
  /** A rate limit of a feature: the page tells how long to wait. */
  | { readonly kind: 'too-many'; readonly waitSeconds: number }
  | { readonly kind: 'json'; readonly status: number; readonly body: unknown }
  | {
      readonly kind: 'text'
      readonly status: number
      readonly type: string
      readonly body: string
      readonly fileName?: string
    }
  /** A file that is written while it is read: it may be long. A fault on the way breaks the connection, so that nobody takes a part for all. */
  | {
      readonly kind: 'stream'
      readonly type: string
      readonly fileName: string
      readonly parts: AsyncIterable<string | Uint8Array>
    }

export const show = (page: Page): Reply => ({ kind: 'page', status: 200, page })
/** A form with something to put right: the same page, with what was typed. */
export const showAgain = (page: Page): Reply => ({ kind: 'page', status: 422, page })
/** Always a path of ours: an absolute address is a bug and throws when it is answered. */
export const redirectTo = (path: string): Reply => ({ kind: 'redirect', to: path })
export const sendAway = (address: string): Reply => ({ kind: 'departure', to: address })
export const notFound: Reply = { kind: 'not-found' }
export const tooMany = (waitSeconds: number): Reply => ({ kind: 'too-many', waitSeconds })
export const json = (body: unknown, status = 200): Reply => ({ kind: 'json', status, body })

export const stream = (file: Omit<Extract<Reply, { kind: 'stream' }>, 'kind'>): Reply => ({ kind: 'stream', ...file })

type Handler<Subject> = (request: WebRequest, subject: Subject) => Promise<Reply> | Reply

/**
 * One row of a module's table of contents. `policy` is required and `everyone` must be said aloud.
 * `load` finds the subject for this actor; null is answered as "not found", and the policy then judges actor and subject.
 */
export type RouteRow<Subject> = {
  readonly at: `GET /${string}` | `POST /${string}`
  /** The feature folder, which is also a word of the URL. */
  readonly feature: string
  readonly policy: Policy<Subject>
  readonly load?: (request: WebRequest) => Promise<Subject | null>
  /** Required on POST: the commands that it may run. */
  readonly commands?: readonly [AnyCommand, ...AnyCommand[]]
  /** The journey whose drafts a POST writes when it runs no command. */
  readonly drafts?: string
  /** Set by `departure` and `arrival`, the two kinds of row that touch another service instead of following the rule. */
  readonly elsewhere?: 'departs' | 'arrives'
  /** A row that staff may use while they look through somebody's eyes, although it writes: the one that stops it. */
  readonly whileViewing?: 'allowed'
  /** When the service is busy `low` is turned away first (exports, suggestions), `high` and forms last (sign-in). */
  readonly priority?: 'low' | 'high'
  /** The form may carry files, each at most this large. Without it a form with files is refused. */
  readonly upload?: UploadRule<Subject>
  readonly handle: Handler<Subject>
}

type UploadRule<Subject> = {
  /** From the subject, where the figure is dated data. */
  readonly maxMegabytes: number | ((subject: Subject) => number)
  /** What becomes of a larger file: the handler is told (`isCut`) and keeps what was typed beside it. Without it the form is refused. */
  readonly larger?: 'told'
}

// biome-ignore lint/suspicious/noExplicitAny: a list of commands of many types has no narrower type
export type AnyCommand = Command<any, any, any>

export type Route = Omit<RouteRow<unknown>, 'load' | 'policy' | 'handle' | 'upload'> & {
  readonly policy: Policy<never>
  readonly upload?: UploadRule<never>
  readonly load?: (request: WebRequest) => Promise<unknown>
  readonly handle: (request: WebRequest, subject: never) => Promise<Reply> | Reply
}

/** A GET row. It must not write: the database role of its reads would let it, the tests do not. */
export const page = <Subject = void>(at: `GET /${string}`, row: Omit<RouteRow<Subject>, 'at' | 'commands'>): Route => ({
  at,
  ...row,
})

/**
 * A GET row that may write: the visitor comes back from another service, which can only send browsers by GET.
 * Said aloud because every other GET writes nothing.
 */
export const arrival = <Subject = void>(
  at: `GET /${string}`,
  row: Omit<RouteRow<Subject>, 'at' | 'elsewhere'> & { readonly commands: readonly [AnyCommand, ...AnyCommand[]] },
): Route => ({ at, elsewhere: 'arrives', ...row })

/** A POST row that writes nothing here and sends the visitor to another service. */
export const departure = <Subject = void>(
  at: `POST /${string}`,
  row: Omit<RouteRow<Subject>, 'at' | 'commands' | 'elsewhere'>,
): Route => ({ at, elsewhere: 'departs', ...row })

/** A POST row: always with the commands that it runs. */
export const action = <Subject = void>(
  at: `POST /${string}`,
  row: Omit<RouteRow<Subject>, 'at' | 'elsewhere'> & { readonly commands: readonly [AnyCommand, ...AnyCommand[]] },
): Route => ({ at, ...row })

/**
 * A POST row that writes nothing but the visitor's own unfinished answers, which are no fact yet: no command and no event
 * (docs/adr/0003-drafts-are-not-events.md). `drafts` names the journey.
 */
export const draftAction = <Subject = void>(
  at: `POST /${string}`,
  row: Omit<RouteRow<Subject>, 'at' | 'commands'> & { readonly drafts: string },
): Route => ({ at, ...row })
