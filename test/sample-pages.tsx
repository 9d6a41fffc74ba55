import { Temporal } from '#src/kit/dates.ts'
import type { Page } from '#src/platform/http/route.ts'
import { confirmationPage } from '#src/ui/confirmation-page.tsx'
import { DateField } from '#src/ui/date-field.tsx'
import { answersChangedPage, answersLostPage } from '#src/ui/draft-pages.tsx'
import { errorPages } from '#src/ui/error-pages.tsx'
import {
  CheckboxField,
  EmailField,
  FileField,
  LongTextField,
  NameField,
  RadioField,
  SelectField,
  TextField,
} from '#src/ui/fields.tsx'
import { FilteredList, Filters } from '#src/ui/filters.tsx'
import { freshForm } from '#src/ui/form.tsx'
import { formPage } from '#src/ui/form-page.tsx'
import { Details, InsetText, NotificationBanner, TaskList, WarningText } from '#src/ui/govuk.ts'
import { page } from '#src/ui/layout.tsx'
import { Pagination, rangeText } from '#src/ui/pagination.tsx'
import { type Paging, pageOfPages, paging } from '#src/ui/paging.ts'
import { progressPage } from '#src/ui/progress-page.tsx'
import { SchoolPicker } from '#src/ui/school-picker.tsx'
import { StatusTag } from '#src/ui/status-tag.tsx'
import { STATUSES, type StatusKey } from '#src/ui/statuses.ts'
import { Summary } from '#src/ui/summary.tsx'
import { Timeline } from '#src/ui/timeline.tsx'
import { WideTable } from '#src/ui/wide-table.tsx'

// Pages that use every part of ui, for its tests, the benchmark and pictures. Not pages of the product.

const HINT = 'For example, 27 9 2026'
const question = 'When does their induction start?'

export const datePage = (isWrong = false): Page =>
  formPage(
    freshForm('/start-date', {
      back: '/name',
      values: { 'start-day': '27', 'start-month': isWrong ? 'Foo & <bar>' : '9', 'start-year': '2026' },
      errors: isWrong ? [{ field: 'start', message: 'Start date must be a real date', parts: ['month'] }] : [],
    }),
    { title: question, caption: 'Greenfield Primary School' },
    <DateField name="start" legend={question} heading hint={HINT} />,
  )

const everyFieldPage = (isWrong = false): Page =>
  formPage(
    freshForm('/everything', {
      back: '/',
      hidden: { revision: '3' },
      values: { name: 'Zoë "Z" O’Neill', days: ['monday', 'friday'], answer: 'yes', la: '202' },
      errors: isWrong
        ? ['name', 'email', 'hours', 'reason', 'answer', 'days', 'la', 'file'].map((field) => ({
            field,
            message: `Enter the ${field}`,
          }))
        : [],
    }),
    { title: 'Everything that can be asked', headed: 'by-page', submit: 'Send', files: true },
    <>
      <NameField name="name" label="Full name" />
      <EmailField name="email" label="Email address" hint="We only use it to reach you" />
      <TextField name="hours" label="Hours" width={4} inputmode="numeric" suffix="hours" />
      <LongTextField name="reason" label="Reason" max={500} />
      <RadioField
        name="answer"
        legend="Do you expect any?"
        choices={[
          {
            value: 'yes',
            text: 'Yes',
            hint: 'At least one',
            conditional: <TextField name="count" label="How many?" width={2} />,
          },
          { value: 'no', text: 'No' },
          { divider: 'or' },
          { value: 'unknown', text: 'I do not know' },
        ]}
      />
      <CheckboxField
        name="days"
        legend="Which days?"
        choices={['monday', 'tuesday', 'friday'].map((value) => ({ value, text: value }))}
      />
      <SelectField
        name="la"
        label="Local authority"
        choices={[
          { value: '', text: 'All' },
          { value: '202', text: 'Camden' },
        ]}
      />
      <FileField name="file" label="Upload a file" accept=".csv,.gz" />
    </>,
  )

const entries = [
  {
    sentence: 'Zoë O’Neill was nominated as induction tutor',
    by: 'Whoever holds the link',
    reason: null,
    isByStaff: false,
  },
  {
    sentence: 'The nomination link was sent to office@greenfield.example',
    by: 'Dee Desk',
    reason: 'The school asked by phone',
  },
]

const schools = (count: number) =>
  Array.from({ length: count }, (_none, at) => ({
    urn: String(100_000 + at),
    name: `St Mary’s & All Saints School ${at + 1}`,
  }))

const fourthOfMany: Paging = paging('4', 4310) ?? { page: 1, pages: 1, offset: 0, limit: 25, total: 0 }

export const listPage = (rows = 50): Page =>
  page(
    {
      title: `Schools${pageOfPages(fourthOfMany)}`,
      breadcrumbs: [{ text: 'Staff home', href: '/staff' }],
      width: 'full',
    },
    <>
      <h1 class="govuk-heading-l">Schools</h1>
      <p class="govuk-body">{rangeText(fourthOfMany, 'school', 'schools')}</p>
      <WideTable
        caption="Schools, by name"
        captionClasses="govuk-visually-hidden"
        head={[
          { text: 'School' },
          { text: 'URN', format: 'numeric' },
          { text: 'Town' },
          { text: 'Phase' },
          { text: 'Status' },
        ]}
        rows={schools(rows).map(({ urn, name }) => [
          {
            html: (
              <a class="govuk-link" href={`/schools/${urn}`}>
                {name}
              </a>
            ),
          },
          { text: urn, format: 'numeric' },
          { text: 'Leeds' },
          { text: 'Primary' },
          { html: <StatusTag status="school-open" /> },
        ])}
      />
      <Pagination paging={fourthOfMany} path="/schools" query={{ q: 'st mary', page: '4' }} />
    </>,
  )

const recordPage = (): Page =>
  page(
    {
      title: 'Greenfield Primary School',
      breadcrumbs: [
        { text: 'Schools', href: '/schools' },
        { text: 'Greenfield Primary School', href: '/schools/100001' },
      ],
    },
    <>
      <NotificationBanner type="success" titleText="Success" text="The nomination link was sent." />
      <h1 class="govuk-heading-l">Greenfield Primary School</h1>
      <Summary
        title="The school"
        rows={[
          { key: 'URN', value: '100001' },
          { key: 'Status', value: <StatusTag status="school-closing" /> },
          { key: 'Email address', value: null, actions: [{ text: 'Change', href: '/x', hidden: 'email address' }] },
        ]}
      />
      <WarningText iconFallbackText="Warning" text="The school is proposed to close." />
      <InsetText text="It can use the service until it closes." />
      <Details summaryText="Why can the school use the service?" text="Because it is open and in England." />
      <TaskList
        items={[
          { title: { text: 'Name your induction tutor' }, href: '/nominate', status: { text: 'Completed' } },
          {
            title: { text: 'Register teachers' },
            status: { text: 'Cannot start yet', classes: 'govuk-task-list__status--cannot-start-yet' },
          },
        ]}
      />
      <h2 class="govuk-heading-m">What happened</h2>
      <Timeline
        earlier="/schools/100001?before=12"
        entries={entries.map((entry, id) => ({
          ...entry,
          id,
          name: 'test.happened',
          isByStaff: false,
          at: Temporal.Instant.from('2026-11-20T17:30:00Z'),
        }))}
      />
    </>,
  )

const isStatus = (key: string): key is StatusKey => key in STATUSES

const statusesPage = (): Page =>
  page(
    { title: 'Statuses' },
    <>
      <h1 class="govuk-heading-l">Statuses</h1>
      <Summary
        rows={Object.keys(STATUSES)
          .filter(isStatus)
          .map((status) => ({
            key: status,
            value: <StatusTag status={status} />,
          }))}
      />
    </>,
  )

const filteredPage = (): Page =>
  page(
    { title: 'Find a school', width: 'full', script: 'picker.js', stylesheet: 'picker.css' },
    <>
      <h1 class="govuk-heading-l">Find a school</h1>
      <FilteredList
        filters={
          <Filters
            state={freshForm('/schools', { values: { phase: '2' }, hidden: { q: 'green' } })}
            active={[{ group: 'phase', text: 'Primary', removeHref: '/schools?q=green' }]}
            clearHref="/schools"
          >
            <SelectField
              name="phase"
              label="Phase"
              choices={[
                { value: '', text: 'All' },
                { value: '2', text: 'Primary' },
              ]}
            />
          </Filters>
        }
      >
        <h2 class="govuk-heading-m">1 school</h2>
      </FilteredList>
    </>,
  )

const pickerPage = (): Page =>
  formPage(
    freshForm('/school', { back: '/' }),
    { title: 'Which school?', script: 'picker.js' },
    <SchoolPicker name="school" label="Which school?" heading />,
  )

/** Every page above and every page that ui makes by itself, by name. */
export const samplePages: Readonly<Record<string, () => Page>> = {
  date: () => datePage(),
  'date-error': () => datePage(true),
  'every-field': () => everyFieldPage(),
  'every-field-error': () => everyFieldPage(true),
  list: () => listPage(),
  record: recordPage,
  statuses: statusesPage,
  filtered: filteredPage,
  picker: pickerPage,
  confirmation: () =>
    confirmationPage({
      title: 'Induction tutor nominated',
      reference: 'ABC123',
      next: <p class="govuk-body">We have emailed them.</p>,
    }),
  'confirmation-plain': () => confirmationPage({ title: 'Done', next: <p class="govuk-body">Nothing more to do.</p> }),
  progress: () =>
    progressPage({ title: 'Reading the file', done: 12_345, total: 43_854, unit: 'rows read', back: '/imports' }),
  'progress-unknown': () => progressPage({ title: 'Reading the file', done: 12, total: null, unit: 'rows read' }),
  'answers-lost': () => answersLostPage('/start'),
  'answers-changed': () => answersChangedPage('/check'),
  'not-found': () => errorPages({ kind: 'not-found' }),
  'not-allowed': () => errorPages({ kind: 'not-allowed', reason: 'closed' }),
  expired: () => errorPages({ kind: 'expired', resend: null }),
  'expired-resend': () =>
    errorPages({ kind: 'expired', resend: { to: '/name', fields: { name: 'Zoë "x"', days: ['a', 'b'] } } }),
  'bad-request': () => errorPages({ kind: 'bad-request' }),
  'too-large': () => errorPages({ kind: 'too-large', maxMegabytes: 100 }),
  'too-many': () => errorPages({ kind: 'too-many', waitSeconds: 90 }),
  broken: () => errorPages({ kind: 'broken', requestId: 'r1' }),
  unavailable: () => errorPages({ kind: 'unavailable', waitSeconds: 10 }),
  'unavailable-long': () => errorPages({ kind: 'unavailable', waitSeconds: 7200 }),
}
