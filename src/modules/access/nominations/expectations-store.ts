import type { AcademicYear, Temporal } from '#src/kit/dates.ts'
import type { Reader, Tx } from '#src/platform/db/database.ts'
import { EXPECTATIONS, type Expectation } from './nomination-rules.ts'

/** Who answered for the school: the holder of a link, or somebody signed in. */
export type Answerer = { readonly proofId: string } | { readonly accountId: string }

type Answer = {
  readonly organisationId: string
  readonly academicYear: AcademicYear
  readonly answer: Expectation
  readonly by: Answerer
  readonly now: Temporal.Instant
}

/** Adds what the school says now and answers what it said before; the newest counts. */
export async function recordExpectation(tx: Tx, answer: Answer): Promise<Expectation | null> {
  const before = await newestExpectation(tx, answer.organisationId, answer.academicYear)
  const by = {
    proof_id: 'proofId' in answer.by ? answer.by.proofId : null,
    account_id: 'accountId' in answer.by ? answer.by.accountId : null,
  }
  await tx
    .insertInto('access.early_career_expectations')
    .values({
      organisation_id: answer.organisationId,
      academic_year: answer.academicYear,
      answer: answer.answer,
      answered_at: answer.now,
      ...by,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['organisation_id', 'academic_year', 'answered_at'])
        .doUpdateSet({ answer: answer.answer, ...by }),
    )
    .execute()
  return before
}

/** What the school said last about the academic year; null when it has not said. */
export const newestExpectation = async (
  reader: Reader,
  organisationId: string,
  academicYear: AcademicYear,
): Promise<Expectation | null> => (await expectationFor(reader, organisationId, academicYear))?.answer ?? null

export type SaidExpectation = {
  readonly answer: Expectation
  readonly answeredAt: Temporal.Instant
  /** Null when the holder of a link said it. */
  readonly by: { readonly accountId: string; readonly name: string } | null
}

/** What the school said last about the academic year, when, and who said it. One query. */
export async function expectationFor(
  reader: Reader,
  organisationId: string,
  academicYear: AcademicYear,
): Promise<SaidExpectation | null> {
  const row = await reader
    .selectFrom('access.early_career_expectations as expectation')
    .leftJoin('access.accounts as account', 'account.id', 'expectation.account_id')
    .select(['expectation.answer', 'expectation.answered_at', 'account.id', 'account.name'])
    .where('expectation.organisation_id', '=', organisationId)
    .where('expectation.academic_year', '=', academicYear)
    .orderBy('expectation.answered_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  const answer = EXPECTATIONS.find((expectation) => expectation === row?.answer)
  if (!row || !answer) return null
  const by = row.id !== null && row.name !== null ? { accountId: row.id, name: row.name } : null
  return { answer, answeredAt: row.answered_at, by }
}
