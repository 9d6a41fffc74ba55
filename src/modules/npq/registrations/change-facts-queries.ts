import type { Reader } from '#src/platform/db/database.ts'
import type { ChangeFacts } from './change-rules.ts'
import type { Registration } from './registration.ts'

/** Declarations that count towards payment. */
export const COUNTING_STATES = ['submitted', 'eligible', 'payable', 'paid'] as const

/** What the rules of changing need to know of a registration. One query. */
export async function changeFactsOf(reader: Reader, registration: Registration): Promise<ChangeFacts> {
  const { counting, completed, hasRules } = await reader
    .selectNoFrom(({ exists, selectFrom }) => [
      exists(
        selectFrom('npq.declarations')
          .select('id')
          .where('registration_id', '=', registration.id)
          .where('state', 'in', [...COUNTING_STATES]),
      ).as('counting'),
      exists(
        selectFrom('npq.declarations')
          .select('id')
          .where('registration_id', '=', registration.id)
          .where('declaration_type', '=', 'completed')
          .where('state', 'in', [...COUNTING_STATES]),
      ).as('completed'),
      exists(
        selectFrom('npq.funding_decisions as decision')
          .innerJoin('npq.funding_policies as policy', (join) =>
            join.onRef('policy.version', '=', 'decision.policy_version').on('policy.cohort', '=', registration.cohort),
          )
          .select('decision.id')
          .where('decision.id', '=', registration.decisionId),
      ).as('hasRules'),
    ])
    .executeTakeFirstOrThrow()
  return {
    registration,
    hasCountingDeclaration: Boolean(counting),
    hasCompleted: Boolean(completed),
    hasRules: Boolean(hasRules),
  }
}
