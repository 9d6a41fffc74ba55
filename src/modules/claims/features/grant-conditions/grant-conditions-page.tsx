import { academicYearText, dateText, momentText } from '#src/kit/dates.ts'
import type { FieldError } from '#src/kit/form.ts'
import type { Page } from '#src/platform/http/route.ts'
import { CheckboxField, TextField } from '#src/ui/fields.tsx'
import { Form, type FormState, freshForm } from '#src/ui/form.tsx'
import { Button, Details, InsetText, NotificationBanner } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { moneyText } from '#src/ui/money-text.ts'
import { Summary } from '#src/ui/summary.tsx'
import { hoursText } from '../../claims/event-text-rules.ts'
import type { Acceptance, Conditions } from '../../conditions/conditions.ts'
import { areaText, FUNDING_AREAS } from '../../years/claim-year.ts'
import type { ConditionsFacts, ConditionsPlace } from './grant-conditions.ts'

type Shown = {
  readonly place: ConditionsPlace
  readonly facts: ConditionsFacts
  readonly form: FormState
  readonly errors: readonly FieldError[]
  readonly isDone: boolean
  readonly mayAccept: boolean
  readonly mayTakeBack: boolean
}

/** The conditions of a year by section, beside the figures that they speak of, and who has accepted them. */
export const conditionsPage = (shown: Shown): Page => {
  const { place, facts, errors } = shown
  const title = `Conditions of the grant for ${academicYearText(facts.rules.year)}`
  return page(
    {
      title,
      back: `/organisations/${place.organisationId}/${place.kind === 'trust' ? 'trust-claims' : 'claims'}`,
      errors,
    },
    <>
      {shown.isDone ? <NotificationBanner type="success" text="The conditions have been accepted." /> : null}
      <span class="govuk-caption-l">{place.name}</span>
      <h1 class="govuk-heading-l">{title}</h1>
      <Standing {...shown} />
      <OtherYears {...shown} />
      {facts.conditions === null ? null : <Sections conditions={facts.conditions} />}
      <Figures facts={facts} />
      {facts.conditions !== null && facts.accepted === null && shown.mayAccept ? <Accept {...shown} /> : null}
      <History {...shown} />
    </>,
  )
}

const Standing = ({ place, facts: { conditions, accepted }, mayAccept }: Shown): Html => {
  if (conditions === null) return <InsetText text="The conditions for this year are not published yet." />
  if (accepted === null) {
    const who =
      place.kind === 'trust'
        ? 'your trust accepts these conditions, for all of its schools at once'
        : 'the school, or its trust, accepts these conditions'
    return (
      <InsetText
        text={`You can claim once ${who}. ${mayAccept ? 'Read them, then accept them below.' : 'Whoever claims for the school can accept them.'}`}
      />
    )
  }
  return <InsetText text={`Accepted by ${byText(accepted, place)} at ${momentText(accepted.at)}.`} />
}

const byText = ({ byName, organisationId }: Acceptance, { trust }: ConditionsPlace): string =>
  organisationId === trust?.id ? `${byName} of ${trust.name}, for all of its schools,` : byName

const OtherYears = ({ place, facts: { years, rules } }: Shown): Html | null => {
  const others = years.filter((year) => year !== rules.year)
  return others.length === 0 ? null : (
    <p class="govuk-body">
      Other years:{' '}
      {others.map((year, at) => (
        <>
          {at === 0 ? '' : ', '}
          <a class="govuk-link" href={`/organisations/${place.organisationId}/grant-conditions?year=${year}`}>
            {academicYearText(year)}
          </a>
        </>
      ))}
    </p>
  )
}

const Sections = ({ conditions }: { readonly conditions: Conditions }): Html => (
  <>
    {conditions.sections.map(({ heading, paragraphs }) => (
      <>
        <h2 class="govuk-heading-m">{heading}</h2>
        {paragraphs.map((paragraph) => (
          <p class="govuk-body">{paragraph}</p>
        ))}
      </>
    ))}
    <p class="govuk-body">Version {conditions.version}</p>
  </>
)

const Figures = ({ facts: { rules, rates } }: { readonly facts: ConditionsFacts }): Html => (
  <Summary
    title={`Hours, rates and dates for ${academicYearText(rules.year)}`}
    rows={[
      { key: 'Initial training', value: `Up to ${hoursText(rules.initialCap)} for each mentor and provider` },
      { key: 'Refresher training', value: `Up to ${hoursText(rules.refresherCap)} for each mentor and provider` },
      { key: 'Training counts from', value: dateText(rules.trainingFrom) },
      ...FUNDING_AREAS.map((area) => ({
        key: `An hour in ${areaText[area]}`,
        value: rates === null ? 'Not agreed yet' : moneyText(rates[area]),
      })),
    ]}
  />
)

const Accept = ({ place, form, errors }: Shown): Html => {
  const own = errors.some(({ field }) => field === 'authorised')
  return (
    <Form state={own ? form : { ...form, errors: [], values: {} }}>
      <CheckboxField
        name="authorised"
        legend="Accept the conditions"
        choices={[
          {
            value: 'yes',
            text:
              place.kind === 'trust'
                ? `I am allowed to accept these conditions for all schools of ${place.name}`
                : `I am allowed to accept these conditions for ${place.name}`,
          },
        ]}
      />
      <Button text="Accept the conditions" preventDoubleClick />
    </Form>
  )
}

const History = (shown: Shown): Html | null => {
  const { place, facts } = shown
  if (facts.history.length === 0) return null
  return (
    <>
      <h2 class="govuk-heading-m">Who has accepted</h2>
      <ul class="govuk-list govuk-list--bullet">
        {facts.history.map((one) => (
          <li>
            {byText(one, place)} at {momentText(one.at)}: version {one.version}
            {one.takenBackAt === null ? '' : `. Taken back at ${momentText(one.takenBackAt)}`}
          </li>
        ))}
      </ul>
      {shown.mayTakeBack && facts.accepted !== null ? <TakeBack {...shown} acceptance={facts.accepted} /> : null}
    </>
  )
}

const TakeBack = ({ place, facts, form, acceptance }: Shown & { readonly acceptance: Acceptance }): Html => (
  <Details
    summaryText="Take the acceptance back"
    html={
      <Form
        state={{
          ...freshForm(`/organisations/${place.organisationId}/grant-conditions/taking-back?year=${facts.rules.year}`, {
            hidden: { acceptance: acceptance.id },
          }),
          ...{ values: form.values, errors: form.errors },
        }}
      >
        <TextField
          name="reason"
          label="Reason"
          hint="Such as who says that the person was not allowed to accept. It is kept"
        />
        <Button text="Take back" preventDoubleClick classes="govuk-button--warning" />
      </Form>
    }
  />
)
