import type { Selectable } from 'kysely'
import { z } from 'zod'
import type { ClaimsAuditAnswers, ClaimsAuditClaims, ClaimsAudits, ClaimsSamples } from '#db/schema.ts'
import {
  type Audit,
  type AuditClaim,
  DECISIONS,
  PROVIDER_ANSWERS,
  REFUSAL_REASONS,
  type Said,
  SCHOOL_ANSWERS,
} from './audit.ts'
import type { Sample } from './sample.ts'
import { SAMPLE_STATUSES } from './sample-states.ts'

const Word = z.enum([...PROVIDER_ANSWERS, ...SCHOOL_ANSWERS, ...DECISIONS])
const Party = z.enum(['provider', 'school', 'dfe'])
const Settings = z.object({ highValuePence: z.number(), mentorSubmittedPercent: z.number(), valuePercent: z.number() })
const Strata = z.array(
  z.object({
    stratum: z.string(),
    claims: z.number(),
    pence: z.number(),
    chosenClaims: z.number(),
    chosenPence: z.number(),
  }),
)

export const sampleFrom = (row: Selectable<ClaimsSamples>): Sample => ({
  ...{ id: row.id, windowId: row.window_id, seed: row.seed, settings: Settings.parse(row.settings) },
  ...{ status: z.enum(SAMPLE_STATUSES).parse(row.status), strata: Strata.parse(row.strata) },
  ...{ population: row.population, populationPence: row.population_pence, chosen: row.chosen },
  ...{ chosenPence: row.chosen_pence, drawnByName: row.drawn_by_name, drawnAt: row.drawn_at, sentAt: row.sent_at },
  revision: row.revision,
})

export const auditFrom = (row: Selectable<ClaimsAudits>): Audit => ({
  ...{ id: row.id, sampleId: row.sample_id, providerId: row.provider_id, askedAt: row.asked_at, dueOn: row.due_on },
  ...{ closedAt: row.closed_at, revision: row.revision },
  extension:
    row.extension_asked_until === null
      ? null
      : {
          until: row.extension_asked_until,
          because: row.extension_asked_because ?? '',
          granted: row.extension_granted,
        },
})

export const auditClaimFrom = (row: Selectable<ClaimsAuditClaims>): AuditClaim => ({
  ...{ auditId: row.audit_id, claimId: row.claim_id, answeredAt: row.answered_at, schoolDueOn: row.school_due_on },
  ...{ schoolRepliedAt: row.school_replied_at, decidedAt: row.decided_at },
  outcome: z.enum(['confirmed', 'not-upheld']).nullable().parse(row.outcome),
})

export const saidFrom = (row: Selectable<ClaimsAuditAnswers>): Said => ({
  ...{ lineId: row.line_id, party: Party.parse(row.party), answer: Word.parse(row.answer), hours: row.hours },
  reasonCode: z.enum(REFUSAL_REASONS).nullable().parse(row.reason_code),
  ...{ note: row.note, isDraft: row.is_draft, saidByName: row.said_by_name, saidAt: row.said_at },
})
