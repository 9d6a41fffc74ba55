import { z } from 'zod'
import { pence } from '#src/kit/money.ts'
import type { Page } from '#src/platform/http/route.ts'
import { countText } from '#src/ui/count-text.ts'
import { LongTextField, RadioField, TextField } from '#src/ui/fields.tsx'
import type { FormState } from '#src/ui/form.tsx'
import { formPage } from '#src/ui/form-page.tsx'
import { WarningText } from '#src/ui/govuk.ts'
import { page } from '#src/ui/layout.tsx'
import { moneyText } from '#src/ui/money-text.ts'
import type { Sample } from '../../audits/sample.ts'

export const SAMPLES = '/staff/claims/samples'

const claimsText = (count: number): string => (count === 1 ? '1 claim' : `${countText(count)} claims`)

/** One claim more or less, with the reason. */
export const byHandPage = (sample: Sample, form: FormState): Page =>
  formPage(
    form,
    { title: 'Add or leave out a claim', caption: claimsText(sample.chosen), headed: 'by-page', submit: 'Save' },
    <>
      <TextField name="reference" label="Reference of the claim" hint="8 digits" />
      <RadioField
        name="change"
        legend="What to do with it"
        choices={[
          { value: 'added', text: 'Add it to the sample' },
          { value: 'left-out', text: 'Leave it out of the sample' },
        ]}
      />
      <LongTextField name="reason" label="Reason" hint="It is kept in the history of the claim" rows={3} />
    </>,
  )

export const discardPage = (sample: Sample, form: FormState): Page =>
  formPage(
    form,
    { title: 'Discard this sample', caption: claimsText(sample.chosen), headed: 'by-page', submit: 'Discard it' },
    <>
      <p class="govuk-body">Its claims can be drawn again. Nobody was told of it.</p>
      <LongTextField name="reason" label="Reason" hint="It is kept in the history" rows={3} />
    </>,
  )

/** What sending means, asked once more. */
export const sendPage = (sample: Sample, days: number, form: FormState): Page =>
  formPage(
    form,
    { title: 'Send the claims to their providers', headed: 'by-page', submit: 'Send them' },
    <>
      <p class="govuk-body">
        {claimsText(sample.chosen)} for {moneyText(pence(sample.chosenPence))} will be checked. Each provider is written
        to by email and has {days} days to answer. The schools see that their claims are being checked.
      </p>
      <WarningText text="You cannot take this back." iconFallbackText="Warning" />
    </>,
  )

type Refusal = { readonly code: string; readonly facts: Readonly<Record<string, unknown>> }

const STOPPED: Readonly<{ [code: string]: string }> = {
  settled: 'A colleague has sent or discarded this sample already.',
  'changed-since': 'A colleague has changed this sample since you opened the page.',
  'claims-changed': 'These claims are not paid any more. Leave them out, or discard the sample and draw again:',
}

const References = z.array(z.string()).catch([])

/** Nothing was done, and why. */
export function refusedPage(sample: Sample, { code, facts }: Refusal): Page {
  const references = References.parse(facts['references'])
  return page(
    { title: 'Nothing was changed', back: `${SAMPLES}/${sample.id}` },
    <>
      <h1 class="govuk-heading-l">Nothing was changed</h1>
      <p class="govuk-body">{STOPPED[code] ?? 'This cannot be done with the sample as it is now.'}</p>
      {references.length === 0 ? null : (
        <ul class="govuk-list govuk-list--bullet">
          {references.map((reference) => (
            <li>{reference}</li>
          ))}
        </ul>
      )}
      <p class="govuk-body">
        <a class="govuk-link" href={`${SAMPLES}/${sample.id}`}>
          See the sample as it is now
        </a>
      </p>
    </>,
  )
}
