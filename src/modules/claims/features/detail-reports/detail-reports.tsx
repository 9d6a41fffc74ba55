import { z } from 'zod'
import { dateText, londonDate } from '#src/kit/dates.ts'
import { parseForm } from '#src/kit/form.ts'
import { longText } from '#src/kit/form-fields.ts'
import { type Page, type Reply, redirectTo, show, showAgain, type WebRequest } from '#src/platform/http/route.ts'
import { LongTextField } from '#src/ui/fields.tsx'
import { type FormState, freshForm } from '#src/ui/form.tsx'
import { formPage } from '#src/ui/form-page.tsx'
import { Table } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { Pagination, rangeText } from '#src/ui/pagination.tsx'
import { hrefOfPage, type Paging, pageOfPages, paging } from '#src/ui/paging.ts'
import { Summary } from '#src/ui/summary.tsx'
import { type NamedOrganisation, organisationNames } from '../../../directory/public.ts'
import { type DetailReport, detailText } from '../../details/detail-report.ts'
import { countOpenReports, detailReportById, openReports } from '../../details/detail-reports-queries.ts'
import { settleDetailReport } from '../../details/report-detail.ts'
import { staffTrail } from '../../places/staff-trail.ts'

const PATH = '/staff/claims/detail-reports'
const TITLE = 'Details that schools say are wrong'

/** What schools told us, the longest waiting first. Three queries. */
export async function showReports({ db, query }: WebRequest): Promise<Reply> {
  const shown = paging(query['page'], await countOpenReports(db))
  if (!shown) return redirectTo(hrefOfPage(PATH, query, 1))
  const reports = await openReports(db, shown)
  const schools = await organisationNames(
    db,
    reports.map(({ schoolId }) => schoolId),
  )
  return show(reportsPage({ reports, schools, paging: shown, query }))
}

export type ReportPlace = { readonly report: DetailReport; readonly school: NamedOrganisation }

/** For `load`: what a school reported, settled or not. */
export async function reportOfAddress({ db, params }: WebRequest): Promise<ReportPlace | null> {
  const report = await detailReportById(db, params['detailReportId'] ?? '')
  const school = report && (await organisationNames(db, [report.schoolId])).get(report.schoolId)
  return report && school ? { report, school } : null
}

export const showReport = (_request: WebRequest, place: ReportPlace): Reply => show(reportPage(place, formFor(place)))

const LONGEST = 2_000
const Fields = z.object({
  answer: longText({ missing: 'Enter what you did about it', label: 'Answer', max: LONGEST }),
})

/** Answers whoever reported it. What a colleague has answered meanwhile is shown. */
export async function settleReport(request: WebRequest, place: ReportPlace): Promise<Reply> {
  const parsed = parseForm(Fields, request.form)
  if (!parsed.ok)
    return showAgain(reportPage(place, { ...formFor(place), values: parsed.values, errors: parsed.errors }))
  const input = { reportId: place.report.id, answer: parsed.values.answer }
  const done = await request.execute(settleDetailReport, input)
  return redirectTo(done.ok ? PATH : `${PATH}/${place.report.id}`)
}

const formFor = ({ report }: ReportPlace): FormState => freshForm(`${PATH}/${report.id}`, { back: PATH })

type Listed = {
  readonly reports: readonly DetailReport[]
  readonly schools: ReadonlyMap<string, NamedOrganisation>
  readonly paging: Paging
  readonly query: Readonly<Record<string, string>>
}

const reportsPage = ({ reports, schools, paging: shown, query }: Listed): Page =>
  page(
    { title: `${TITLE}${pageOfPages(shown)}`, width: 'full', breadcrumbs: staffTrail() },
    <>
      <h1 class="govuk-heading-l">{TITLE}</h1>
      {reports.length === 0 ? <p class="govuk-body">Nothing waits for an answer.</p> : null}
      {reports.length === 0 ? null : (
        <Table
          caption={rangeText(shown, 'report', 'reports')}
          captionClasses="govuk-table__caption--m"
          head={['School', 'What', 'Reported'].map((text) => ({ text }))}
          rows={reports.map((report) => [
            { html: <Link report={report} name={schools.get(report.schoolId)?.name ?? 'A school'} /> },
            { text: detailText[report.detail] },
            { text: dateText(londonDate(report.at)) },
          ])}
        />
      )}
      <Pagination paging={shown} path={PATH} query={query} />
    </>,
  )

const Link = ({ report, name }: { readonly report: DetailReport; readonly name: string }): Html => (
  <a class="govuk-link" href={`${PATH}/${report.id}`}>
    {name}
    <span class="govuk-visually-hidden">, receipt {report.receipt}</span>
  </a>
)

const reportPage = (place: ReportPlace, form: FormState): Page => {
  const title = `${detailText[place.report.detail]}: ${place.school.name}`
  if (place.report.settled !== null) {
    return page(
      { title, back: PATH },
      <>
        <h1 class="govuk-heading-l">{title}</h1>
        <Said {...place} />
      </>,
    )
  }
  return formPage(
    form,
    { title, headed: 'by-page', submit: 'Send the answer', before: <Said {...place} /> },
    <LongTextField
      name="answer"
      label="What did you do about it?"
      hint="The school reads it, and whoever told us gets it by email"
      max={LONGEST}
    />,
  )
}

const Said = ({ report, school }: ReportPlace): Html => (
  <Summary
    rows={[
      {
        key: 'School',
        value: (
          <a class="govuk-link" href={`/organisations/${school.id}/claim-details`}>
            {school.name}
          </a>
        ),
      },
      { key: 'What is right', value: report.said },
      { key: 'Told by', value: `${report.byName}, ${dateText(londonDate(report.at))}` },
      { key: 'Receipt', value: report.receipt },
      ...(report.settled === null
        ? []
        : [{ key: 'Answer', value: `${report.settled.answer} (${report.settled.byName})` }]),
    ]}
  />
)
