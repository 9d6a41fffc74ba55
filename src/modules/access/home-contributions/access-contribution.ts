import { academicYearOf, academicYearText, londonDate, momentText } from '#src/kit/dates.ts'
import { messageState } from '#src/platform/email/messages-queries.ts'
import { contactsOf } from '../../directory/public.ts'
import { apiTokenPolicy } from '../api-tokens/api-token-policy.ts'
import { nominationIntent } from '../emails/nomination-emails.ts'
import { type HandoverWithPeople, handoversToUndo } from '../handovers/handovers-queries.ts'
import { peoplePolicy } from '../memberships/people-policy.ts'
import type { HomeAsked, HomeContribution } from './home-contribution.ts'
import type { HomeService } from './home-entry.ts'
import { accessFacts } from './task-facts-queries.ts'
import { accessTasks, type TaskFacts } from './task-rules.ts'

/** What access itself puts on the home pages: who has access, how the organisation is reached, and its tutor. */
export const accessContribution: HomeContribution = {
  services: async ({ reader, place, eligible, now, actor }) => [
    ...(place.kind === 'school' && eligible && peoplePolicy.manage(actor, place).allowed
      ? [earlyCareerTraining(place.id, academicYearText(academicYearOf(londonDate(now))))]
      : []),
    ...(place.roles.includes('npq-provider') && apiTokenPolicy.manage(actor, place).allowed
      ? [apiTokens(place.id)]
      : []),
    ...(worksWithSchools(place) ? [partnerSchools(place.kind === 'trust')] : []),
    {
      name: 'People and roles',
      about: 'See who has access. Add a colleague, such as a second administrator or the business manager.',
      href: `/organisations/${place.id}/people`,
    },
    ...(place.kind === 'school'
      ? [
          {
            name: 'Email addresses of the school',
            about: 'See where we write to your school, and correct it.',
            href: `/organisations/${place.id}/contacts` as const,
          },
        ]
      : []),
    ...(place.kind === 'school' && eligible && actor.worksAt(place.id, 'induction-tutor', 'administrator')
      ? [handingOver(place.id)]
      : []),
    ...(actor.accountId === null ? [] : await handoversToUndo(reader, actor.accountId, now))
      .filter(({ handover }) => handover.organisationId === place.id)
      .map(undoing),
  ],
  // Only those who can do the tasks are asked to.
  tasks: async (asked) =>
    peoplePolicy.manage(asked.actor, asked.place).allowed ? accessTasks(await factsOf(asked)) : [],
}

const apiTokens = (organisationId: string): HomeService => ({
  name: 'API tokens',
  about: 'Make, replace and end the secrets with which your systems call the API.',
  href: `/organisations/${organisationId}/api-tokens`,
})

const handingOver = (organisationId: string): HomeService => ({
  name: 'Hand over',
  about: 'Say who takes over as induction tutor, from today or with an overlap.',
  href: `/organisations/${organisationId}/handover`,
})

const undoing = ({ handover, to }: HandoverWithPeople): HomeService => ({
  name: 'Undo the change of induction tutor',
  about: `You named ${to.name}. You can undo it until ${momentText(handover.objectUntil)}.`,
  href: `/organisations/${handover.organisationId}/handover/${handover.id}`,
})

const PARTNER_ROLES: readonly string[] = ['lead-provider', 'delivery-partner', 'appropriate-body']

const worksWithSchools = ({ kind, roles }: HomeAsked['place']): boolean =>
  kind === 'trust' || roles.some((role) => PARTNER_ROLES.includes(role))

const earlyCareerTraining = (organisationId: string, year: string): HomeService => ({
  name: 'Early career training',
  about: `Say whether you expect early career teachers in ${year}. Lead providers are shown your induction tutor.`,
  href: `/organisations/${organisationId}/expectation`,
})

const partnerSchools = (isTrust: boolean): HomeService => ({
  name: isTrust ? 'Registration of your schools' : 'Schools that you work with',
  about: 'See whether a school is registered, and have the right link sent to it.',
  href: '/partner-schools',
})

async function factsOf({ reader, place, eligible, now }: HomeAsked): Promise<TaskFacts> {
  const today = londonDate(now)
  const academicYear = academicYearOf(today)
  const isSchool = place.kind === 'school'
  const { newestLinkId, ...facts } = await accessFacts(reader, { organisationId: place.id, academicYear, now })
  return {
    ...facts,
    organisationId: place.id,
    isSchool,
    eligible,
    today,
    academicYear,
    contact: isSchool ? await contactState({ reader, place }, newestLinkId) : 'works',
  }
}

async function contactState({ reader, place }: Pick<HomeAsked, 'reader' | 'place'>, newestLinkId: string | null) {
  const main = (await contactsOf(reader, place.id)).find(({ channel }) => channel === 'main')
  if (!main) return 'missing'
  const newest = newestLinkId ? await messageState(reader, nominationIntent(newestLinkId)) : null
  return newest?.status === 'permanent-failure' && newest.to === main.address ? 'bounced' : 'works'
}
