import { type Reply, redirectTo, show, type WebRequest } from '#src/platform/http/route.ts'
import { paging } from '#src/ui/paging.ts'
import { listedClawbacks } from '../../clawbacks/clawbacks-queries.ts'
import { claimsToClawBack } from '../../clawbacks/to-propose-queries.ts'
import { clawbacksPage } from './clawbacks-page.tsx'

const PATH = '/staff/claims/clawbacks'
const ROWS = 25

/** Claims of which something is to be taken back, by who has to act next. Three queries. */
export async function showClawbacks({ db, query }: WebRequest): Promise<Reply> {
  const asked = /^[1-9][0-9]{0,5}$/.exec(query['page'] ?? '1')?.[0]
  if (asked === undefined) return redirectTo(PATH)
  const offset = (Number(asked) - 1) * ROWS
  const listed = await listedClawbacks(db, { statuses: ['proposed', 'approved', 'with-payer'], limit: ROWS, offset })
  const pages = paging(asked, listed.total, ROWS)
  if (pages === null) return redirectTo(PATH)
  return show(clawbacksPage({ ...listed, pages, toPropose: await claimsToClawBack(db, ROWS) }))
}
