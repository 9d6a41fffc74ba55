import type { Page } from '#src/platform/http/route.ts'
import { EmailField, LongTextField, NameField, RadioField } from '#src/ui/fields.tsx'
import type { FormState } from '#src/ui/form.tsx'
import { formPage } from '#src/ui/form-page.tsx'
import { InsetText } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { Summary } from '#src/ui/summary.tsx'
import { waitText } from '#src/ui/wait-text.ts'
import { MEMBERSHIP_ROLES } from '../../accounts/account.ts'
import { GIVEN_ROLES } from '../../join-requests/join-request.ts'
import { LONGEST_NOTE, WORKING_DAYS_TO_ANSWER, wantedText } from '../../join-requests/join-request-rules.ts'
import type { JoinTarget } from '../../join-requests/join-target-queries.ts'
import type { KnownPerson } from './handlers.ts'

type Asked = {
  readonly target: JoinTarget
  readonly known: KnownPerson | null
  readonly form: FormState
  /** The address that was probably meant. */
  readonly likely: string | null
}

/** Who asks, and for what. */
export const requestPage = ({ target, known, form, likely }: Asked): Page =>
  formPage(
    form,
    {
      title: `Ask to be added to ${target.organisation.name}`,
      headed: 'by-page',
      ...(target.organisation.urn ? { caption: `URN ${target.organisation.urn}` } : {}),
      submit: 'Send request',
      before: likely ? (
        <InsetText text={`Did you mean ${likely}? Change the email address, or send the request if it is right.`} />
      ) : (
        <Before target={target} />
      ),
    },
    <>
      {known ? (
        <Summary
          rows={[
            { key: 'Your name', value: known.name },
            { key: 'Your email address', value: known.address },
          ]}
        />
      ) : (
        <>
          <NameField name="name" label="Your full name" />
          <EmailField
            name="email"
            label="Your work email address"
            hint="You will sign in with it. It should be one that only you read"
          />
        </>
      )}
      <RadioField
        name="role"
        legend="What do you need access for?"
        choices={(target.kind === 'school' ? MEMBERSHIP_ROLES : GIVEN_ROLES)
          .toSorted((one, other) => ORDER.indexOf(one) - ORDER.indexOf(other))
          .map((role) => ({ value: role, ...wantedText[role] }))}
      />
      <LongTextField
        name="note"
        label="Anything that helps them know you (optional)"
        hint="For example, your job at the school and since when"
        rows={3}
        max={LONGEST_NOTE}
      />
    </>,
  )

const ORDER = ['administrator', 'claims', 'viewer', 'induction-tutor']

const Before = ({ target }: { readonly target: JoinTarget }): Html => (
  <>
    <p class="govuk-body">
      We send your request to whoever manages access for {target.organisation.name}. If nobody answers within{' '}
      {WORKING_DAYS_TO_ANSWER} working days, we ask the next who can.
    </p>
    <FasterRoute target={target} />
  </>
)

/** For whoever cannot wait: the school's own mailbox. */
export const FasterRoute = ({ target }: { readonly target: JoinTarget }): Html | null =>
  target.organisation.urn ? (
    <p class="govuk-body">
      If it cannot wait,{' '}
      <a class="govuk-link" href={`/schools/${target.organisation.urn}/access`}>
        have a link sent to the school’s own email address
      </a>
      . Whoever reads it can name the induction tutor today.
    </p>
  ) : null

/** The organisation closed, perhaps while the form was open. */
export const closedPage = ({ organisation }: JoinTarget): Page =>
  page(
    { title: `Nobody can be added to ${organisation.name}` },
    <>
      <h1 class="govuk-heading-l">Nobody can be added to {organisation.name}</h1>
      <p class="govuk-body">It cannot use this service, so nobody can be given access to it.</p>
      <NextPlace urn={organisation.urn} name={organisation.name} />
    </>,
  )

const NextPlace = ({ urn, name }: { readonly urn: string | null; readonly name: string }): Html => (
  <p class="govuk-body">
    {urn ? (
      <a class="govuk-link" href={`/schools/${urn}`}>
        See why {name} cannot use the service, and which school took over
      </a>
    ) : (
      <a class="govuk-link" href="/schools">
        Find a school
      </a>
    )}
  </p>
)

/** Too many requests from here, to here or for this mailbox: which of them is not said. */
export const tooManyPage = (target: JoinTarget, seconds: number): Page =>
  page(
    { title: 'Too many requests', back: target.path },
    <>
      <h1 class="govuk-heading-l">Too many requests</h1>
      <p class="govuk-body">You can send another request in {waitText(seconds)}. Requests already sent go on.</p>
      <FasterRoute target={target} />
    </>,
  )
