import { z } from 'zod'
import { name, oneOf, text } from '#src/kit/form-fields.ts'
import { answerTo, journey, question, stop, when } from '#src/kit/journey.ts'
import { everyone } from '#src/kit/policy.ts'
import { defineEvent } from '#src/platform/audit/event.ts'
import { command } from '#src/platform/commands/command.ts'
import { page as pageRow, show } from '#src/platform/http/route.ts'
import { checkAnswersPage } from '#src/ui/check-answers.tsx'
import { confirmationPage } from '#src/ui/confirmation-page.tsx'
import { NameField, RadioField, TextField } from '#src/ui/fields.tsx'
import { freshForm } from '#src/ui/form.tsx'
import { formPage } from '#src/ui/form-page.tsx'
import { journeyRoutes } from '#src/ui/journey-routes.ts'
import { page } from '#src/ui/layout.tsx'

// A journey with a fork, a stop and a command that refuses in every way, for the tests of journeys. Not one of the product.

export const joined = defineEvent({
  name: 'test.joined',
  version: 1,
  payload: z.object({ name: z.string(), town: z.string().nullable() }),
  sentence: ({ name }) => `${name} joined`,
})

const join = command({
  name: 'test.join',
  input: z.object({ club: z.string(), name: z.string(), town: z.string().nullable() }),
  refusals: ['name-taken', 'club-full'],
  records: [joined.name],
  async run({ refuse }, { club, name, town }) {
    if (name === 'Taken') refuse('name-taken', { by: 'Sam' })
    if (name === 'Full') refuse('club-full')
    if (name === 'Gone') refuse('not-found')
    return { value: { club }, events: [joined.of([{ kind: 'school', id: club }], { name, town })] }
  },
})

const joining = journey({
  name: 'join',
  version: 1,
  steps: {
    where: question(z.object({ where: oneOf(['here', 'away', 'nowhere'], 'Select where you live') })),
    town: question(z.object({ town: text({ missing: 'Enter your town', label: 'Town' }) })),
    homeless: stop,
    name: question(z.object({ name: name({ missing: 'Enter your name' }) })),
  },
  path: ({ where }) => [
    'where',
    ...when(where?.where === 'away', 'town'),
    ...when(where?.where === 'nowhere', 'homeless'),
    'name',
  ],
})

/** Clubs that exist, so that a test can close one in the middle. */
export const clubs = new Set(['chess'])

export const routes = [
  pageRow('GET /clubs/:club/join', {
    feature: 'join',
    policy: everyone,
    handle: ({ path }) =>
      show(
        formPage(
          freshForm(path, { back: '/' }),
          { title: 'Join', headed: 'by-page' },
          <p class="govuk-body">Start now</p>,
        ),
      ),
  }),
  pageRow('GET /clubs/:club/joined', {
    feature: 'join',
    policy: everyone,
    handle: () =>
      show(
        confirmationPage({ title: 'You have joined', reference: 'AB12', next: <p class="govuk-body">Come along.</p> }),
      ),
  }),
  ...journeyRoutes({
    at: '/clubs/:club/join',
    feature: 'join',
    journey: joining,
    load: async ({ params }) => (clubs.has(params['club'] ?? '') ? { club: params['club'] ?? '' } : null),
    policy: everyone,
    owner: ({ browserHash }) => `browser:${browserHash.toString('hex')}`,
    pages: {
      where: ({ form }) =>
        formPage(
          form,
          { title: 'Where do you live?' },
          <RadioField
            name="where"
            legend="Where do you live?"
            heading
            choices={['here', 'away', 'nowhere'].map((value) => ({ value, text: value }))}
          />,
        ),
      town: ({ form }) =>
        formPage(form, { title: 'Which town?' }, <TextField name="town" label="Which town?" heading />),
      homeless: ({ form }) =>
        page({ title: 'You cannot join yet', back: form.back }, <h1 class="govuk-heading-l">You cannot join yet</h1>),
      name: ({ form }) =>
        formPage(form, { title: 'What is your name?' }, <NameField name="name" label="What is your name?" heading />),
    },
    check: (view) =>
      checkAnswersPage(view, {
        rows: {
          where: ({ where }) => [{ key: 'Home', value: where, change: 'where you live' }],
          town: ({ town }) => [{ key: 'Town', value: town, change: 'your town' }],
          name: ({ name }) => [{ key: 'Name', value: name, change: 'your name' }],
        },
        submit: 'Join the club',
      }),
    complete: {
      command: join,
      input: (answers, { club }) => ({ club, name: answerTo(answers, 'name').name, town: answers.town?.town ?? null }),
      refused: (code, facts) =>
        code === 'name-taken'
          ? { step: 'name', field: 'name', message: `${facts['by']} has this name: enter another one` }
          : { page: page({ title: 'The club is full' }, <h1 class="govuk-heading-l">The club is full</h1>) },
    },
    leadsTo: ({ club }) => `/clubs/${club}/joined`,
  }),
]
