import { z } from 'zod'

/** What an event is about. Timelines are the events of one subject. */
export type Subject = { readonly kind: SubjectKind; readonly id: string }
export const SUBJECT_KINDS = [
  'school',
  'organisation',
  'person',
  'account',
  'import',
  'message',
  'proof',
  /** Somebody who has come through a door of another service and is not known yet. */
  'arrival',
  'link-request',
  'join-request',
  'handover',
  'invitation-batch',
  'api-token',
  'registration',
  'eligibility-list',
  'bulk-run',
  'claim',
  'claim-batch',
  'claim-audit',
  'claim-rules',
  'cohort',
  'funding-policy',
  'consent-text',
  /** The platform's own upkeep, such as the removal of what has expired. */
  'platform',
] as const
export type SubjectKind = (typeof SUBJECT_KINDS)[number]

export type AuditEvent = {
  readonly name: string
  readonly version: number
  readonly subjects: readonly [Subject, ...Subject[]]
  readonly payload: Readonly<Record<string, unknown>>
}

export type EventDefinition<Payload extends z.ZodObject = z.ZodObject> = {
  readonly name: string
  readonly version: number
  readonly payload: Payload
  /** Plain words for a timeline. Stored facts hold no prose, so that wording can improve. A method, so that catalogues can list many. */
  sentence(payload: z.output<Payload>): string
}

/** One kind of fact in the history. A changed payload is a new version: stored events are never rewritten. */
export const defineEvent = <Payload extends z.ZodObject>(definition: EventDefinition<Payload>) => ({
  ...definition,
  of: (subjects: AuditEvent['subjects'], payload: z.input<Payload>): AuditEvent => ({
    name: definition.name,
    version: definition.version,
    subjects,
    payload: definition.payload.parse(payload),
  }),
})

/** Before and after of one value, for events that record a change. */
export const change = <Value extends z.ZodType>(value: Value) => z.object({ before: value, after: value })
