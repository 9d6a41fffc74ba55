import { londonDate } from '#src/kit/dates.ts'
import { type Page, type Reply, redirectTo, show, type WebRequest } from '#src/platform/http/route.ts'
import { Table } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { Pagination, rangeText } from '#src/ui/pagination.tsx'
import { hrefOfPage, type Paging, pageOfPages, paging } from '#src/ui/paging.ts'
import { memberSchools, schoolsById } from '../../../directory/public.ts'
import { type Claiming, claimingOfSchools } from '../../claims/claiming-queries.ts'
import { whyNotClaim, whyNotClaimText } from '../../claims/claiming-rules.ts'
import { type TrustPlace, trustPolicy } from '../../trusts/trust-place.ts'
import { trustClaimsPath } from './trust-claims.ts'

/** The schools of a trust, a page of them: which can claim now, and what stands in the way of the others. Fifteen queries. */
export async function showTrustSchools(request: WebRequest, trust: TrustPlace): Promise<Reply> {
  const { db, query, actor, now } = request
  const path = `${trustClaimsPath(trust)}/schools`
  const shown = paging(query['page'], trust.schoolIds.length)
  if (!shown) return redirectTo(hrefOfPage(path, query, 1))
  const { schools } = await memberSchools(db, { trustId: trust.trustId, day: londonDate(now), page: shown.page })
  const asked = schools.map(({ id }) => ({ id, trustId: trust.trustId }))
  const records = await schoolsById(
    db,
    schools.map(({ id }) => id),
  )
  const claiming = await claimingOfSchools(db, { schools: asked, records, now })
  const mayClaim = trustPolicy.claim(actor, trust).allowed
  return show(schoolsPage({ trust, schools, claiming, mayClaim, paging: shown, query, path }))
}

type Facts = {
  readonly trust: TrustPlace
  readonly schools: readonly { readonly id: string; readonly urn: string; readonly name: string }[]
  readonly claiming: ReadonlyMap<string, Claiming>
  readonly mayClaim: boolean
  readonly paging: Paging
  readonly query: Readonly<Record<string, string>>
  readonly path: string
}

const schoolsPage = (facts: Facts): Page => {
  const title = `Claim for a school of ${facts.trust.name}`
  return page(
    { title: `${title}${pageOfPages(facts.paging)}`, back: trustClaimsPath(facts.trust), width: 'full' },
    <>
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">
        These are the schools of the trust today. Whatever you do for one of them is kept with the name of the trust.
      </p>
      {facts.schools.length === 0 ? (
        <p class="govuk-body">No school belongs to the trust today.</p>
      ) : (
        <Table
          caption={rangeText(facts.paging, 'school', 'schools')}
          captionClasses="govuk-table__caption--m"
          firstCellIsHeader
          head={['School', 'URN', 'Can it claim now?', 'Go to'].map((text) => ({ text }))}
          rows={facts.schools.map((school) => [
            { text: school.name },
            { text: school.urn },
            { html: <Standing claiming={facts.claiming.get(school.id)} /> },
            { html: <Links {...facts} school={school} /> },
          ])}
        />
      )}
      <Pagination paging={facts.paging} path={facts.path} query={facts.query} />
    </>,
  )
}

const Standing = ({ claiming }: { readonly claiming: Claiming | undefined }): Html => {
  const because = claiming ? whyNotClaim(claiming) : []
  if (!claiming) return <>No dates for claiming are set yet</>
  if (because.length === 0) return <>Yes</>
  return (
    <ul class="govuk-list govuk-!-margin-bottom-0">
      {because.map((why) => (
        <li>{whyNotClaimText(why, claiming)}</li>
      ))}
    </ul>
  )
}

type LinksProps = Pick<Facts, 'claiming' | 'mayClaim'> & {
  readonly school: { readonly id: string; readonly name: string }
}

const Links = ({ school, claiming, mayClaim }: LinksProps): Html => {
  const facts = claiming.get(school.id)
  const canClaim = mayClaim && facts !== undefined && whyNotClaim(facts).length === 0
  const links = [
    ...(canClaim ? ([['new-claim', 'Start a claim']] as const) : []),
    ...([
      ['claims', 'Claims'],
      ['mentors', 'Mentors'],
    ] as const),
  ]
  return (
    <ul class="govuk-list govuk-!-margin-bottom-0">
      {links.map(([path, text]) => (
        <li>
          <a class="govuk-link" href={`/organisations/${school.id}/${path}`}>
            {text}
            <span class="govuk-visually-hidden"> of {school.name}</span>
          </a>
        </li>
      ))}
    </ul>
  )
}
