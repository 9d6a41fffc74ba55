import { momentText } from '#src/kit/dates.ts'
import type { FieldError, RawValues } from '#src/kit/form.ts'
import { pence } from '#src/kit/money.ts'
import type { Page } from '#src/platform/http/route.ts'
import { CheckboxField, FileField, RadioField } from '#src/ui/fields.tsx'
import { Form, freshForm } from '#src/ui/form.tsx'
import { formPage } from '#src/ui/form-page.tsx'
import { Button, InsetText, Table } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { moneyText } from '#src/ui/money-text.ts'
import { WideTable } from '#src/ui/wide-table.tsx'
import { Declaration } from '../../claims/declaration.tsx'
import { MOST_TRUST_ROWS, type TrustFile, type WantedClaim } from '../../trusts/trust-file.ts'
import type { TrustPlace } from '../../trusts/trust-place.ts'

const TITLE = 'Claim for several schools from a file'

export const uploadPage = ({ trustId, name }: TrustPlace, errors: readonly FieldError[]): Page => {
  const path = `/organisations/${trustId}/trust-claims`
  return formPage(
    freshForm(`${path}/file`, { back: path, errors }),
    {
      title: TITLE,
      caption: name,
      headed: 'by-page',
      submit: 'Look at the file',
      files: true,
      before: <WhatItNeeds />,
    },
    <FileField name="file" label="CSV file" accept=".csv,text/csv" />,
  )
}

const WhatItNeeds = (): Html => (
  <>
    <p class="govuk-body">
      The file is a table with a row for each mentor, {MOST_TRUST_ROWS} at most. Rows of one school and provider become
      one claim. Other columns do not matter.
    </p>
    <Table
      caption="Columns of the file"
      captionClasses="govuk-table__caption--s"
      firstCellIsHeader
      head={[{ text: 'Column' }, { text: 'What it holds' }]}
      rows={[
        [{ text: 'school_urn' }, { text: 'The URN of a school of the trust' }],
        [{ text: 'provider' }, { text: 'The name of the accredited provider, or its UKPRN' }],
        [{ text: 'mentor_trn' }, { text: 'The teacher reference number of a mentor who is on the school’s list' }],
        [{ text: 'hours' }, { text: 'The hours, as agreed with the provider' }],
      ]}
    />
    <p class="govuk-body">You see every claim and every fault before anything happens.</p>
  </>
)

type Preview = TrustPlace & { readonly file: TrustFile }
type FormShown = { readonly values: RawValues; readonly errors: readonly FieldError[] }

/** Which claims the file asks for, what they come to, and every fault by its line. All of it is done or nothing. */
export const previewPage = (place: Preview, shown: FormShown): Page => {
  const { trustId, name, file } = place
  const path = `/organisations/${trustId}/trust-claims`
  return page(
    { title: `Claims in ${file.fileName}`, errors: shown.errors, back: `${path}/file`, width: 'full' },
    <>
      <span class="govuk-caption-l">{name}</span>
      <h1 class="govuk-heading-l">Claims in {file.fileName}</h1>
      <p class="govuk-body">
        Looked at for {file.madeByName}, {momentText(file.madeAt)}.
      </p>
      {file.faults.length === 0 ? null : <Faults {...file} />}
      {file.claims.length === 0 ? null : <Wanted {...file} />}
      {file.status === 'previewed' ? <Decide place={place} shown={shown} /> : <Settled {...file} />}
      <p class="govuk-body">
        <a class="govuk-link" href={path}>
          Go to the claims of the trust
        </a>
      </p>
    </>,
  )
}

const Faults = ({ faults }: TrustFile): Html => (
  <>
    <InsetText text="Nothing can be claimed while a row has a fault. Put the rows right in your file and upload it again." />
    <Table
      caption="Rows with a fault"
      captionClasses="govuk-table__caption--m"
      head={[{ text: 'Line' }, { text: 'What is wrong' }]}
      rows={faults.map(({ line, fault }) => [{ text: String(line) }, { text: `${fault}.` }])}
    />
  </>
)

const Wanted = ({ claims }: TrustFile): Html => (
  <WideTable
    caption="Claims that the file asks for"
    captionClasses="govuk-table__caption--m"
    firstCellIsHeader
    head={[
      ...['School', 'Provider', 'Mentors and hours', 'Claims there are already'].map((text) => ({ text })),
      { text: 'Amount', format: 'numeric' },
    ]}
    rows={[
      ...claims.map((claim) => [
        { text: `${claim.schoolName} (URN ${claim.schoolUrn})` },
        { text: claim.providerName },
        { text: claim.mentors.map(({ name, trn, hours }) => `${name} (${trn}): ${hours}`).join('; ') },
        { text: claim.others.join(', ') },
        { text: amountText(claim.pence), format: 'numeric' as const },
      ]),
      [
        { text: 'Together' },
        { text: '' },
        { text: `${hoursOf(claims)} hours` },
        { text: '' },
        { text: amountText(sumOf(claims)), format: 'numeric' as const },
      ],
    ]}
  />
)

const amountText = (amount: number | null): string => (amount === null ? 'Not known' : moneyText(pence(amount)))

const hoursOf = (claims: readonly WantedClaim[]): number =>
  claims.reduce((sum, { mentors }) => sum + mentors.reduce((of, { hours }) => of + hours, 0), 0)

const sumOf = (claims: readonly WantedClaim[]): number =>
  claims.reduce((sum, { pence: amount }) => sum + (amount ?? 0), 0)

type Deciding = { readonly place: Preview; readonly shown: FormShown }

const Decide = ({ place: { trustId, file }, shown }: Deciding): Html => {
  const state = freshForm(`/organisations/${trustId}/trust-claims/file/${file.id}`, shown)
  const canClaim = file.faults.length === 0 && file.claims.length > 0
  return canClaim ? (
    <Form state={state}>
      <RadioField
        name="outcome"
        legend="What happens to these claims?"
        choices={[
          { value: 'sent', text: 'Send them all to DfE', hint: 'You confirm the hours and declare below' },
          { value: 'drafted', text: 'Keep them as drafts', hint: 'Somebody checks each and sends it later' },
          { value: 'discarded', text: 'Throw the file away' },
        ]}
      />
      <CheckboxField
        name="confirmed"
        legend="Hours"
        choices={[{ value: 'yes', text: 'The hours are agreed with each provider' }]}
      />
      <h2 class="govuk-heading-m">Declaration</h2>
      <p class="govuk-body">By sending the claims you declare for each of the schools that:</p>
      <Declaration organisationId={trustId} />
      <CheckboxField
        name="declared"
        legend="Do you agree to the declaration?"
        choices={[{ value: 'yes', text: 'I agree, and I am allowed to claim for these schools' }]}
      />
      <Button text="Go on" preventDoubleClick />
    </Form>
  ) : (
    <Form state={{ ...state, hidden: { outcome: 'discarded' } }}>
      <Button text="Throw the file away" classes="govuk-button--secondary" preventDoubleClick />
    </Form>
  )
}

const Settled = ({ status }: TrustFile): Html => (
  <InsetText text={status === 'applied' ? 'The claims of this file have been made.' : 'The file was thrown away.'} />
)
