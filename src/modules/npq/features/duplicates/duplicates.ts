import { CSV_BEGINNING, CSV_TYPE, csvLine } from '#src/kit/csv.ts'
import { organisationNames, peopleById } from '#src/modules/directory/public.ts'
import { type Reply, redirectTo, show, showAgain, stream, type WebRequest } from '#src/platform/http/route.ts'
import { hrefOfPage, paging } from '#src/ui/paging.ts'
import { allCourses } from '../../courses/courses-queries.ts'
import { type ListAsked, repeatedRegistrations } from '../../duplicates/duplicate-list-queries.ts'
import { changesMade, duplicateReport } from '../../duplicates/duplicate-report-queries.ts'
import { groupsIn, groupText, MEASURES, NEAREST, nearestOf, nearestText } from '../../duplicates/duplicate-rules.ts'
import { type Chosen, chosenIn } from './choices.ts'
import { listPage } from './list-page.tsx'
import { reportPage } from './report-page.tsx'

/** The six measures for a period, computed from the registrations at this moment. */
export async function showDuplicates(request: WebRequest): Promise<Reply> {
  const chosen = chosenIn(request)
  const counted = await duplicateReport(request.db, chosen.asked)
  const providers = counted.filter(({ dimension }) => dimension === 'provider').map(({ key }) => key)
  const page = reportPage({
    chosen,
    counted,
    changes: await changesMade(request.db, chosen.asked),
    courses: await allCourses(request.db),
    providers: await organisationNames(request.db, [...new Set(providers)]),
  })
  return chosen.errors.length > 0 ? showAgain(page) : show(page)
}

const PER_PAGE = 25

/** The registrations behind a figure, each beside the earlier one that it repeats. */
export async function showRepeated(request: WebRequest): Promise<Reply> {
  const chosen = chosenIn(request)
  const asked = { ...chosen.asked, ...onlyIn(request.query) }
  const at = Number(/^[1-9][0-9]{0,5}$/.exec(request.query['page'] ?? '1')?.[0] ?? 1)
  const { total, found } = await repeatedRegistrations(request.db, {
    ...asked,
    offset: (at - 1) * PER_PAGE,
    limit: PER_PAGE,
  })
  const pages = paging(request.query['page'], total, PER_PAGE)
  // Past the end there are no rows, so the total is not known either: back to the first page.
  if (pages === null || (found.length === 0 && at > 1)) return redirectTo(hrefOfPage(request.path, request.query, 1))
  return show(
    listPage({
      ...{ chosen, asked, found, paging: pages, query: request.query },
      people: await peopleById(
        request.db,
        found.map(({ personId }) => personId),
      ),
      providers: await organisationNames(
        request.db,
        found.map(({ providerId }) => providerId),
      ),
      courses: await allCourses(request.db),
    }),
  )
}

/** The same as a file, whole. It holds ids and what differs, and nothing of the person. */
export function sendRepeated(request: WebRequest): Reply {
  const chosen = chosenIn(request)
  const fileName = `repeated-registrations-${chosen.first.toString()}-to-${chosen.last.toString()}.csv`
  return stream({ type: CSV_TYPE, fileName, parts: repeatedFile(request, chosen) })
}

const AT_A_TIME = 5_000
const HEAD = [
  'Registration',
  'Repeats',
  'Submitted',
  'Course',
  'Provider',
  'Nearest',
  'Differs in',
  'Measures',
  'Legitimate because',
]

async function* repeatedFile({ db, query }: WebRequest, { asked }: Chosen): AsyncGenerator<string> {
  yield `${CSV_BEGINNING}${csvLine(HEAD)}`
  for (let offset = 0; ; offset += AT_A_TIME) {
    const { found } = await repeatedRegistrations(db, { ...asked, ...onlyIn(query), offset, limit: AT_A_TIME })
    const names = await organisationNames(db, [...new Set(found.map(({ providerId }) => providerId))])
    yield found
      .map(({ id, earlierId, submittedAt, course, providerId, bits, measures, legitimate }) =>
        csvLine([
          ...[id, earlierId, submittedAt.toString(), course, names.get(providerId)?.name ?? null],
          ...[
            nearestText[nearestOf(bits)],
            groupsIn(bits)
              .map((group) => groupText[group])
              .join('; '),
          ],
          ...[measures.join(' '), legitimate],
        ]),
      )
      .join('')
    if (found.length < AT_A_TIME) return
  }
}

function onlyIn(query: WebRequest['query']): Pick<ListAsked, 'only' | 'likely'> {
  const asked = query['only']
  const nearest = NEAREST.find((one) => one === asked)
  const only = MEASURES.find((one) => one === asked) ?? (nearest === 'first' ? undefined : nearest) ?? null
  return { only, likely: query['likely'] === 'yes' }
}
