import { academicYearText, londonDate } from '#src/kit/dates.ts'
import { countText } from '#src/ui/count-text.ts'
import type { HomeContribution } from '../../access/public.ts'
import { schoolsOfTrusts } from '../../directory/public.ts'
import { CLAIMING_ROLES } from './email-kinds.ts'
import { providerToDo, type SchoolsToDo, schoolsToDo } from './home-queries.ts'

type Asked = Parameters<HomeContribution['tasks']>[0]
type Task = Awaited<ReturnType<HomeContribution['tasks']>>[number]

/** What schools, trusts and providers find about claims on their home page. */
export const claimsContribution: HomeContribution = {
  services: (asked) => SERVICES.flatMap(({ isFor, ...service }) => (isFor(asked) ? [serviceAt(asked, service)] : [])),
  async tasks(asked) {
    const { actor, place } = asked
    if (!actor.worksAt(place.id, ...CLAIMING_ROLES)) return []
    if (place.kind === 'school') return schoolTasks(asked)
    return place.kind === 'trust' ? trustTasks(asked) : providerTasks(asked)
  },
}

const isProvider = ({ place }: Asked): boolean => place.roles.includes('accredited-itt-provider')

type Service = { readonly name: string; readonly about: string; readonly path: string }

const SERVICES: readonly (Service & { readonly isFor: (asked: Asked) => boolean })[] = [
  {
    name: 'Claim funding for mentor training',
    about: 'Claim for the hours that your mentors of trainee teachers spent in training.',
    path: 'claims',
    isFor: ({ place, eligible }) => place.kind === 'school' && eligible,
  },
  {
    name: 'Claims for mentor training of your schools',
    about: 'See the claims of all schools of the trust together, and claim for them.',
    path: 'trust-claims',
    isFor: ({ place }) => place.kind === 'trust',
  },
  {
    name: 'Claims for mentor training that name you',
    about: 'See what schools claim for training by you, and confirm hours when you are asked to.',
    path: 'provider-claims',
    isFor: isProvider,
  },
]

const serviceAt = ({ place }: Asked, { name, about, path }: Service) =>
  ({ name, about, href: `/organisations/${place.id}/${path}` }) as const

async function schoolTasks({ reader, place, now }: Asked): Promise<readonly Task[]> {
  const toDo = await schoolsToDo(reader, { organisationIds: [place.id], acceptedBy: [place.id], now })
  const here = `/organisations/${place.id}` as const
  return [
    ...answerTasks(toDo, `${here}/claims`),
    ...(toDo.listed > 0 ? claimTasks(toDo, here) : []),
    ...draftTasks(toDo, `${here}/claims`),
  ]
}

/** What stands between a school that may claim and its claim, one thing after the other. */
function claimTasks({ year, lastDay, mustAccept, mentors, notSent, drafts }: SchoolsToDo, here: `/${string}`): Task[] {
  if (year === null) return []
  const years = academicYearText(year)
  const accept = mustAccept
    ? [
        {
          what: 'Accept the conditions of the grant',
          why: `You can claim for mentor training in ${years} once they are accepted.`,
          ...{ by: lastDay, href: `${here}/grant-conditions` as const },
        },
      ]
    : []
  if (mentors === 0) {
    const why = `Everybody whose training you claim for in ${years} is on your list of mentors.`
    return [...accept, { what: 'Add your mentors', why, by: lastDay, href: `${here}/mentors` }]
  }
  if (mustAccept || notSent === 0 || drafts > 0) return accept
  const why = `Your school hosted trainees and has not claimed for ${years} yet.`
  return [{ what: 'Claim for mentor training', why, by: lastDay, href: `${here}/claims` }]
}

function draftTasks({ drafts, lastDay }: SchoolsToDo, href: `/${string}`): Task[] {
  if (drafts === 0) return []
  const what =
    drafts === 1 ? 'Send the claim that you have begun' : `Send the ${countText(drafts)} claims that are begun`
  return [{ what, why: 'A draft keeps its hours for a while only.', by: lastDay, href }]
}

function answerTasks({ requests, requestDue, replies, replyDue }: SchoolsToDo, href: `/${string}`): Task[] {
  const asked =
    requests === 1 ? 'Answer what we asked about a claim' : `Answer ${countText(requests)} questions about claims`
  const reply =
    replies === 1 ? 'Reply to a provider that disagrees' : `Reply to providers about ${countText(replies)} claims`
  return [
    ...(requests > 0 ? [{ what: asked, why: 'The claim waits for your answer.', by: requestDue, href }] : []),
    ...(replies > 0
      ? [{ what: reply, why: 'Without your reply we decide by what the provider says.', by: replyDue, href }]
      : []),
  ]
}

async function trustTasks({ reader, place, now }: Asked): Promise<readonly Task[]> {
  const members = await schoolsOfTrusts(reader, [place.id], londonDate(now))
  const organisationIds = members.map(({ schoolId }) => schoolId)
  const toDo = await schoolsToDo(reader, { organisationIds, acceptedBy: [place.id], now })
  const { year, lastDay, listed, notSent, mustAccept } = toDo
  const here = `/organisations/${place.id}` as const
  const tasks: Task[] = [...answerTasks(toDo, `${here}/trust-claims`)]
  if (year !== null && listed > 0 && mustAccept) {
    const why = 'Once for all schools of the trust. Each school can accept them too.'
    tasks.push({ what: 'Accept the conditions of the grant', why, by: lastDay, href: `${here}/grant-conditions` })
  }
  if (year !== null && notSent > 0) {
    const what = notSent === 1 ? 'Claim for 1 school' : `Claim for ${countText(notSent)} schools`
    const why = `They hosted trainees and have not claimed for ${academicYearText(year)} yet.`
    tasks.push({ what, why, by: lastDay, href: `${here}/trust-claims/schools` })
  }
  return [...tasks, ...draftTasks(toDo, `${here}/trust-claims?status=draft`)]
}

async function providerTasks(asked: Asked): Promise<readonly Task[]> {
  if (!isProvider(asked)) return []
  const { place, reader } = asked
  const { audits, auditDue, requests, requestDue } = await providerToDo(reader, place.id)
  const here = `/organisations/${place.id}` as const
  const confirm = audits === 1 ? 'Confirm hours for an audit' : `Confirm hours for ${countText(audits)} audits`
  return [
    ...(audits > 0
      ? [
          {
            what: confirm,
            why: 'Say for each mentor whether the hours are right.',
            by: auditDue,
            href: `${here}/audits` as const,
          },
        ]
      : []),
    ...(requests > 0
      ? [
          {
            what:
              requests === 1
                ? 'Answer a question about a claim'
                : `Answer ${countText(requests)} questions about claims`,
            ...{ why: 'The claim waits for your answer.', by: requestDue, href: `${here}/provider-claims` as const },
          },
        ]
      : []),
  ]
}
