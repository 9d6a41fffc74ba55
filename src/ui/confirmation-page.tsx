import type { Page } from '#src/platform/http/route.ts'
import { Panel } from './govuk.ts'
import type { Html } from './govuk-types.ts'
import { page } from './layout.tsx'

type Confirmation = {
  /** What has been done, such as "Induction tutor nominated". */
  readonly title: string
  /** What to quote when asking about it. */
  readonly reference?: string
  /** What happens next, when, and where to go from here. */
  readonly next: Html
}

/** Says that it is done. Its address can be visited again and does nothing again. */
export const confirmationPage = ({ title, reference, next }: Confirmation): Page =>
  page(
    { title },
    <>
      <Panel
        titleText={title}
        {...(reference === undefined ? { text: '' } : { html: <Reference reference={reference} /> })}
      />
      <h2 class="govuk-heading-m">What happens next</h2>
      {next}
    </>,
  )

const Reference = ({ reference }: { readonly reference: string }): Html => (
  <>
    Your reference number
    <br />
    <strong>{reference}</strong>
  </>
)
