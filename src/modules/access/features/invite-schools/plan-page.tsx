import { counted } from '#src/kit/counted.ts'
import type { Temporal } from '#src/kit/dates.ts'
import type { FieldError, RawValues } from '#src/kit/form.ts'
import type { Page } from '#src/platform/http/route.ts'
import { countText } from '#src/ui/count-text.ts'
import { DateField } from '#src/ui/date-field.tsx'
import { RadioField, TextField } from '#src/ui/fields.tsx'
import { Form, freshForm } from '#src/ui/form.tsx'
import { Button, Details, InsetText, Table } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { Summary } from '#src/ui/summary.tsx'
import { nominationLinkEmail } from '../../emails/nomination-emails.ts'
import type { Preview } from '../../invitations/candidates-queries.ts'
import { MOST_PER_MINUTE, minutesFor, skipTexts } from '../../invitations/invitation-rules.ts'
import { withQuery } from '../../invitations/missing-search.ts'
import { AsItWas } from '../../missing-list/as-it-was.tsx'
import { NOMINATION_LINK_LIFE } from '../../nominations/nomination-rules.ts'

type Plan = {
  readonly preview: Preview
  /** The filters of the list, carried by the form. */
  readonly query: Readonly<Record<string, string>>
  readonly values: RawValues
  readonly errors: readonly FieldError[]
  /** When the figures were true. */
  readonly asAt: Temporal.Instant | null
  readonly now: Temporal.Instant
  readonly baseUrl: string
}

const LIST = '/staff/missing-tutors'
export const FRESH_PLAN: RawValues = { starts: 'now', perMinute: String(MOST_PER_MINUTE) }

/** What inviting these schools would do, before it is done: how many, where to, who is passed over, the words, when and how fast. */
export const planPage = (plan: Plan): Page => {
  const { preview, query, errors, asAt, now } = plan
  const title = preview.invited === 0 ? 'There is nobody to invite' : titleFor(preview.invited)
  return page(
    { title, errors, back: withQuery(LIST, query) },
    <>
      <h1 class="govuk-heading-l">{title}</h1>
      <AsItWas asAt={asAt} now={now} />
      <Counts preview={preview} />
      {preview.invited === 0 ? <Nobody query={query} /> : <Words {...plan} />}
      {preview.invited === 0 ? null : <PlanFields {...plan} />}
    </>,
  )
}

const titleFor = (schools: number): string => `Invite ${counted(schools, 'school', 'schools')}`

const Counts = ({ preview }: Pick<Plan, 'preview'>): Html => (
  <Summary
    rows={[
      { key: 'Schools in the list', value: countText(preview.total) },
      { key: 'Invited at their main address', value: countText(preview.channels.main) },
      { key: 'Invited at their alternative address', value: countText(preview.channels.alternative) },
      ...[...preview.skipped]
        .filter(([, schools]) => schools > 0)
        .map(([skip, schools]) => ({
          key: 'Passed over',
          value: `${countText(schools)}: ${lowered(skipTexts[skip])}`,
        })),
    ]}
  />
)

const lowered = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)

const Nobody = ({ query }: Pick<Plan, 'query'>): Html => (
  <p class="govuk-body">
    Every school in this list is passed over, for the reasons above.{' '}
    <a class="govuk-link" href={withQuery(LIST, query)}>
      Go back and choose other schools
    </a>
    .
  </p>
)

const Words = ({ preview, now, baseUrl }: Plan): Html => {
  const [first] = preview.sample
  return (
    <>
      <Table
        caption={preview.sample.length === 1 ? 'The school' : `The first ${preview.sample.length} schools`}
        captionClasses="govuk-table__caption--m"
        head={[{ text: 'School' }, { text: 'URN' }, { text: 'The link goes to' }]}
        rows={preview.sample.map(({ name, urn, address }) => [
          { text: name },
          { text: urn },
          { text: address ?? '', classes: 'govuk-!-text-break-word' },
        ])}
      />
      {first ? (
        <Details
          summaryText="Read the email"
          html={<Email to={first.address ?? ''} school={first} now={now} baseUrl={baseUrl} />}
        />
      ) : null}
    </>
  )
}

type EmailProps = Pick<Plan, 'now' | 'baseUrl'> & {
  readonly to: string
  readonly school: { readonly id: string; readonly name: string; readonly urn: string }
}

/** The very message, with a word where each school has its own link. */
const Email = ({ to, school, now, baseUrl }: EmailProps): Html => {
  const email = nominationLinkEmail({
    ...{ proofId: '', to, school, baseUrl, hasTutor: false },
    token: '(the school’s own link)',
    expiresAt: now.add(NOMINATION_LINK_LIFE),
  })
  return (
    <>
      <p class="govuk-body govuk-!-font-weight-bold">{email.subject}</p>
      {email.body.split('\n\n').map((paragraph) => (
        <p class="govuk-body govuk-!-text-break-word">{paragraph}</p>
      ))}
    </>
  )
}

const PlanFields = ({ preview, query, values, errors }: Plan): Html => {
  const hidden = { ...query, expected: String(preview.invited) }
  return (
    <Form state={freshForm('/staff/invitations', { values, errors, hidden })}>
      <h2 class="govuk-heading-m">When and how fast</h2>
      <TextField
        name="name"
        label="Name of the invitation"
        hint="Colleagues see it, for example Autumn 2026, unopened"
      />
      <RadioField
        name="starts"
        legend="When does it start?"
        choices={[
          { value: 'now', text: 'As soon as it is confirmed' },
          { value: 'later', text: 'Later', conditional: <Later /> },
        ]}
      />
      <TextField
        name="perMinute"
        label="Schools a minute, at most"
        hint={`GOV.UK Notify takes ${countText(MOST_PER_MINUTE)} a minute. At that pace these take about ${minutesText(minutesFor(preview.invited, MOST_PER_MINUTE))}`}
        width={5}
        inputmode="numeric"
      />
      <InsetText text="The list is kept as it is now. Schools that name their induction tutor before their turn are passed over." />
      <Button text={titleFor(preview.invited)} preventDoubleClick />
    </Form>
  )
}

const Later = (): Html => (
  <>
    <DateField name="day" legend="Day" hint="For example, 27 9 2026" />
    <TextField name="time" label="Time" hint="For example, 8am or 14:30" width={10} />
  </>
)

const minutesText = (minutes: number): string => counted(minutes, 'minute', 'minutes')
