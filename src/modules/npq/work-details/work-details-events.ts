import { z } from 'zod'
import { dateText, Temporal } from '#src/kit/dates.ts'
import { change, defineEvent, type EventDefinition } from '#src/platform/audit/event.ts'
import { FUNDING_REASONS, FUNDING_RESULTS } from '../funding/funding.ts'
import { fundingResultText } from '../funding/funding-reasons-rules.ts'
import type { Registration } from '../registrations/registration.ts'

/** What an event of somebody's work is filed under. Not under the provider: it tells where a person works. */
export const aboutWork = ({ id, personId }: Pick<Registration, 'id' | 'personId'>) =>
  [
    { kind: 'registration', id },
    { kind: 'person', id: personId },
  ] as const

/** A version in words, as they were: names of employers change later, these do not. */
const Told = z.object({ versionId: z.uuid().nullable(), workplace: z.string(), setting: z.string() })
const Outcome = z.object({ result: z.enum(FUNDING_RESULTS), reason: z.enum(FUNDING_REASONS) })

export const workDetailsChanged = defineEvent({
  name: 'npq.work-details-changed',
  version: 1,
  payload: z.object({
    course: z.string(),
    provider: z.string(),
    kind: z.enum(['correction', 'move']),
    effectiveOn: z.iso.date(),
    work: change(Told),
    /** Every attribute that providers see and that changed, in the API's names. */
    shown: change(z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))),
    funding: change(Outcome),
    /** The decision that was made of the new details; null where we hold no rules. Where funding is fixed it counts for nothing. */
    decisionId: z.uuid().nullable(),
    isFundingFixed: z.boolean(),
    review: z.enum(['open', 'close', 'leave']),
    doubt: z.enum(['open', 'close', 'leave']),
  }),
  sentence: ({ kind, effectiveOn, work, funding, isFundingFixed, doubt }) =>
    [
      kind === 'correction'
        ? `Work details corrected: ${work.after.workplace} instead of ${work.before.workplace}`
        : `Work details changed: ${work.after.workplace} from ${dateText(Temporal.PlainDate.from(effectiveOn))}, before that ${work.before.workplace}`,
      isFundingFixed ? 'Funding stays as it was decided' : fundingText(funding),
      ...(doubt === 'open' ? ['Whether the funded place stays is being looked at'] : []),
    ].join('. '),
})

type Funding = Readonly<Record<'before' | 'after', z.output<typeof Outcome>>>

function fundingText({ before, after }: Funding): string {
  const [was, is] = [fundingResultText[before.result], fundingResultText[after.result]]
  if (before.result !== after.result) return `Funding: ${was.toLowerCase()} before, ${is.toLowerCase()} now`
  return before.reason === after.reason ? `Funding as before: ${is.toLowerCase()}` : `${is} for another reason`
}

/** Somebody told us of a new job while no registration of theirs could be changed. */
export const workplaceTold = defineEvent({
  name: 'npq.workplace-told',
  version: 1,
  payload: z.object({
    versionId: z.uuid(),
    workplace: z.string(),
    setting: z.string(),
    before: z.string().nullable(),
    effectiveOn: z.iso.date(),
  }),
  sentence: ({ workplace, before, effectiveOn }) =>
    `Told us of working at ${workplace} from ${dateText(Temporal.PlainDate.from(effectiveOn))}${before === null ? '' : `, before that ${before}`}`,
})

/** What people told us of where they work. */
export const workDetailsEvents: readonly EventDefinition[] = [workDetailsChanged, workplaceTold]
