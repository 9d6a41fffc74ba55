import { dateText } from '#src/kit/dates.ts'
import { likelyAddress } from '#src/kit/email-typo.ts'
import { dateValues } from '#src/kit/form-date.ts'
import type { Page } from '#src/platform/http/route.ts'
import { checkAnswersPage } from '#src/ui/check-answers.tsx'
import { DateField } from '#src/ui/date-field.tsx'
import { EmailField, NameField, RadioField } from '#src/ui/fields.tsx'
import { formPage } from '#src/ui/form-page.tsx'
import { InsetText } from '#src/ui/govuk.ts'
import type { CheckView, StepView } from '#src/ui/journey-config.ts'
import { roleText } from '../../accounts/account.ts'
import { MOST_OVERLAP_DAYS, OBJECTION_DAYS } from '../../handovers/handover-rules.ts'
import type { Member } from '../../memberships/memberships-queries.ts'
import { NOBODY } from './hand-over.ts'
import { type HandoverSteps, SOMEBODY_NEW } from './journey.ts'
import type { HandingOver } from './load.ts'
import { cannotHandOverPage } from './stop-pages.tsx'

type Step = StepView<HandoverSteps, HandingOver>

/** A page of the journey, or the reason why whoever began it cannot go on. */
const whileInCharge =
  <View extends Step>(show: (view: View, subject: HandingOver) => Page) =>
  (view: View): Page =>
    view.subject.isInCharge && view.subject.eligible ? show(view, view.subject) : cannotHandOverPage(view.subject)

/** Who could take over among those with access: each person once, without the tutor. */
const colleaguesOf = ({ members, tutor }: HandingOver): readonly Member[] => [
  ...new Map(
    members
      .filter(({ accountId, address }) => accountId !== tutor?.accountId && address !== null)
      .map((member) => [member.accountId, member]),
  ).values(),
]

const isOwn = ({ tutor, own }: HandingOver): boolean => tutor !== null && tutor.accountId === own

export const successorPage = whileInCharge<Step>(({ form }, subject) => {
  const { school, tutor, own } = subject
  const hidden = { replacing: tutor?.membershipId ?? NOBODY }
  const title = tutor ? 'Who takes over as induction tutor?' : 'Who is the induction tutor?'
  const colleagues = colleaguesOf(subject)
  const somebodyNew = {
    value: SOMEBODY_NEW,
    text: 'Somebody who has no access yet',
    hint: 'You need their name and email address',
  }
  return formPage(
    { ...form, hidden },
    { title, caption: school.name },
    <RadioField
      name="successor"
      heading
      legend={title}
      hint="Each school names one induction tutor, whom lead providers and delivery partners are shown"
      choices={[
        ...colleagues.map(({ accountId, name, address, role }) => ({
          value: accountId,
          text: accountId === own ? `${name} (you)` : name,
          hint: `${roleText[role]}, ${address ?? ''}`,
        })),
        ...(colleagues.length > 0 ? [{ divider: 'or' }] : []),
        somebodyNew,
      ]}
    />,
  )
})

export const namePage = whileInCharge<Step>(({ form }, { school }) =>
  formPage(
    form,
    { title: 'What is their full name?', caption: school.name },
    <NameField name="name" heading label="What is their full name?" autocomplete="off" />,
  ),
)

export const emailPage = whileInCharge<Step>(({ form, answers }, { school }) =>
  formPage(
    form,
    { title: 'What is their email address?', caption: answers.name?.name ?? school.name },
    <EmailField
      name="email"
      heading
      label="What is their email address?"
      hint="They sign in with it, so it should be one that only they read"
    />,
  ),
)

export const theirAccessPage = whileInCharge<Step>(({ form }, subject) => {
  const title = isOwn(subject)
    ? 'What happens to your access?'
    : `What happens to ${subject.tutor?.name ?? 'their'}’s access?`
  const they = isOwn(subject) ? 'You' : 'They'
  return formPage(
    form,
    { title, caption: subject.school.name },
    <RadioField
      name="access"
      heading
      legend={title}
      hint="Whoever takes over is the induction tutor at once. An administrator can still add and remove people"
      choices={[
        {
          value: 'nothing',
          text: `${they} lose access today`,
          hint: `To everything that ${isOwn(subject) ? 'you' : 'they'} can do for this school`,
        },
        {
          value: 'until',
          text: `${they} stay as administrator until a day`,
          hint: `To hand over in peace, for ${MOST_OVERLAP_DAYS} days at most`,
        },
        { value: 'administrator', text: `${they} stay as administrator` },
      ]}
    />,
  )
})

export const lastDayPage = whileInCharge<Step>(({ form }, subject) => {
  const { school, today } = subject
  const title = isOwn(subject) ? 'What is your last day as administrator?' : 'What is their last day as administrator?'
  const example = today.add({ days: 14 })
  const values = Object.keys(form.values).length > 0 ? form.values : dateValues('until', example)
  return formPage(
    { ...form, values },
    { title, caption: school.name },
    <DateField
      name="until"
      heading
      legend={title}
      hint={`From tomorrow to ${dateText(today.add({ days: MOST_OVERLAP_DAYS }))}. Access ends with this day`}
    />,
  )
})

const ACCESS_TEXT = {
  nothing: 'None from today',
  until: 'Administrator until a day',
  administrator: 'Administrator',
} as const

export const checkHandoverPage = whileInCharge<CheckView<HandoverSteps, HandingOver>>((view, subject) => {
  const { school, tutor } = subject
  const title = tutor ? 'Check your answers and hand over' : 'Check your answers and name the induction tutor'
  const colleague = subject.members.find(({ accountId }) => accountId === view.answers.successor?.successor)
  const typed = view.answers.email?.email
  const likely = typed === undefined ? null : likelyAddress(typed)
  return checkAnswersPage(view, {
    title,
    caption: school.name,
    rows: {
      successor: () => [
        {
          key: 'Induction tutor',
          value: colleague ? `${colleague.name}, ${colleague.address ?? ''}` : 'Somebody who has no access yet',
          change: 'who takes over',
        },
      ],
      name: ({ name }) => [{ key: 'Name', value: name, change: 'their name' }],
      email: ({ email }) => [{ key: 'Email address', value: email, change: 'their email address' }],
      'their-access': ({ access }) => [
        {
          key: isOwn(subject) ? 'Your access' : `Access of ${tutor?.name ?? 'the one before'}`,
          value: ACCESS_TEXT[access],
          change: 'what happens to the access of who hands over',
        },
      ],
      'last-day': ({ until }) => [{ key: 'Last day', value: dateText(until), change: 'the last day' }],
    },
    before: (
      <>
        {likely ? <InsetText text={`Did you mean ${likely}? If so, change the email address.`} /> : null}
        <p class="govuk-body">
          We will email whoever takes over
          {tutor ? ', whoever hands over, and the school’s contact' : ' and the school’s contact'}.
          {tutor ? ` You can undo this for ${OBJECTION_DAYS} days.` : ''}
        </p>
      </>
    ),
    submit: tutor ? 'Hand over' : 'Name the induction tutor',
  })
})
