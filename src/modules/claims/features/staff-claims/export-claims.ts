import { CSV_BEGINNING, csvLine } from '#src/kit/csv.ts'
import { londonDate } from '#src/kit/dates.ts'
import { pence } from '#src/kit/money.ts'
import { plainMoney } from '#src/kit/money-text.ts'
import { organisationsHolding } from '#src/modules/directory/public.ts'
import type { Reply, WebRequest } from '#src/platform/http/route.ts'
import { giveFile } from '../../exports/give-file.tsx'
import { staffForClaims } from '../../search/assignees-queries.ts'
import { countForExport, type ExportRow, exportAfter } from '../../search/export-queries.ts'
import { allWindows } from '../../years/years-queries.ts'
import { askedBy } from './search.ts'
import { withQuery } from './search-facts.ts'
import { activeOf } from './search-filters.tsx'

/** Columns of the file, as the service before had them. Source: docs/rules/claims.md#files. */
const COLUMNS = [
  ...['claim_reference', 'school_urn', 'school_name', 'school_local_authority', 'school_type_of_establishment'],
  ...['school_group', 'provider_name', 'provider_code', 'claim_amount', 'claim_submission_date', 'claim_status'],
  'claim_unpaid_reason',
]

/**
 * Every claim that fits, not only those that are listed, as a file that is written while it is read. Staff say why they need it.
 * At most five queries before it begins.
 */
export async function exportClaims(request: WebRequest): Promise<Reply> {
  const asked = askedBy(request)
  return giveFile(request, {
    ...{ title: 'claims', fileName: `claims-${londonDate(request.now)}.csv`, about: null },
    rows: await countForExport(request.db, asked),
    asked: await inWords(request, asked),
    back: withQuery(request.query, {}),
    parts: () => fileOf(request.db, asked),
  })
}

/** What was searched for and filtered by. The address that somebody typed is not repeated: the history keeps no whole address. */
async function inWords({ db, query, now, actor }: WebRequest, { sought, filters }: Asked): Promise<readonly string[]> {
  const active = activeOf({
    ...{ query, filters, me: actor.accountId ?? '' },
    windows: await allWindows(db),
    providers: await organisationsHolding(db, 'accredited-itt-provider', londonDate(now)),
    staff: await staffForClaims(db),
  })
  return active.map(({ group, text }) =>
    group === 'Search' && sought?.kind === 'address' ? `${group}: an email address` : `${group}: ${text}`,
  )
}

type Asked = ReturnType<typeof askedBy>

const AT_A_TIME = 1_000

async function* fileOf(db: WebRequest['db'], asked: Asked): AsyncGenerator<string> {
  yield `${CSV_BEGINNING}${csvLine(COLUMNS)}`
  for (let after = ''; ; ) {
    const rows = await exportAfter(db, { ...asked, after, limit: AT_A_TIME })
    yield rows.map(lineOf).join('')
    const last = rows.at(-1)
    if (rows.length < AT_A_TIME || !last) return
    after = last.reference
  }
}

const lineOf = (row: ExportRow): string =>
  csvLine([
    ...[row.reference, row.urn, row.school, row.authority, row.type, row.group, row.provider, row.code],
    row.pence === null ? null : plainMoney(pence(row.pence)),
    ...[row.sentOn, row.status, row.unpaid],
  ])
