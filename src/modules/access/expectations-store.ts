import type { AcademicYear, Temporal } from '#src/kit/dates.ts'
import type { Reader, Tx } from '#src/platform/db/database.ts'
import { EXPECTATIONS, type Expectation } from './nomination-rules.ts'

type Answer = {
  readonly organisationId: string
  readonly academicYear: AcademicYear
  readonly answer: Expectation
  readonly proofId: string
  readonly now: Temporal.Instant
}

/** Adds what the school says now and answers what it said before; the newest counts. */
export async function recordExpectation(tx: Tx, answer: Answer): Promise<Expectation | null> {
  const before = await newestExpectation(tx, answer.organisationId, answer.academicYear)
  await tx
    .insertInto('access.early_career_expectations')
    .values({
      organisation_id: answer.organisationId,
      academic_year: answer.academicYear,
      answer: answer.answer,
      proof_id: answer.proofId,
      answered_at: answer.now,
    })
    .onConflict((conflict) =>
      conflict.columns(['organisation_id', 'academic_year', 'answered_at']).doUpdateSet({ answer: answer.answer }),
    )
    .execute()
  return before
}

/** What the school said last about the academic year; null when it has not said. */
export async function newestExpectation(
  reader: Reader,
  organisationId: string,
  academicYear: AcademicYear,
): Promise<Expectation | null> {
  const row = await reader
    .selectFrom('access.early_career_expectations')
    .select('answer')
    .where('organisation_id', '=', organisationId)
    .where('academic_year', '=', academicYear)
    .orderBy('answered_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return EXPECTATIONS.find((expectation) => expectation === row?.answer) ?? null
}
