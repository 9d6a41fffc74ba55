import { CSV_BEGINNING, csvLine } from '#src/kit/csv.ts'
import type { Reader } from '#src/platform/db/database.ts'
import { isFinal, messageStatusTexts } from '#src/platform/email/message-states.ts'
import { schoolsById } from '../../../directory/public.ts'
import { skipTexts } from '../../invitations/invitation-rules.ts'
import type { InvitationResult } from '../../invitations/invitations-queries.ts'

const AT_A_TIME = 1_000

/** Every school of a batch with what became of it. */
export async function* resultFile(db: Reader, results: readonly InvitationResult[]): AsyncGenerator<string> {
  yield `${CSV_BEGINNING}${csvLine(['URN', 'School', 'Local authority', 'Result', 'Why', 'Sent', 'Email', 'Opened', 'Used'])}`
  for (let from = 0; from < results.length; from += AT_A_TIME) {
    const some = results.slice(from, from + AT_A_TIME)
    const schools = await schoolsById(
      db,
      some.map(({ organisationId }) => organisationId),
    )
    yield some.map((result) => lineOf(result, schools.get(result.organisationId))).join('')
  }
}

const resultText: Readonly<Record<string, string>> = { waiting: 'Waiting', sent: 'Sent', skipped: 'Passed over' }

type School = { readonly urn: string; readonly name: string; readonly laName: string }

const lineOf = (result: InvitationResult, school: School | undefined): string =>
  csvLine([
    school?.urn ?? null,
    school?.name ?? null,
    school?.laName ?? null,
    resultText[result.status] ?? result.status,
    result.because && skipTexts[result.because],
    momentOf(result.sentAt),
    result.message === null ? null : messageText(result.message),
    momentOf(result.openedAt),
    momentOf(result.usedAt),
  ])

const messageText = (status: string): string => (isFinal(status) ? messageStatusTexts[status].text : 'On its way')

const momentOf = (moment: InvitationResult['sentAt']): string | null =>
  moment?.toString({ smallestUnit: 'second' }) ?? null
