import { dateText, momentText } from '#src/kit/dates.ts'
import { pence } from '#src/kit/money.ts'
import type { HistoryEntry, Page } from '#src/platform/http/route.ts'
import { BarChart } from '#src/ui/chart.tsx'
import { countText } from '#src/ui/count-text.ts'
import { SelectField, TextField } from '#src/ui/fields.tsx'
import type { FormState } from '#src/ui/form.tsx'
import { formPage } from '#src/ui/form-page.tsx'
import { Button, Details, Table } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { moneyText } from '#src/ui/money-text.ts'
import { Pagination } from '#src/ui/pagination.tsx'
import { type Paging, pageOfPages } from '#src/ui/paging.ts'
import { Summary } from '#src/ui/summary.tsx'
import { Timeline } from '#src/ui/timeline.tsx'
import { WideTable } from '#src/ui/wide-table.tsx'
import { SAMPLE_REASONS, type Sample, sampleReasonText } from '../../audits/sample.ts'
import type { SampledClaim } from '../../audits/samples-queries.ts'
import { SAMPLES, staffTrail } from '../../places/staff-trail.ts'
import type { ClaimWindow } from '../../years/claim-year.ts'
import { lastDay } from '../../years/window-rules.ts'

const STATUS_TEXT: Readonly<Record<Sample['status'], string>> = {
  drawn: 'Drawn, not sent',
  discarded: 'Discarded',
  sent: 'Sent to providers',
}

const daysText = (window: ClaimWindow | undefined): string =>
  window ? `${dateText(window.period.from)} to ${dateText(lastDay(window))}` : 'A window that is gone'

const shareText = (part: number, whole: number): string =>
  whole === 0 ? '0%' : `${((100 * part) / whole).toFixed(1)}%`

/** Every sample that was drawn. */
export const samplesPage = (samples: readonly Sample[], windows: readonly ClaimWindow[]): Page =>
  page(
    { title: SAMPLES.text, breadcrumbs: staffTrail() },
    <>
      <h1 class="govuk-heading-l">Samples for audit</h1>
      <p class="govuk-body">
        A sample is drawn from the paid claims of a window that were not audited before. Whoever has its seed can draw
        it again and get the same claims.
      </p>
      <Button text="Draw a sample" href={`${SAMPLES.href}/new`} />
      {samples.length === 0 ? (
        <p class="govuk-body">No sample has been drawn yet.</p>
      ) : (
        <WideTable
          caption="Samples, newest first"
          captionClasses="govuk-table__caption--m"
          firstCellIsHeader
          head={['Drawn', 'Window', 'Claims', 'Value', 'Share of value', 'State'].map((text) => ({ text }))}
          rows={samples.map((sample) => [
            {
              html: (
                <a class="govuk-link" href={`${SAMPLES.href}/${sample.id}`}>
                  {momentText(sample.drawnAt)}
                </a>
              ),
            },
            { text: daysText(windows.find(({ id }) => id === sample.windowId)) },
            { text: `${countText(sample.chosen)} of ${countText(sample.population)}` },
            { text: moneyText(pence(sample.chosenPence)) },
            { text: shareText(sample.chosenPence, sample.populationPence) },
            { text: STATUS_TEXT[sample.status] },
          ])}
        />
      )}
    </>,
  )

type NewFacts = { readonly windows: readonly ClaimWindow[]; readonly least: number; readonly form: FormState }

/** What to draw from, and by which seed. */
export const newSamplePage = ({ windows, least, form }: NewFacts): Page =>
  formPage(
    form,
    { title: 'Draw a sample', headed: 'by-page', submit: 'Draw it' },
    <>
      <SelectField
        name="windowId"
        label="Claim window"
        choices={[
          { value: '', text: 'Select a window' },
          ...windows.map((window) => ({ value: window.id, text: daysText(window) })),
        ]}
      />
      <TextField name="valuePercent" label="Share of the value, per cent" hint={`At least ${least}`} />
      <TextField
        name="seed"
        label="Seed"
        hint="The random order follows from it. Keep what is here, or write your own, such as the sum of dice thrown before witnesses"
      />
    </>,
  )

type Facts = {
  readonly sample: Sample
  readonly windows: readonly ClaimWindow[]
  readonly claims: readonly SampledClaim[]
  readonly entries: readonly HistoryEntry[]
  readonly paging: Paging
  readonly path: string
  readonly query: Readonly<Record<string, string>>
}

/** A sample: what it covers, how it was drawn, and each claim with the reason. */
export const samplePage = ({ sample, windows, claims, entries, paging, path, query }: Facts): Page =>
  page(
    {
      title: `Sample of ${momentText(sample.drawnAt)}${pageOfPages(paging)}`,
      breadcrumbs: staffTrail(SAMPLES),
      width: 'full',
    },
    <>
      <h1 class="govuk-heading-l">Sample of {momentText(sample.drawnAt)}</h1>
      <Summary rows={factsOf(sample, windows)} />
      {sample.status === 'drawn' ? <Actions sample={sample} /> : null}
      <Coverage sample={sample} />
      <WideTable
        caption="Claims"
        captionClasses="govuk-table__caption--m"
        firstCellIsHeader
        head={['Reference', 'School', 'Provider', 'Amount', 'Why', 'Kind of school', 'Drawn as'].map((text) => ({
          text,
        }))}
        rows={claims.map((claim) => [
          {
            html: (
              <a class="govuk-link" href={`/staff/claims/${claim.claimId}`}>
                {claim.reference}
              </a>
            ),
          },
          { text: claim.schoolName },
          { text: claim.providerName },
          { text: moneyText(pence(claim.pence)), format: 'numeric' },
          { text: claim.because ?? reasonText(claim.reason) },
          { text: claim.stratum },
          { text: String(claim.drawnAs), format: 'numeric' },
        ])}
      />
      <Pagination paging={paging} path={path} query={query} />
      <Timeline entries={entries} headingLevel={2} />
    </>,
  )

const reasonText = (reason: string): string => {
  const known = SAMPLE_REASONS.find((one) => one === reason)
  return known ? sampleReasonText[known] : reason
}

const factsOf = (sample: Sample, windows: readonly ClaimWindow[]) => [
  { key: 'State', value: STATUS_TEXT[sample.status] },
  { key: 'Claim window', value: daysText(windows.find(({ id }) => id === sample.windowId)) },
  { key: 'Claims', value: `${countText(sample.chosen)} of ${countText(sample.population)}` },
  {
    key: 'Value',
    value: `${moneyText(pence(sample.chosenPence))} of ${moneyText(pence(sample.populationPence))}, ${shareText(sample.chosenPence, sample.populationPence)}`,
  },
  { key: 'Seed', value: sample.seed },
  { key: 'Drawn by', value: sample.drawnByName },
]

const Actions = ({ sample }: { readonly sample: Sample }): Html => (
  <div class="govuk-button-group">
    <Button text="Send to providers" href={`${SAMPLES.href}/${sample.id}/send`} />
    <Button
      text="Add or leave out a claim"
      href={`${SAMPLES.href}/${sample.id}/by-hand`}
      classes="govuk-button--secondary"
    />
    <a class="govuk-link" href={`${SAMPLES.href}/${sample.id}/discard`}>
      Discard this sample
    </a>
  </div>
)

/** How much of each kind of school is in it, drawn and as a table; and the rules, for whoever asks why. */
const Coverage = ({ sample }: { readonly sample: Sample }): Html => (
  <>
    <h2 class="govuk-heading-m">What it covers</h2>
    <BarChart
      id="coverage"
      title="Claims chosen, by kind of school"
      bars={sample.strata.map(({ stratum, chosenClaims }) => ({ label: stratum, value: chosenClaims }))}
    />
    <Table
      caption="Kinds of school"
      captionClasses="govuk-table__caption--s"
      firstCellIsHeader
      head={[
        { text: 'Kind of school' },
        { text: 'Claims', format: 'numeric' },
        { text: 'Chosen', format: 'numeric' },
        { text: 'Value', format: 'numeric' },
        { text: 'Chosen', format: 'numeric' },
        { text: 'Share of value', format: 'numeric' },
      ]}
      rows={sample.strata.map((count) => [
        { text: count.stratum },
        { text: countText(count.claims), format: 'numeric' },
        { text: countText(count.chosenClaims), format: 'numeric' },
        { text: moneyText(pence(count.pence)), format: 'numeric' },
        { text: moneyText(pence(count.chosenPence)), format: 'numeric' },
        { text: shareText(count.chosenPence, count.pence), format: 'numeric' },
      ])}
    />
    <Details summaryText="How claims are chosen" html={<Rules sample={sample} />} />
  </>
)

const Rules = ({ sample: { settings } }: { readonly sample: Sample }): Html => (
  <ol class="govuk-list govuk-list--number">
    <li>All claims of a school whose claims come to more than {moneyText(pence(settings.highValuePence))}.</li>
    <li>Of the rest, {settings.mentorSubmittedPercent} in 100 of the claims that a mentor submitted for themselves.</li>
    <li>
      Of the rest, for each kind of school, claims in random order until they come to about {settings.valuePercent}% of
      its value. If all together then come to less than {settings.valuePercent}% of the whole, more are added in random
      order.
    </li>
    <li>The random order is that of the SHA-256 of the seed, a colon and the id of the claim.</li>
  </ol>
)
