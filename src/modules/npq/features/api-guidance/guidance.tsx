import { type Page, type Reply, show, type WebRequest } from '#src/platform/http/route.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { Changes, Ids, Polling } from './copy-pages.tsx'
import { Errors } from './errors-page.tsx'
import { ReleaseNotes } from './release-notes.tsx'
import { Authentication, GettingStarted, Sandbox } from './start-pages.tsx'
import { States } from './states-page.tsx'

type Topic = { readonly slug: string; readonly title: string; readonly about: string; readonly body: () => Html }

/** The documentation of the API for people, in the order in which somebody needs it. */
export const TOPICS: readonly Topic[] = [
  {
    slug: 'getting-started',
    title: 'Getting started',
    about: 'What the API does, and your first call.',
    body: GettingStarted,
  },
  { slug: 'authentication', title: 'Tokens', about: 'How to get a token, change it and end it.', body: Authentication },
  { slug: 'polling', title: 'Keep a copy up to date', about: 'Ask for what changed, and miss nothing.', body: Polling },
  { slug: 'changes', title: 'Follow changes', about: 'What changed, with before and after.', body: Changes },
  {
    slug: 'ids',
    title: 'Ids, and ids that change',
    about: 'What an id stays with, and what to do when it moves.',
    body: Ids,
  },
  { slug: 'states', title: 'Statuses', about: 'What each status means and what can follow it.', body: States },
  { slug: 'errors', title: 'Errors', about: 'Every code, and what to do.', body: Errors },
  { slug: 'sandbox', title: 'Try it out', about: 'Test data, and how to try another date.', body: Sandbox },
  { slug: 'release-notes', title: 'Release notes', about: 'What changed in the API, and when.', body: ReleaseNotes },
]

const HOME = '/api/guidance'

export const showGuidance = (): Reply => show(indexPage())

/** For `load`: the topic that the address names. */
export const topicInPath = async ({ params }: WebRequest): Promise<Topic | null> =>
  TOPICS.find(({ slug }) => slug === params['topic']) ?? null

export const showTopic = (_request: WebRequest, topic: Topic): Reply => show(topicPage(topic))

const indexPage = (): Page =>
  page(
    { title: 'API for NPQ providers' },
    <>
      <h1 class="govuk-heading-l">API for NPQ providers</h1>
      <p class="govuk-body">
        Your systems read who has registered with you, accept or reject them, and tell us how training goes on.
      </p>
      {TOPICS.map(({ slug, title, about }) => (
        <>
          <h2 class="govuk-heading-m govuk-!-margin-bottom-1">
            <a class="govuk-link" href={`${HOME}/${slug}`}>
              {title}
            </a>
          </h2>
          <p class="govuk-body">{about}</p>
        </>
      ))}
      <h2 class="govuk-heading-m">For machines</h2>
      <p class="govuk-body">
        <a class="govuk-link" href="/api/v3/openapi.json">
          OpenAPI 3.1 document
        </a>
        . Import it into Postman or generate a client from it.
      </p>
    </>,
  )

const topicPage = ({ slug, title, body }: Topic): Page =>
  page(
    {
      title: `${title}: API for NPQ providers`,
      breadcrumbs: [{ text: 'API for NPQ providers', href: HOME }],
      width: 'full',
    },
    <>
      <h1 class="govuk-heading-l">{title}</h1>
      {body()}
      <Next slug={slug} />
    </>,
  )

/** Leads on, so that nobody stands at an end. */
const Next = ({ slug }: Pick<Topic, 'slug'>): Html => {
  const next = TOPICS[TOPICS.findIndex((topic) => topic.slug === slug) + 1]
  return (
    <p class="govuk-body govuk-!-margin-top-6">
      <a class="govuk-link" href={next ? `${HOME}/${next.slug}` : HOME}>
        {next ? `Next: ${next.title}` : 'All guidance'}
      </a>
    </p>
  )
}
